"""Two years' plans in one workspace: each month by its own, trust kept, items going on."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from liaison_tui import survey
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.exchange import revoking, trusting
from liaison_tui.measuring import looking, taking
from liaison_tui.measuring import months as indicator_months
from liaison_tui.papers.dashboard.page import html
from liaison_tui.printing import letters
from liaison_tui.printing.letters import Switches
from liaison_tui.programme.continuing import name_in
from liaison_tui.programme.due import period_on, periods_of
from liaison_tui.programme.model import Programme
from liaison_tui.programme.names import find_item
from liaison_tui.programme.obligations import obligations
from liaison_tui.programme.period import Span
from liaison_tui.programme.reading import read_programme
from liaison_tui.programme.versions import put_together
from liaison_tui.reports.overview import overview
from liaison_tui.rulings import discharges, plan_versions, reviews, verifying
from liaison_tui.statements import rosters
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.exchange.years import NEXT, next_year
from tests.programme.plan import PLAN, problems
from tests.workbooks import annex, full_points

TOWN, OLD = offices.TOWN, "jiangyin-2021"
DECEMBER, JANUARY = "2021-12", "2022-01"
AUTUMN, WINTER, NEW_YEAR = "2021-11-20", "2022-01-04", "2022-01-20"


@pytest.fixture(scope="module")
def years() -> Programme:
    return put_together([PLAN, read_programme(next_year())], OLD)


def turn_the_year(centre: Workspace) -> None:
    plan_versions.adopt(centre, plan_versions.next_year(centre, next_year()))


def test_each_month_goes_by_the_plan_whose_months_hold_it(years: Programme) -> None:
    assert periods_of(years)[0] == "2021-04"
    assert periods_of(years)[-1] == "2022-12"
    assert [years.at(p).id for p in ("2021-04", DECEMBER, JANUARY)] == [OLD, OLD, NEXT]
    assert years.id == OLD
    last = obligations(years, years.unit_by_id[TOWN], DECEMBER)
    assert last == obligations(PLAN, PLAN.unit_by_id[TOWN], DECEMBER)
    assert period_on(years, date(2022, 1, 5)) == DECEMBER
    assert period_on(years, date(2022, 1, 6)) == JANUARY


def test_a_unit_that_is_gone_owes_nothing_more_and_is_no_longer_listed(years: Programme) -> None:
    gone = years.unit_by_id["nanzha"]
    assert obligations(years, gone, DECEMBER)
    assert obligations(years, gone, JANUARY) == []
    assert gone in years.units_in([DECEMBER])
    assert "nanzha" not in {unit.id for unit in years.units_in([JANUARY])}
    found = overview(years, Span(JANUARY, [JANUARY]), {}, {}, date(2022, 2, 20))
    assert "nanzha" not in {unit["id"] for unit in found["units"]}


def test_an_item_is_known_in_another_year_only_by_what_it_continues(years: Programme) -> None:
    assert name_in(years, "T03", JANUARY, DECEMBER) == "T20"
    assert name_in(years, "T20", DECEMBER, JANUARY) == "T03"
    assert name_in(years, "T20", JANUARY, DECEMBER) is None
    assert name_in(years, "T12", DECEMBER, JANUARY) is None
    assert name_in(years, "T12", DECEMBER, "2021-05") == "T12"
    assert years.item_of("T20", DECEMBER) == PLAN.item_by_id["T20"]
    assert find_item(years, "T20") == PLAN.item_by_id["T20"]


@pytest.mark.parametrize("link", ["T20", "jiangyin-2022:T20", ":T20", "jiangyin-2021:"])
def test_what_continues_nothing_that_can_be_is_told(link: str) -> None:
    text = next_year().decode().replace('continues = "jiangyin-2021:T20"', f'continues = "{link}"')
    assert [key.split("]")[1] for _, key, _ in problems(text)] == [".continues"]


def test_a_year_that_cannot_stand_beside_the_others_is_refused(
    centre: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed = next_year().replace(b'id = "jiangyin-2022"', b'id = "jiangyin-2021"')
    renamed = renamed.replace(b'continues = "jiangyin-2021:T20"\n', b"")
    for data, why in (
        (next_year(first="2021-04"), "应晚于"),
        (next_year().replace(b"jiangyin-2021:T20", b"jiangyin-2021:T77"), "所接续的"),
        (renamed, "已经有"),
    ):
        with pytest.raises(Refused, match=why):
            plan_versions.next_year(centre, data)
    monkeypatch.setenv("LIAISON_TODAY", "2022-03-01")
    with pytest.raises(Refused, match="已经截止"):
        plan_versions.next_year(centre, next_year())


def test_the_old_plan_stays_at_work_until_the_new_ones_months_begin(
    centre: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_TODAY", AUTUMN)
    turn_the_year(centre)
    assert centre.programme.id == OLD
    assert centre.month(None) == "2021-11"
    monkeypatch.setenv("LIAISON_TODAY", WINTER)
    assert (centre.programme.id, centre.month(None)) == (OLD, DECEMBER)
    monkeypatch.setenv("LIAISON_TODAY", NEW_YEAR)
    assert (centre.programme.id, centre.month(None)) == (NEXT, JANUARY)
    assert Workspace(centre.root).programme.id == NEXT


def test_the_new_year_comes_with_feedback_and_everything_goes_on(
    centre: Workspace, met: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosters.change(met, met.unit_named(None), {("officer", "name"): "周敏"})
    monkeypatch.setenv("LIAISON_TODAY", AUTUMN)
    offices.write(met, "十二月写的。", month=DECEMBER, status="in-progress", percent=60)
    turn_the_year(centre)
    monkeypatch.setenv("LIAISON_TODAY", WINTER)
    offices.take(centre, offices.send(met, tmp_path / "报送" / "12.liaison", DECEMBER))
    monkeypatch.setenv("LIAISON_TODAY", NEW_YEAR)
    # Judged in the new year, under the old plan: it is the old year's entry.
    [entry] = [r.current for r in centre.reports(periods=[DECEMBER]).values()]
    assert entry is not None
    reviews.review(centre, entry.event.id, comment=None)
    row = offices.take_one(met, offices.send_back(centre, tmp_path / "a.liaison", month=JANUARY))
    assert row.outcome == "merged", row.reason
    assert met.programme.id == NEXT
    [report] = met.reports(periods=[DECEMBER]).values()
    assert report.state == "accepted"
    assert report.current is not None
    assert str(report.current.received).startswith("2022-01-04")

    item = met.programme.item_by_id["T03"]
    month = met.read_month(met.unit_named(None), JANUARY)
    before = month.before("T03")
    assert before is not None
    assert (before[0], before[1].event.body["text"]) == (DECEMBER, "十二月写的。")
    assert month.before("T20") is None

    offices.write(met, "新年写的。", item="T03", month=JANUARY)
    row = offices.take_one(centre, offices.send(met, tmp_path / "报送" / "1.liaison", JANUARY))
    assert row.outcome == "merged", row.reason
    assert row.unit == TOWN, "trust of the old year counts in the new one"
    assert "不在应报之列" not in row.reason
    said, _ = centre.said_of(TOWN, item.id, [DECEMBER, JANUARY])
    texts = {r.key[2]: r.current.event.body["text"] for r in said if r.current}
    assert texts == {DECEMBER: "十二月写的。", JANUARY: "新年写的。"}
    chains = {s.chain.programme_id for s in centre.store.submissions() if s.centre is None}
    assert chains == {OLD, NEXT}
    assert [s.event.body["officer"]["name"] for s in centre.said(TOWN, "roster")] == ["周敏"]


def test_a_new_years_feedback_alone_is_enough(
    centre: Workspace, met: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that told of the new plan was lost; what follows tells of it again."""
    monkeypatch.setenv("LIAISON_TODAY", AUTUMN)
    turn_the_year(centre)
    offices.send_back(centre, tmp_path / "lost.liaison", month="2021-11")
    monkeypatch.setenv("LIAISON_TODAY", NEW_YEAR)
    offices.write(
        centre, "电话报来。", item="T03", month=JANUARY, channel="telephone", informant="周敏"
    )
    row = offices.take_one(met, offices.send_back(centre, tmp_path / "b.liaison", month=JANUARY))
    assert row.outcome == "merged", row.reason
    assert met.programme.id == NEXT
    assert "电话报来。" in offices.texts(met)


def test_what_was_struck_off_in_the_old_year_is_owed_by_the_new_plan(
    centre: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_TODAY", AUTUMN)
    turn_the_year(centre)
    town, item = centre.unit_named(TOWN), centre.programme.item_by_id["T20"]
    discharges.strike_off(centre, town, item, "2021-11", reason="已办结。", approver="陈主任")
    assert not centre.rulings().is_owed(TOWN, "T20", DECEMBER)
    assert centre.rulings().is_owed(TOWN, "T20", JANUARY)


def test_sums_of_either_year_are_of_its_own_plan_and_a_figure_counts_in_its_own_year(
    centre: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_TODAY", AUTUMN)
    # The next year's T20 counts the same as this year's, and is another item all the same.
    same = next_year().replace(b'"T03"', b'"T77"').replace(b'"T20"', b'"T03"')
    same = same.replace(b'"T77"', b'"T20"').replace(b'continues = "jiangyin-2021:T20"\n', b"")
    plan_versions.adopt(centre, plan_versions.next_year(centre, same))
    town, t20 = centre.unit_named(TOWN), centre.programme.item_by_id["T20"]
    verifying.verify(centre, town, t20, "2021-09", {"certified": "7"}, reason="重复计算。")

    def verified(period: str) -> Decimal | None:
        [one] = [s for s in verifying.read_sums(centre, period) if s.key == "T20 certified"]
        assert {month.period[:4] for month in one.year} == {period[:4]}
        return one.verified

    monkeypatch.setenv("LIAISON_TODAY", "2022-03-20")
    assert centre.programme.id == NEXT
    assert verified(DECEMBER) == 7
    assert verified("2022-02") is None


def test_decembers_points_come_in_january_and_are_compared_with_no_other_years(
    centre: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_TODAY", AUTUMN)
    turn_the_year(centre)
    monkeypatch.setenv("LIAISON_TODAY", "2022-02-20")
    assert centre.programme.id == NEXT
    for month in (looking.month_named(centre, DECEMBER), JANUARY):
        look = looking.look_at(
            centre, annex(tmp_path / f"{month}.xlsx", full_points()), period=month
        )
        taking.take_in(centre, look, month, source="省")
    assert indicator_months.read_indicators(centre, DECEMBER).total.got == 100
    january = indicator_months.read_indicators(centre, JANUARY)
    assert {mark.before for mark in january.marks} == {None}
    assert {len(each) for each in january.trend.values()} == {1}


def test_an_assignment_goes_by_the_plan_of_the_month_it_begins_with(
    centre: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_TODAY", AUTUMN)
    text = next_year().decode()
    start = text.index('[[items]]\nid = "T09"')
    block = text[start : text.index("[[items]]", start + 10)]
    closed = re.sub(r'printed = ".*"', 'printed = "各镇街园区"', block)
    closed = re.sub(r"responsible = .*", "responsible = []", closed)
    closed = closed.replace('groups = ["related"]', 'groups = ["towns"]')
    plan_versions.adopt(
        centre, plan_versions.next_year(centre, text.replace(block, closed).encode())
    )
    unit, items = centre.unit_named("jiaoyu"), centre.programme.item_by_id
    assert (
        plan_versions.assignment(centre, items["T09"], [unit], since=DECEMBER).programme.id == OLD
    )
    with pytest.raises(Refused, match="没有“等相关成员单位”"):
        plan_versions.assignment(centre, items["T09"], [unit], since="2022-02")
    with pytest.raises(Refused, match="是另一项"):
        plan_versions.assignment(centre, items["T20"], [unit], since="2022-02")


def test_decembers_papers_are_made_in_january_by_decembers_plan(
    centre: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_TODAY", AUTUMN)
    other = next_year().replace(b"\nred_behind = 30", b"\nred_behind = 40")
    assert other != next_year()
    plan_versions.adopt(centre, plan_versions.next_year(centre, other))
    monkeypatch.setenv("LIAISON_TODAY", NEW_YEAR)
    assert centre.programme.id == NEXT
    board = survey.read_dashboard(centre, DECEMBER)
    assert board.lights == PLAN.lights != centre.programme.lights
    assert [month.period for month in board.year] == [f"2021-{n:02d}" for n in range(4, 13)]
    assert "2021年12月" in str(html(board))
    assert letters.circular(centre, DECEMBER, [], Switches()).paper.blocks


@pytest.mark.parametrize("by_screen", [False, True])
def test_revoking_goes_by_the_years_one_after_the_other(
    centre: Workspace,
    met: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    by_screen: bool,
) -> None:
    """Every year's plan has a chain of its own; the old year stays, and what is later goes."""
    monkeypatch.setenv("LIAISON_TODAY", AUTUMN)
    turn_the_year(centre)
    offices.take(met, offices.send_back(centre, tmp_path / "a.liaison", month="2021-11"))
    offices.write(met, "秋天写的。", item="T12", month="2021-09")
    offices.take(centre, offices.send(met, tmp_path / "0.liaison", "2021-11"))
    monkeypatch.setenv("LIAISON_TODAY", NEW_YEAR)
    for number in (1, 2):
        offices.write(met, f"新年第{number}次。", item="T03", month=JANUARY)
        offices.take(centre, offices.send(met, tmp_path / f"{number}.liaison", JANUARY))
    office, device = centre.office, offices.device_of(met)
    sent = {
        (s.submission.programme_id, s.submission.number): s.submission
        for s in revoking.sendings(office, device)
    }
    assert sent.keys() == {(OLD, 1), (OLD, 2), (NEXT, 1), (NEXT, 2)}
    gone = revoking.loss(office, device, sent[OLD, 2].sha256)
    assert gone.submissions == 3
    [found] = [d for d in trusting.devices(office) if d.device == device]
    if by_screen:
        revoking.revoke_from(office, found, sent[NEXT, 2].sha256)
    else:
        with pytest.raises(WrongUse, match="核对码"):
            trusting.revoke(office, device, "1")
        trusting.revoke(office, device, sent[NEXT, 1].code)
    assert offices.texts(centre) == sorted(["走访企业12家。", "秋天写的。", "新年第1次。"])
