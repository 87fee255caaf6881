"""A new version of the plan: decided at the centre, sent with feedback, in force at the unit."""

from pathlib import Path

import pytest

from liaison_tui.errors import Refused, WrongUse
from liaison_tui.exchange import sending
from liaison_tui.journal import plan_version
from liaison_tui.journal.standing import Standing
from liaison_tui.programme.changes import changes_for_all
from liaison_tui.programme.period import Span
from liaison_tui.programme.reading import BrokenProgramme
from liaison_tui.reports.feedback import Notice, notices
from liaison_tui.rulings import closed, closing, discharges, plan_versions, scores, verifying
from liaison_tui.rulings.plan_versions import Proposal
from liaison_tui.storage.store import Selection
from liaison_tui.workspace import Workspace, create, shipped_programme
from tests.exchange import offices

MONTH, TOWN = offices.MONTH, offices.TOWN
# T09 is owed by the quarter, and names “等相关成员单位” besides offices of its own.
OPEN, SINCE, QUARTER = "T09", "2021-07", "2021-09"
OTHER = "jiaoyu"
SECOND = "jiangyin-2021@2"


def assign(centre: Workspace, *units: str, since: str = SINCE, item: str = OPEN) -> Proposal:
    named = [centre.unit_named(unit) for unit in units or (TOWN,)]
    return plan_versions.assignment(centre, centre.programme.item_by_id[item], named, since=since)


def adopt(centre: Workspace, *units: str, **more: str) -> None:
    plan_versions.adopt(centre, assign(centre, *units, **more))


def owed(office: Workspace, period: str, unit: str = TOWN) -> list[str]:
    return [s.item.id for s in standings(office, period, unit)]


def standings(office: Workspace, period: str, unit: str = TOWN) -> list[Standing]:
    return office.standings(office.unit_named(unit), [period])


def told(town: Workspace) -> list[Notice]:
    assert town.unit is not None
    return [n for n in notices(town.read_feedback(town.unit)) if n.sort == "programme"]


def test_a_proposal_writes_nothing_and_shows_whom_it_changes(centre: Workspace) -> None:
    before = sorted(centre.plans.folder.iterdir())
    proposal = assign(centre, TOWN, OTHER)
    found = [
        (u.id, c.item.id, c.sort, c.after)
        for u, cs in changes_for_all(proposal.before, proposal.programme)
        for c in cs
    ]
    assert found == [(OTHER, OPEN, "added", "support"), (TOWN, OPEN, "added", "support")]
    assert sorted(centre.plans.folder.iterdir()) == before
    assert list(centre.store.events(Selection(frozenset((plan_version.KIND,))))) == []


def test_the_file_keeps_its_comments_and_order_and_says_why(centre: Workspace) -> None:
    item = centre.programme.item_by_id[OPEN]
    proposal = plan_versions.assignment(
        centre, item, [centre.unit_named(TOWN)], since=SINCE, reason="会议纪要\n第3号"
    )
    text, former = proposal.data.decode(), shipped_programme().decode()
    head = former.replace("\nversion = 1\n", "\nversion = 2\n").replace(
        '\nfrom = "2021-01"\n', f'\nfrom = "{SINCE}"\n'
    )
    assert text.startswith(head)
    assert "会议纪要 第3号" in text[len(head) :]


def test_it_is_in_force_at_once_and_for_its_months_only(centre: Workspace) -> None:
    before = standings(centre, MONTH)
    assert OPEN not in owed(centre, QUARTER)
    adopt(centre)
    assert centre.programme.name == SECOND
    assert OPEN in owed(centre, QUARTER)
    assert standings(centre, MONTH) == before
    assert Workspace(centre.root).programme.name == SECOND


def test_the_other_role_or_none_is_another_version(centre: Workspace) -> None:
    adopt(centre)
    item, town = centre.programme.item_by_id[OPEN], centre.unit_named(TOWN)
    lead = plan_versions.assignment(centre, item, [town], since=SINCE, role="lead")
    [(_, [change])] = changes_for_all(lead.before, lead.programme)
    assert (change.sort, change.before, change.after) == ("role", "support", "lead")
    plan_versions.adopt(centre, lead)
    assert plan_versions.assigned(centre.programme, item) == [(town, "lead")]
    plan_versions.adopt(centre, plan_versions.withdrawal(centre, item, [town], since="2021-08"))
    assert centre.programme.version == 4
    assert plan_versions.assigned(centre.programme, item) == []
    assert OPEN not in owed(centre, QUARTER)


def test_what_cannot_be_assigned_is_refused_in_one_sentence(
    centre: Workspace, tmp_path: Path
) -> None:
    programme = centre.programme
    closed = next(i for i in programme.items if not i.groups)
    named = programme.unit_by_id[programme.item_by_id[OPEN].responsible[0]]
    with pytest.raises(Refused, match="没有“等相关成员单位”"):
        assign(centre, item=closed.id)
    with pytest.raises(Refused, match="已经列在"):
        assign(centre, named.id)
    with pytest.raises(Refused, match="已经截止"):
        assign(centre, since="2021-05")
    with pytest.raises(Refused, match="报送期"):
        assign(centre, since="2022-02")
    with pytest.raises(Refused, match="没有被指定"):
        plan_versions.withdrawal(
            centre, programme.item_by_id[OPEN], [centre.unit_named(TOWN)], since=SINCE
        )
    with pytest.raises(BrokenProgramme):
        plan_versions.hand_edited(centre, b"id = 1")
    adopt(centre)
    with pytest.raises(Refused, match="已经承担"):
        assign(centre)
    assert centre.programme.version == 2


def test_two_proposals_from_one_version_are_not_both_kept(centre: Workspace) -> None:
    first, second = assign(centre), assign(centre, OTHER)
    plan_versions.adopt(centre, first)
    with pytest.raises(Refused, match="别的改动"):
        plan_versions.adopt(centre, second)
    assert centre.programme.version == 2


def test_a_unit_changes_no_plan(town: Workspace) -> None:
    with pytest.raises(WrongUse, match="信用办"):
        assign(town)


def test_one_feedback_brings_the_version_and_what_was_said_under_it(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    adopt(centre)
    unit, item = centre.unit_named(TOWN), centre.programme.item_by_id[OPEN]
    offices.write(
        centre, "电话报来。", item=OPEN, month=QUARTER, channel="telephone", informant="周敏"
    )
    row = offices.take_one(met, offices.send_back(centre, tmp_path / "a.liaison", month=QUARTER))
    assert row.outcome == "merged", row.reason
    assert "收到调整件第 2 版" in row.reason
    assert met.programme.name == SECOND
    assert met.plans.data(SECOND) == centre.plans.data(SECOND)
    assert owed(met, QUARTER) == owed(centre, QUARTER)
    assert owed(met, MONTH) == owed(centre, MONTH)
    assert (unit.id, item.id, QUARTER) in met.reports(periods=[QUARTER])
    assert [(n.what[:3], n.state) for n in told(met)] == [(OPEN, "新增")]
    assert offices.take_one(met, tmp_path / "a.liaison").outcome == "nothing-new"


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (2,), (1, 2)])
def test_in_any_order_and_with_any_lost_the_unit_ends_with_all_of_it(
    centre: Workspace, met: Workspace, tmp_path: Path, order: tuple[int, ...]
) -> None:
    files = []
    for number, unit in enumerate((TOWN, OTHER, "keji")):
        adopt(centre, unit)
        offices.write(centre, f"第{number}次", channel="telephone", informant="周敏", settle=True)
        files.append(offices.send_back(centre, tmp_path / f"{number}.liaison"))
    rows = [offices.take_one(met, files[number]) for number in order]
    assert {row.outcome for row in rows} <= {"merged", "nothing-new"}
    assert met.programme.name == centre.programme.name == "jiangyin-2021@4"
    assert met.store.vouching().state == centre.store.vouching().state
    assert owed(met, QUARTER) == owed(centre, QUARTER)


def test_the_versions_go_under_the_one_before_them_and_the_rest_under_the_newest(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    adopt(centre)
    adopt(centre, OTHER)
    offices.write(centre, "电话报来。", channel="telephone", informant="周敏")
    offices.send_back(centre, tmp_path / "a.liaison")
    mine = [s for s in centre.store.submissions() if s.centre is not None]
    first, *rest = sorted(mine, key=lambda s: s.number)[-2:]
    assert [first.programme, *(s.programme for s in rest)] == ["jiangyin-2021@1", "jiangyin-2021@3"]
    assert len(first.events) == 2


def test_a_colleagues_bundle_waits_for_the_version_it_was_written_under(
    centre: Workspace, met: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    adopt(centre)
    feedback = offices.send_back(centre, tmp_path / "回执.liaison")
    offices.take(met, feedback)
    offices.write(met, "调整后写的。", item="T12")
    bundle = offices.send(met, tmp_path / "同事.liaison")
    row = offices.take_one(colleague, bundle)
    assert row.outcome == "held"
    offices.take(colleague, feedback)
    offices.trust_all(colleague)
    assert colleague.programme.name == SECOND
    assert "调整后写的。" in offices.texts(colleague)


def test_a_unit_that_has_not_had_it_yet_goes_on_under_the_old_one(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    adopt(centre)
    offices.write(met, "还按原来的写。", item="T12")
    row = offices.take_one(centre, offices.send(met, tmp_path / "报送" / "b.liaison"))
    assert (row.outcome, row.new_events) == ("merged", 1)
    assert "还按原来的写。" in offices.texts(centre)


def test_what_a_dropped_item_still_owes_is_taken_in_under_the_new_version(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    """A month is written under the newest version, and judged by the one it goes by."""
    text = shipped_programme().decode()
    start = text.index('[[items]]\nid = "T12"')
    end = text.index("[[items]]", start + 10)
    text = text[:start] + text[end:]
    text = text.replace("\nversion = 1\n", "\nversion = 2\n").replace(
        '\nfrom = "2021-01"\n', f'\nfrom = "{SINCE}"\n'
    )
    plan_versions.adopt(centre, plan_versions.hand_edited(centre, text.encode()))
    offices.take(met, offices.send_back(centre, tmp_path / "回执" / "b.liaison"))
    assert met.programme.name == SECOND
    offices.write(met, "六月的还要报。", item="T12")
    row = offices.take_one(centre, offices.send(met, tmp_path / "报送" / "b.liaison"))
    assert row.outcome == "merged", row.reason
    assert "不在应报之列" not in row.reason
    assert "T12" in owed(centre, MONTH)
    assert "T12" not in owed(centre, QUARTER)
    assert [(n.what[:3], n.state) for n in told(met)] == [("T12", "取消")]


def second_version(centre: Workspace, old: str, new: str) -> None:
    """Adopt a version from July on, with other words in the place of some."""
    text = shipped_programme().decode()
    for former, now in (
        ("\nversion = 1\n", "\nversion = 2\n"),
        ('\nfrom = "2021-01"\n', f'\nfrom = "{SINCE}"\n'),
        (old, new),
    ):
        assert former in text
        text = text.replace(former, now, 1)
    plan_versions.adopt(centre, plan_versions.hand_edited(centre, text.encode()))


def test_what_was_written_before_a_version_came_is_judged_by_what_it_was_written_under(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    """Its submission comes under the new version; refused, it would hold up the chain for good."""
    offices.write(met, "早写的。", month=QUARTER, quantities={"certified": "4"})
    second_version(centre, 'key = "certified"', 'key = "standards"')
    offices.take(met, offices.send_back(centre, tmp_path / "回执" / "b.liaison"))
    assert met.programme.name == SECOND
    row = offices.take_one(centre, offices.send(met, tmp_path / "报送" / "b.liaison", QUARTER))
    assert row.outcome == "merged", row.reason
    assert "早写的。" in offices.texts(centre)


def test_an_item_that_only_later_months_know_is_odd_and_not_wrong(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    text = shipped_programme().decode()
    start = text.index('[[items]]\nid = "T12"')
    block = text[start : text.index("[[items]]", start + 10)]
    second_version(centre, block, block + block.replace('"T12"', '"T23"'))
    offices.take(met, offices.send_back(centre, tmp_path / "回执" / "b.liaison"))
    offices.write(met, "写早了。", item="T23", month=MONTH)
    row = offices.take_one(centre, offices.send(met, tmp_path / "报送" / "b.liaison"))
    assert row.outcome == "merged", row.reason
    assert "有 1 条不在应报之列" in row.reason


def test_sums_go_on_where_a_version_counts_something_new(centre: Workspace) -> None:
    second_version(centre, 'key = "models"', 'key = "exemplary"')
    found = {one.key: one for one in verifying.read_sums(centre, QUARTER)}
    assert "T20 models" not in found
    assert [month.reported for month in found["T20 exemplary"].year] == [None] * 6
    assert "T20 models" in {one.key for one in verifying.read_sums(centre, MONTH)}


def test_a_pc_that_begins_with_a_later_version_can_read_what_the_first_one_left(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    adopt(centre)
    path = tmp_path / "第2版.toml"
    path.write_bytes(centre.plans.data(SECOND))
    second = create(tmp_path / "第二台", unit=TOWN, programme_file=path)
    feedback = offices.send_back(centre, tmp_path / "回执.liaison")
    assert offices.take_one(second, feedback).outcome == "held"
    offices.trust_all(second)
    row = offices.take_one(second, feedback)
    assert row.outcome == "nothing-new", row.reason
    assert offices.texts(second) == offices.texts(met)
    assert owed(second, MONTH) == owed(met, MONTH)


def test_a_version_that_reports_from_a_later_month_is_no_new_year(centre: Workspace) -> None:
    item, town = centre.programme.item_by_id["T12"], centre.unit_named(TOWN)
    discharges.strike_off(centre, town, item, MONTH, reason="已办结。", approver="陈主任")
    assert "T12" not in owed(centre, QUARTER)
    second_version(centre, '\nfirst_period = "2021-04"\n', f'\nfirst_period = "{SINCE}"\n')
    assert "T12" not in owed(centre, QUARTER)


def test_no_version_changes_a_month_that_is_closed(centre: Workspace) -> None:
    """Closed early, before its due day has passed: it would lose or gain obligations else."""
    before = assign(centre)
    later = assign(centre, since=QUARTER)
    closing.close_month(centre, SINCE, [centre.unit_named(TOWN)], anyway="提前定稿。")
    with pytest.raises(Refused, match="2021年7月已经定稿"):
        assign(centre)
    with pytest.raises(Refused, match="2021年7月已经定稿"):
        plan_versions.adopt(centre, before)
    assert centre.programme.version == 1
    plan_versions.adopt(centre, later)
    assert centre.programme.version == 2


def without_a_unit(text: str, name: str) -> str:
    place = text.index(f'id = "{name}"')
    start, end = text.rindex("[[units]]", 0, place), text.index("[[units]]", place)
    return (text[:start] + text[end:]).replace(f'"{name}", ', "")


def test_a_unit_that_a_version_has_no_more_keeps_its_closed_months_and_scores(
    centre: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")
    closing.close_month(centre, MONTH, anyway="未报的已催过。")
    units = {each.unit.id for each in closed.read_closed(centre, MONTH).closed}
    span = Span(MONTH, [MONTH])
    scored = {row.unit.id for row in scores.read_sheet(centre, span).rows}
    text = without_a_unit(shipped_programme().decode(), "nanzha")
    text = text.replace("\nversion = 1\n", "\nversion = 2\n")
    text = text.replace('\nfrom = "2021-01"\n', f'\nfrom = "{SINCE}"\n')
    plan_versions.adopt(centre, plan_versions.hand_edited(centre, text.encode()))
    assert "nanzha" in units & scored
    assert {each.unit.id for each in closed.read_closed(centre, MONTH).closed} == units
    assert {row.unit.id for row in scores.read_sheet(centre, span).rows} == scored
    closing.reopen(centre, MONTH, reason="漏审")
    events = closing.close_month(centre, MONTH, anyway="未报的已催过。")
    assert {event.unit for event in events} == units


def test_a_file_that_was_lost_is_written_again_from_what_was_heard(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    adopt(centre)
    path = offices.send_back(centre, tmp_path / "a.liaison")
    offices.take(met, path)
    for office in (centre, met):
        (office.plans.folder / f"{SECOND}.toml").unlink()
        again = Workspace(office.root)
        assert again.programme.version == 1
        offices.take(again, path)
        assert again.programme.name == SECOND


def test_no_unit_receives_anything_of_another_with_it(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    adopt(centre)
    other = sending.feedback(centre.office, offices.OTHER_TOWN, MONTH, tmp_path)
    assert other is not None
    listed = [s for s in centre.store.submissions() if s.unit == offices.OTHER_TOWN]
    plans = Selection(frozenset((plan_version.KIND,)))
    events = {event.id: event for event, _ in centre.store.events(plans)}
    assert [events[name].unit for s in listed for name in s.events] == ["*"]


def test_only_the_units_own_centre_changes_its_plan(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    """Another office's words, and a file that is not what they say, put nothing in force."""
    proposal = assign(centre)
    body = plan_version.body(proposal.programme, proposal.data)
    said = [{**body, "version": 3}, {**body, "sha256": "5" * 64}, {**body, "file": "坏的"}]
    office = centre.office
    events = [office.new_event(plan_version.KIND, unit="*", body=each) for each in said]
    centre.store.say(events)
    row = offices.take_one(met, offices.send_back(centre, tmp_path / "a.liaison"))
    assert row.outcome == "merged", row.reason
    assert "请联系信用办" in row.reason
    assert [p.name for p in met.plans.folder.iterdir()] == ["jiangyin-2021@1.toml"]
