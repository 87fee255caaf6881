"""Saving a form: nothing that it has not shown is replaced, and no evidence is lost on the way."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from liaison_tui import desk
from liaison_tui.desk import Recorded
from liaison_tui.journal.event import Event
from liaison_tui.workspace import Workspace
from tests.cli.processes import run_real
from tests.exchange import offices
from tests.form_saving_program import MONTHS
from tests.storage.shelf import ROOT

KEY = (offices.TOWN, "T20", offices.MONTH)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "照片.jpg"
    path.write_bytes(b"jpg" * 100)
    return path


def save(office: Workspace, text: str, seen: Sequence[str] | None, **how: Any) -> Recorded:
    """Save a form about T20; `evidence` goes into its body."""
    body = {"text": text, **{key: how.pop(key) for key in ("evidence",) if key in how}}
    item = office.programme.item_by_id["T20"]
    return desk.record(
        office, office.unit_named(offices.TOWN), item, offices.MONTH, body, seen=seen, **how
    )


def saved(office: Workspace, text: str = "走访企业。", **how: Any) -> Event:
    """Save a form that replaces whatever stands, and return its entry."""
    kept = save(office, text, how.pop("seen", None), **how)
    assert kept.event is not None
    return kept.event


def start_forms(office: Workspace, text: str) -> subprocess.Popen[str]:
    """Open fresh forms in a process of their own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.form_saving_program", str(office.root), text],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def heads(office: Workspace) -> tuple[str, ...]:
    """Return what a window opened now finds standing of T20."""
    report = Workspace(office.root).reports().get(KEY)
    return tuple(head.event.id for head in report.heads) if report else ()


def files_of(event: Event) -> list[tuple[str, int]]:
    return [(file["name"], file["size"]) for file in event.evidence]


def kept_files(office: Workspace) -> list[Path]:
    return list((office.store_folder / "evidence").glob("*"))


def test_a_form_replaces_the_entry_it_has_shown(town: Workspace) -> None:
    first = saved(town)
    second = save(town, "更正。", [first.id])
    assert second.event is not None
    assert second.event.replaces == (first.id,)
    assert second.heads == ()
    assert heads(town) == (second.event.id,)


def test_a_fresh_form_is_kept_where_nothing_was_said(town: Workspace) -> None:
    kept = save(town, "走访企业。", ())
    assert kept.event is not None
    assert heads(town) == (kept.event.id,)


def test_a_form_that_has_not_seen_a_newer_entry_writes_nothing_and_names_it(
    town: Workspace, photo: Path
) -> None:
    first = saved(town)
    newer = saved(Workspace(town.root), "另一窗口的更正。")
    journal = town.store_folder / "journal.log"
    before = journal.read_bytes()
    refused = save(town, "旧窗口的更正。", [first.id], attachments=[photo])
    assert refused == Recorded(None, heads=(newer.id,))
    assert journal.read_bytes() == before
    assert kept_files(town) == []
    assert heads(town) == (newer.id,)


def test_a_form_that_shows_more_than_stands_writes_nothing_either(town: Workspace) -> None:
    first, second = saved(town), saved(town, "更正。")
    assert save(town, "又更正。", [first.id, second.id]) == Recorded(None, heads=(second.id,))
    assert heads(town) == (second.id,)


def test_a_form_saved_anyway_replaces_what_its_question_was_about_and_nothing_else(
    town: Workspace,
) -> None:
    first = saved(town)
    newer = saved(Workspace(town.root), "另一窗口的更正。")
    unseen = save(town, "以这一条为准。", [first.id], settle=True)
    assert unseen == Recorded(None, heads=(newer.id,))
    settled = save(town, "以这一条为准。", [newer.id], settle=True)
    assert settled.event is not None
    assert newer.id in settled.event.replaces
    assert heads(town) == (settled.event.id,)


def test_a_save_that_speaks_of_no_form_replaces_what_stands(town: Workspace) -> None:
    first = saved(town)
    second = save(town, "命令的更正。", None)
    assert second.event is not None
    assert second.event.replaces == (first.id,)


def test_a_fresh_form_does_not_replace_what_a_command_has_said_meanwhile(town: Workspace) -> None:
    town.store.refresh()
    assert heads(town) == ()
    done = run_real(town.root, "record", "T20", "--text", "命令填的。", "--json")
    assert done.returncode == 0, done.stderr.decode()
    said = json.loads(done.stdout)["id"]
    assert save(town, "表单填的。", ()) == Recorded(None, heads=(said,))
    assert offices.texts(Workspace(town.root)) == ["命令填的。"]
    assert save(town, "看过以后填的。", [said]).event
    assert offices.texts(Workspace(town.root)) == ["看过以后填的。"]


def test_of_fresh_forms_saved_at_once_one_is_kept_and_the_others_are_told_of_it(
    town: Workspace,
) -> None:
    windows = [start_forms(town, f"窗口{number}") for number in range(4)]
    for window in windows:
        assert window.stdout
        assert window.stdout.readline() == "ready\n"
    for window in windows:
        assert window.stdin
        window.stdin.write("go\n")
        window.stdin.flush()
    answers = [window.communicate(timeout=60)[0].splitlines() for window in windows]
    assert [window.returncode for window in windows] == [0] * 4
    reports = Workspace(town.root).reports()
    for month, said in zip(MONTHS, zip(*answers, strict=True), strict=True):
        (head,) = reports[offices.TOWN, "I05", month].heads
        name = head.event.id
        assert sorted(said) == [f"kept {name}", *[f"unseen {name}"] * 3]


def test_what_two_pcs_said_waits_to_be_settled_even_by_a_form_that_has_seen_both(
    town: Workspace, tmp_path: Path
) -> None:
    colleague = offices.make_unit(tmp_path / "澄江街道二", officer="曹琳")
    offices.write(colleague, "同事填的")
    mine = saved(town, "自己填的")
    offices.take(town, offices.send(colleague, tmp_path / "b.liaison"))
    offices.trust_all(town)
    both = heads(town)
    assert len(both) == 2
    assert mine.id in both
    for seen in (both, [mine.id], None):
        assert save(town, "议定的话", seen) == Recorded(None, heads=both)
    settled = save(town, "议定的话", both, settle=True)
    assert settled.event is not None
    assert set(settled.event.replaces) >= set(both)
    assert heads(town) == (settled.event.id,)


def test_evidence_the_form_goes_on_naming_is_kept_beside_what_is_newly_attached(
    town: Workspace, photo: Path, tmp_path: Path
) -> None:
    first = saved(town, attachments=[photo])
    table = tmp_path / "清单.xlsx"
    table.write_bytes(b"x" * 20)
    named = list(first.evidence)
    second = saved(town, "更正。", evidence=named, attachments=[table], seen=[first.id])
    assert files_of(second) == [("照片.jpg", 300), ("清单.xlsx", 20)]
    assert second.evidence[0] == first.evidence[0]
    third = saved(town, "又更正。", evidence=list(second.evidence), seen=[second.id])
    assert third.evidence == second.evidence
    assert len(kept_files(town)) == 2


def test_evidence_the_form_names_no_more_is_let_go_with_a_warning(
    town: Workspace, photo: Path
) -> None:
    first = saved(town, attachments=[photo])
    kept = save(town, "更正。", [first.id])
    assert kept.event is not None
    assert files_of(kept.event) == []
    assert [warning.kind for warning in kept.warnings] == ["dropped"]
    assert "佐证材料" in kept.warnings[0].message


def test_evidence_alone_is_something_to_say(town: Workspace, photo: Path) -> None:
    first = saved(town, "", attachments=[photo], seen=())
    again = saved(town, "", evidence=list(first.evidence), seen=[first.id])
    assert files_of(first) == files_of(again) == [("照片.jpg", 300)]


def test_the_same_file_twice_is_one(town: Workspace, photo: Path) -> None:
    first = saved(town, attachments=[photo, photo])
    assert files_of(first) == [("照片.jpg", 300)]
    again = saved(town, "更正。", evidence=list(first.evidence), attachments=[photo])
    assert again.evidence == first.evidence
    assert len(kept_files(town)) == 1


def test_the_same_bytes_under_two_names_are_named_twice_and_kept_once(
    town: Workspace, photo: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "照片二.jpg"
    copy.write_bytes(photo.read_bytes())
    event = saved(town, attachments=[photo, copy])
    assert files_of(event) == [("照片.jpg", 300), ("照片二.jpg", 300)]
    assert len(kept_files(town)) == 1


def test_a_changed_file_under_the_old_name_is_another_one(town: Workspace, photo: Path) -> None:
    first = saved(town, attachments=[photo])
    photo.write_bytes(b"new")
    second = saved(town, "更正。", evidence=list(first.evidence), attachments=[photo])
    assert files_of(second) == [("照片.jpg", 300), ("照片.jpg", 3)]
    assert len(kept_files(town)) == 2
