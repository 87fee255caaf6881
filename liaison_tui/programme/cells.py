"""From a printed cell of the notice (“市发改委(信用办)、公安局等”) to units and groups."""

import re
from dataclasses import dataclass

from liaison_tui.programme.model import Programme, Unit
from liaison_tui.programme.names import match_unit
from liaison_tui.text import normal


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell resolves to, each in printed order; `unresolved` pieces name nobody known."""

    units: tuple[str, ...]
    groups: tuple[str, ...]
    unresolved: tuple[str, ...]


def resolve_cell(programme: Programme, printed: str) -> Cell:
    """Return the units and groups a cell names; lost separators between two names are found."""
    units: list[str] = []
    groups: list[str] = []
    unresolved: list[str] = []
    for raw in re.split(r"[、，,；;]", printed):
        piece = raw.strip()
        for group in programme.groups:
            if normal(piece).endswith(normal(group.name)):
                groups.append(group.id)
                piece = normal(piece).removesuffix(normal(group.name)).removesuffix("等")
        if not piece:
            continue
        found = _names_in(programme, piece)
        if found:
            units.extend(unit.id for unit in found)
        else:
            unresolved.append(piece)
    return Cell(tuple(dict.fromkeys(units)), tuple(dict.fromkeys(groups)), tuple(unresolved))


def _names_in(programme: Programme, piece: str) -> list[Unit]:
    whole = match_unit(programme, piece)
    if whole:
        return [whole]
    for cut in range(len(piece) - 1, 1, -1):
        first = match_unit(programme, piece[:cut])
        rest = _names_in(programme, piece[cut:]) if first else []
        if first and rest:
            return [first, *rest]
    return []
