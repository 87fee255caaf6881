"""Judging at the centre: only what was seen, several at once, and taken back; settling with why."""

from pathlib import Path

import pytest

from liaison_tui import desk
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.journal.event import Event
from liaison_tui.journal.fold import Report
from liaison_tui.rulings import reviews
from liaison_tui.settling import settle, settle_anew
from liaison_tui.workspace import Workspace
from tests.exchange import offices

JULY = "2021-07"


def report(office: Workspace, item: str = "T20", month: str = offices.MONTH) -> Report:
    return office.reports()[offices.TOWN, item, month]


def entry(office: Workspace, item: str = "T20") -> Event:
    current = report(office, item).current
    assert current is not None
    return current.event


def contest(
    town: Workspace, colleague: Workspace, centre: Workspace, folder: Path
) -> tuple[str, str]:
    ids = offices.write(town, "走访12家。", percent=60), offices.write(colleague, "走访15家。")
    offices.bring(town, centre, folder)
    offices.bring(colleague, centre, folder)
    assert report(centre).conflict
    return ids


def test_what_changed_since_it_was_seen_is_not_judged(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "走访12家。")
    offices.bring(town, centre, tmp_path)
    seen = entry(centre)
    offices.write(town, "走访15家。")
    offices.bring(town, centre, tmp_path)
    for comment in (None, "请补充"):
        with pytest.raises(Refused, match="刚收到新的填报"):
            reviews.judge(centre, seen, comment)
    assert report(centre).state == "received"
    reviews.judge(centre, entry(centre), None)
    assert report(centre).state == "accepted"
    with pytest.raises(Refused, match="已由别人办理"):
        reviews.judge(centre, entry(centre), None)


def test_several_are_judged_at_once_and_what_cannot_be_is_passed_over_and_named(
    town: Workspace, colleague: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "走访企业12家。", item="T13")
    offices.write(town, "", item="I27", nothing="zero")
    contest(town, colleague, centre, tmp_path)
    seen = [entry(centre, item) for item in ("T13", "I27", "T20")]
    done = reviews.judge_all(centre, seen, None)
    assert {event.item for event in done.events} == {"T13", "I27"}
    assert set(done.passed_over) == {seen[2].id}
    assert "不一致" in done.passed_over[seen[2].id]
    assert reviews.judge_all(centre, [], None).events == ()


def test_a_return_needs_a_comment_and_a_unit_judges_nothing(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "走访12家。")
    offices.bring(town, centre, tmp_path)
    with pytest.raises(WrongUse):
        reviews.judge(centre, entry(centre), " ")
    with pytest.raises(WrongUse):
        reviews.judge(town, entry(town), None)
    assert report(centre).state == "received"


def test_a_judgement_that_was_taken_back_was_never_made_at_the_unit(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "走访12家。")
    offices.bring(town, centre, tmp_path)
    made = reviews.judge(centre, entry(centre), "请补充企业名单")
    [undone] = reviews.take_back(centre, [made.id])
    assert report(centre).state == "received"
    assert reviews.take_back(centre, [made.id]) == []
    offices.bring_back(centre, town, tmp_path)
    assert report(town).state == "received"
    assert not town.store.known([made.id, undone.id])


def test_a_judgement_that_was_sent_is_taken_back_at_the_unit_too(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "走访12家。")
    offices.bring(town, centre, tmp_path)
    made = reviews.judge(centre, entry(centre), "请补充企业名单")
    offices.bring_back(centre, town, tmp_path)
    assert report(town).state == "returned"
    reviews.take_back(centre, [made.id])
    offices.bring_back(centre, town, tmp_path)
    assert report(town).state == "received"
    reviews.judge(centre, entry(centre), None)
    offices.bring_back(centre, town, tmp_path)
    assert report(town).state == "accepted"


def test_an_acceptance_of_what_was_explained_can_be_taken_back_and_made_again(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "走访12家。")
    offices.bring(town, centre, tmp_path)
    reviews.judge(centre, entry(centre), "请补充企业名单")
    offices.bring_back(centre, town, tmp_path)
    assert town.unit is not None
    item = town.programme.item_by_id["T20"]
    desk.explain(town, town.unit, item, offices.MONTH, "returned", "名单在附件里。")
    offices.bring(town, centre, tmp_path)
    made = reviews.judge(centre, entry(centre), None)
    assert report(centre).state == "accepted"
    reviews.take_back(centre, [made.id])
    assert report(centre).state == "received"
    reviews.judge(centre, entry(centre), None)
    offices.bring_back(centre, town, tmp_path)
    assert report(town).state == report(centre).state == "accepted"


def test_accepting_that_an_item_does_not_apply_ends_it_and_taking_that_back_does_not(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "", item="I05", nothing="not-applicable")
    offices.write(town, "走访企业12家。", item="T13")
    offices.bring(town, centre, tmp_path)
    unit, item = centre.unit_named(offices.TOWN), centre.programme.item_by_id["I05"]
    done = reviews.judge_all(centre, [entry(centre, "I05"), entry(centre, "T13")], None)
    assert not centre.is_owed(unit, item, JULY)
    reviews.take_back(centre, [event.id for event in done.events])
    assert centre.is_owed(unit, item, JULY)
    assert {report(centre, name).state for name in ("I05", "T13")} == {"received"}
    reviews.judge(centre, entry(centre, "I05"), None)
    assert not centre.is_owed(unit, item, JULY)


def test_a_centre_settles_by_choosing_and_says_why_and_the_unit_hears_both(
    town: Workspace, colleague: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    own, other = contest(town, colleague, centre, tmp_path)
    unit, item = centre.unit_named(offices.TOWN), centre.programme.item_by_id["T20"]
    with pytest.raises(Refused, match="核定理由"):
        settle(centre, unit, item, offices.MONTH, own, [own, other])
    done = settle(centre, unit, item, offices.MONTH, own, [own, other], "与台账相符")
    assert done.event is not None
    assert (done.event.kind, done.event.by) == ("settle", "王健")
    assert {own, other} <= set(done.event.replaces)
    assert report(centre).state == "accepted"
    offices.bring_back(centre, town, tmp_path)
    settled = report(town)
    assert settled.state == "accepted"
    assert settled.current is not None
    assert settled.current.event.body == {"text": "走访12家。", "percent": 60}
    assert settled.review is not None
    assert settled.review.event.body["comment"] == "与台账相符"


def test_a_centre_settles_by_writing_a_merged_text(
    town: Workspace, colleague: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    heads = contest(town, colleague, centre, tmp_path)
    unit, item = centre.unit_named(offices.TOWN), centre.programme.item_by_id["T20"]
    body = {"text": "走访27家，其中回访12家。"}
    for why in ("", " "):
        with pytest.raises(Refused, match="核定理由"):
            settle_anew(centre, unit, item, offices.MONTH, body, heads, why)
    unseen = settle_anew(centre, unit, item, offices.MONTH, body, heads[:1], "两台电脑分别统计")
    assert (unseen.event, set(unseen.heads)) == (None, set(heads))
    done = settle_anew(centre, unit, item, offices.MONTH, body, heads, "两台电脑分别统计")
    assert done.event is not None
    assert entry(centre).body == body
    with pytest.raises(Refused, match="不用核定"):
        settle_anew(centre, unit, item, offices.MONTH, body, [done.event.id], "再来一次")
