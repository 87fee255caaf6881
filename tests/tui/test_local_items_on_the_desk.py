"""A unit's own items on its desk: listed, opened and saved as others are."""

from pathlib import Path

from liaison_tui.statements import local_items
from liaison_tui.tui.widgets.board import Board
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import make_unit, open_form, opened, press, type_text


async def test_a_units_own_item_is_listed_filled_and_saved(tmp_path: Path) -> None:
    root = make_unit(tmp_path)
    office = Workspace(root)
    unit = office.unit_named(None)
    local_items.add(office, unit, offices.MONTH, "信用示范街区", "highlight")
    async with opened(root) as pilot:
        assert "L01" in pilot.app.screen.query_one("#items", Board).keys
        await open_form(pilot, "L01")
        await type_text(pilot, "已选址。")
        await press(pilot, "ctrl+s")
    report = Workspace(root).reports()[unit.id, "L01", offices.MONTH]
    assert report.state == "reported"
