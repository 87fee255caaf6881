"""From the words people use to those who are to answer: units, or the centre (信用办)."""

from collections.abc import Iterable

from liaison_tui.programme.model import Programme
from liaison_tui.programme.names import find_unit, names_in
from liaison_tui.text import normal

CENTRE = "信用办"


def office_named(programme: Programme, text: str) -> str:
    """Return the id of the unit a person means, or the centre's; raises UnknownName."""
    own = {normal(name) for name in (CENTRE, programme.centre_name, programme.centre_id)}
    return programme.centre_id if normal(text) in own else find_unit(programme, text).id


def offices_named(programme: Programme, text: str) -> list[str]:
    """Return the ids of several, written with 、 between them; raises UnknownName."""
    found = (office_named(programme, name) for name in names_in(text))
    return list(dict.fromkeys(found))


def unit_ids(programme: Programme, names: Iterable[str]) -> list[str]:
    """Return the ids of the units a person means, each once; raises UnknownName."""
    return list(dict.fromkeys(find_unit(programme, name).id for name in names))
