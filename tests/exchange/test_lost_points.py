"""Points lost in the indicators measured above, as a part of scores: once they are known."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from liaison_tui.measuring import assigning, looking, months, taking
from liaison_tui.programme.period import Span
from liaison_tui.rulings import plan_versions, scores
from liaison_tui.rulings.lost_points import lost_points
from liaison_tui.workspace import Workspace, shipped_programme
from tests.exchange import offices
from tests.workbooks import annex, full_points

SPAN = Span("2021-06", ["2021-06"])
TOWN = offices.TOWN


@pytest.fixture
def centre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")
    return offices.make_centre(tmp_path / "信用办")


def measure(centre: Workspace, path: Path, **points: float) -> None:
    look = looking.look_at(centre, annex(path, full_points() | points))
    taking.take_in(centre, look, "2021-06", source="省")


def part(centre: Workspace) -> Decimal | None:
    row = scores.read_sheet(centre, SPAN).row(TOWN)
    assert row is not None
    found = [part for part in row.trial.parts if part.key == "indicators"] if row.trial else []
    return Decimal(found[0].points) / found[0].full if found else None


def test_what_nobody_has_measured_is_no_part_of_a_score(centre: Workspace) -> None:
    assert lost_points(centre, SPAN) == {}
    assert part(centre) is None


def test_lost_points_count_for_every_unit_that_answers_for_the_indicator(
    centre: Workspace, tmp_path: Path
) -> None:
    measure(centre, tmp_path / "得分.xlsx", I05=1.0)
    found = lost_points(centre, SPAN)
    assert found[TOWN].lost == 1  # I05: every town and every member answers for it
    assert found[TOWN].about == ("2021-06 I05",)
    assert found["dianxin"].lost == 0  # answers for other indicators only
    share = part(centre)
    assert share is not None
    assert 0 < share < 1
    measure(centre, tmp_path / "更正.xlsx")
    assert part(centre) == 1


def test_points_are_lost_by_those_who_answered_in_that_month_whatever_versions_say(
    centre: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I05 is the towns' and members' up to July, and one office's from August on."""
    text = shipped_programme().decode()
    start = text.index('[[items]]\nid = "I05"')
    block = text[start : text.index("[[items]]", start + 10)]
    other = re.sub(r'printed = ".*"', 'printed = "公安局"', block)
    other = re.sub(r"responsible = .*", 'responsible = ["gongan"]', other)
    other = re.sub(r"groups = .*", "groups = []", other)
    for old, new in (
        (block, other), ("\nversion = 1\n", "\nversion = 2\n"),
        ('\nfrom = "2021-01"\n', '\nfrom = "2021-08"\n'),
    ):  # fmt: skip
        text = text.replace(old, new, 1)
    plan_versions.adopt(centre, plan_versions.hand_edited(centre, text.encode()))
    monkeypatch.setenv("LIAISON_TODAY", "2021-09-10")
    for month in ("2021-06", "2021-08"):
        path = annex(tmp_path / f"{month}.xlsx", full_points() | {"I05": 1.0})
        look = looking.look_at(centre, path, period=month)
        taking.take_in(centre, look, month, source="省")
        lost = lost_points(centre, Span(month, [month]))
        losing = {unit for unit, each in lost.items() if each.lost}
        assert (TOWN in losing) == (month == "2021-06")
        assert "gongan" in losing
        found = months.read_indicators(centre, month)
        assert set(assigning.lost_by_unit(found)) == losing
    # The version begins in August; what came before can be measured all the same.
    assert looking.months_of(centre)[0] == "2021-01"
