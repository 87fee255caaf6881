"""Blanks for units and items, which a person names as they like (programme/names)."""

from liaison_tui.errors import Refused
from liaison_tui.programme.model import Item, Programme, Unit
from liaison_tui.programme.names import find_item, find_unit, names_in
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.fields import LineField


def unit(programme: Programme) -> Blank:
    """Return a blank for a unit, by any of its names."""

    def read(typed: str) -> Unit:
        if not typed.strip():
            raise Refused("没有写明单位")
        return find_unit(programme, typed)

    return Blank("unit", "单位", LineField(hint="单位名称或简称"), read)


def units(programme: Programme, label: str, *, hint: str) -> Blank:
    """Return a blank for several units, or none; `hint` says what none means."""

    def read(typed: str) -> list[Unit]:
        return [find_unit(programme, name) for name in names_in(typed)]

    return Blank("units", label, LineField(hint=hint), read)


def item(programme: Programme) -> Blank:
    """Return a blank for an item, by its number."""

    def read(typed: str) -> Item:
        if not typed.strip():
            raise Refused("没有写明事项")
        return find_item(programme, typed)

    return Blank("item", "事项", LineField(hint="编号，如 T20"), read)


def items(programme: Programme, first: str = "") -> Blank:
    """Return a blank for several items, or none."""

    def read(typed: str) -> list[Item]:
        return [find_item(programme, name) for name in names_in(typed)]

    return Blank("items", "事项", LineField(first, hint="编号，用顿号隔开，如 T20、I05"), read)
