"""The centre's register as clerks keep it: new words are heard, nobody's step is lost."""

from pathlib import Path

import pytest

from liaison_tui import clock
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.meetings import asking, holding, keeping
from liaison_tui.meetings.docket import Docket, read_docket
from liaison_tui.rulings import calls
from liaison_tui.statements import answers
from liaison_tui.workspace import Workspace
from tests.exchange import offices


def say(town: Workspace, centre: Workspace, folder: Path, words: str, item: str = "T20") -> None:
    offices.write(town, "走访。", item=item, problems=words)
    offices.take(centre, offices.send(town, folder / "报送" / "a.liaison"))
    offices.trust_all(centre)


def raised(docket: Docket) -> list[str]:
    return [each.words for each in docket.raised["problem"]]


def test_what_comes_in_while_a_clerk_looks_is_heard_and_what_is_corrected_is_forgotten(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    assert raised(read_docket(centre)) == []
    say(town, centre, tmp_path, "台账不全。")
    assert raised(read_docket(centre)) == ["台账不全。"]
    say(town, centre, tmp_path, "缺少人员。")
    assert raised(read_docket(centre)) == ["缺少人员。"]


def test_the_words_stay_as_they_were_whatever_the_unit_writes_later(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    say(town, centre, tmp_path, "台账不全。")
    found = read_docket(centre).raised["problem"]
    made = keeping.take_up(centre, "problem", found, {"title": "台账"})
    say(town, centre, tmp_path, "都解决了，另缺人员。")
    docket = read_docket(centre)
    assert [s.words for s in docket.matter(made.id).sources] == ["台账不全。"]
    assert raised(docket) == ["都解决了，另缺人员。"]
    with pytest.raises(Refused, match="刚在别处改过"):
        keeping.take_up(centre, "problem", found, {"title": "又一次"})
    more = keeping.take_up(centre, "problem", docket.raised["problem"], {}, into="w01")
    assert [s.words for s in more.sources] == ["台账不全。", "都解决了，另缺人员。"]


def test_two_clerks_lose_no_step_of_each_other(centre: Workspace) -> None:
    made = keeping.add(centre, "problem", {"title": "台账"})
    other = Workspace(centre.root)
    keeping.change(other, made, {"by": "2021-07-20"})
    with pytest.raises(Refused, match="W01 刚在别处改过"):
        keeping.change(centre, made, {"state": "solved"})
    assert read_docket(centre).matter("W01").by == "2021-07-20"


def test_only_the_last_step_about_an_entry_is_taken_back(centre: Workspace) -> None:
    made = keeping.add(centre, "problem", {"title": "台账"})
    changed = keeping.change(centre, made, {"state": "studying"})
    with pytest.raises(Refused, match="请先撤销后来办的"):
        keeping.undo(centre, made.acts[0].id)
    keeping.undo(centre, changed.acts[-1].id)
    keeping.undo(centre, "W01")
    assert read_docket(centre).register.matters == {}
    assert keeping.add(centre, "problem", {"title": "新的"}).id == "W02"
    assert len((centre.store_folder / "meetings.jsonl").read_bytes().splitlines()) == 5


def test_what_another_unit_answers_to_a_call_stands_with_the_problem(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    say(town, centre, tmp_path, "台账不全。")
    unit = centre.unit_named(offices.TOWN)
    made = keeping.add(centre, "problem", {"title": "口径", "items": ["T20", "I05"]})
    title, text = asking.first_words(centre.programme, made)
    assert title == "T20、I05有关问题征求意见"
    due = clock.read_moment("2021-07-05")
    (sent,) = asking.ask(centre, made, [unit], title=title, due=due, text=text)
    assert sent.body["items"] == ["T20", "I05"]
    offices.take(town, offices.send_back(centre, tmp_path))
    offices.trust_all(town)
    answers.answer(town, town.unit_named(None), "D01", "按系统口径。")
    offices.take(centre, offices.send(town, tmp_path / "报送" / "b.liaison"))
    docket = read_docket(centre)
    (row,) = docket.calls["D01"]
    assert row["answer"]["text"] == "按系统口径。"
    assert docket.matter("W01").calls == ("D01",)
    calls.withdraw(centre, "D01")
    assert "D01" not in read_docket(centre).calls


def test_a_meeting_takes_all_that_is_pending_where_nobody_chooses(centre: Workspace) -> None:
    for title, more in (("甲", {}), ("乙", {"by": "2021-07-01"}), ("丙", {"state": "solved"})):
        keeping.add(centre, "problem", {"title": title, **more})
    keeping.add(centre, "practice", {"title": "丁"})
    docket = read_docket(centre)
    first = holding.proposed(docket, [])
    assert first["agenda"] == ["W02", "W01", "J01"]
    held = holding.call_meeting(centre, {**first, "date": "2021-07-15"})
    with pytest.raises(Refused, match="不在 H01 的议题里"):
        holding.decide(centre, held, docket.matter("W03"), "议定。", {})
    with pytest.raises(Refused, match="没有写明议定"):
        holding.decide(centre, held, docket.matter("W02"), " ", {})
    done = holding.decide(centre, held, docket.matter("W02"), "照办。", {})
    assert (done.state, done.decision, done.decided) == ("open", "照办。", offices.TODAY)


def test_hostile_text_is_kept_inert_and_the_register_is_the_centres_alone(
    centre: Workspace, town: Workspace
) -> None:
    made = keeping.add(centre, "problem", {"title": "甲\x07\n乙", "words": "[/x]\u202e丙"})
    assert (made.title, made.words) == ("甲\ufffd 乙", "[/x]\ufffd丙")
    with pytest.raises(WrongUse, match="汇总端"):
        read_docket(town)
