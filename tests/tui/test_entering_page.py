"""At the centre: what a unit has told is entered for it, until its own word comes."""

from pathlib import Path

import pytest

from liaison_tui.tui.screens.entering import EnteringPage
from liaison_tui.tui.screens.unit import EntryPage, UnitPage
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import (
    NARROW,
    WIDE,
    make_centre,
    opened,
    paste,
    press,
    screen_text,
    stand_on,
    toasts,
    type_text,
)


@pytest.fixture(autouse=True)
def _in_june(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", offices.TODAY)


def t20(root: Path) -> tuple[str, str, str]:
    """The channel, the informant and the text of the town's entry, as a program finds it."""
    reports = Workspace(root).reports(items=["T20"], periods=[offices.MONTH])
    report = reports[offices.TOWN, "T20", offices.MONTH]
    assert report.current
    assert not report.conflict
    body = report.current.event.body
    return body.get("channel", ""), body.get("informant", ""), body.get("text", "")


async def test_a_telephone_call_is_entered_with_its_informant_and_a_scan(
    tmp_path: Path,
) -> None:
    root = make_centre(tmp_path)
    scan = tmp_path / "传真.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    async with opened(root, WIDE) as pilot:
        await press(pilot, "f3")
        await type_text(pilot, "澄江街道")
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, UnitPage)
        await stand_on(pilot, "T20")
        await press(pilot, "ctrl+b", "代录")
        page = pilot.app.screen
        assert isinstance(page, EnteringPage)
        assert "信用办代录" in screen_text(pilot.app)
        page.sheet.go_to("text")
        await type_text(pilot, "贯标企业4家。")
        await press(pilot, "ctrl+s")
        assert "没有填写报送方式" in screen_text(pilot.app)
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "channel"
        await press(pilot, "1", "ctrl+s")
        assert "没有填写提供人" in screen_text(pilot.app)
        await type_text(pilot, "周敏")
        page.sheet.evidence.field.focus()
        await paste(pilot, str(scan))
        await press(pilot, "enter", "ctrl+s")
        assert isinstance(pilot.app.screen, UnitPage)
        assert toasts(pilot.app)[-1].startswith("已代录 ")
        # The list, the entry whole, and the history say whose hand it was.
        assert "信用办代录（电话）" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, EntryPage)
        shown = screen_text(pilot.app)
        assert "电话，提供人 周敏" in shown
        assert "传真.pdf" in shown
    assert t20(root) == ("telephone", "周敏", "贯标企业4家。")


async def test_what_is_half_written_is_kept_and_the_units_own_word_takes_the_place_of_an_entry(
    tmp_path: Path,
) -> None:
    root = make_centre(tmp_path)
    town = offices.make_unit(tmp_path / "澄江街道")
    centre = Workspace(root)
    body = {"device": offices.device_of(town)}
    centre.store.say([centre.office.new_event("trust", unit=offices.TOWN, body=body)])
    async with opened(root, NARROW) as pilot:
        await press(pilot, "f3")
        await type_text(pilot, "澄江街道")
        await press(pilot, "enter", "enter")
        await stand_on(pilot, "T20")
        await press(pilot, "ctrl+b", "代录", "2", "tab")
        await type_text(pilot, "周敏")
        await press(pilot, "tab")
        page = pilot.app.screen
        assert isinstance(page, EnteringPage)
        page.sheet.go_to("text")
        await type_text(pilot, "纸质报来。")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, UnitPage)
        assert "草稿" not in screen_text(pilot.app)  # it is the centre's, not the unit's state
        await press(pilot, "ctrl+b", "代录")
        assert "已带出" in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
        assert t20(root) == ("paper", "周敏", "纸质报来。")

        offices.write(town, "本单位自己填报。")
        sent = offices.send(town, tmp_path / "发")
        await press(pilot, "escape", "escape", "f4")
        await paste(pilot, str(sent))
        await press(pilot, "enter")
    assert t20(root) == ("", "", "本单位自己填报。")
    async with opened(root, NARROW) as pilot:
        await press(pilot, "f3")
        await type_text(pilot, "澄江街道")
        await press(pilot, "enter", "enter")
        await stand_on(pilot, "T20")
        await press(pilot, "ctrl+b", "代录")
        assert "该单位已自行填报这一项" in screen_text(pilot.app)
        assert isinstance(pilot.app.screen, EnteringPage)
        await press(pilot, "escape")
        assert Workspace(root).drafts.all() == {}
