"""Kept evidence as it is found before an export."""

from pathlib import Path

from liaison_tui.storage.evidence import EvidenceStore
from liaison_tui.storage.inspecting import Inspector
from tests.storage.office_files import docx, xlsx


def test_each_state_of_a_file_is_told(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path / "evidence", 1 << 20)
    good = store.attach(xlsx(tmp_path / "表.xlsx", ["投资", "13812345678元"]))
    calls = store.attach(docx(tmp_path / "名单.docx", ["张三", " 138", "1234", "5678"]))
    (tmp_path / "坏.docx").write_bytes(b"no zip")
    locked = store.attach(tmp_path / "坏.docx")
    (tmp_path / "长.txt").write_bytes(b"xxxxxxxxx\n" * 1_000_000)
    long = EvidenceStore(store.folder, 1 << 24).attach(tmp_path / "长.txt")
    inspector = Inspector(store)
    assert inspector.inspect(good.sha256, good.name).state == "whole"
    assert inspector.inspect(good.sha256, good.name).found == ()
    [one] = inspector.inspect(calls.sha256, calls.name).found
    assert (one.kind, one.excerpt) == ("mobile", "138****5678")
    assert inspector.inspect(locked.sha256, locked.name).state == "unreadable"
    assert inspector.inspect(long.sha256, long.name).state == "in-part"
    assert inspector.inspect("0" * 64, "没有.txt").state == "missing"
    store.path_of(good.sha256).write_bytes(b"altered")
    assert Inspector(store).inspect(good.sha256, good.name).state == "changed"


def test_what_is_found_in_one_file_is_told_once_each_and_twenty_times_at_the_most(
    tmp_path: Path,
) -> None:
    store = EvidenceStore(tmp_path / "evidence", 1 << 20)
    lines = [f"张三 1380000{number:04}" for number in range(30)]
    (tmp_path / "a.txt").write_text("\n".join(lines * 2), encoding="utf-8")
    kept = store.attach(tmp_path / "a.txt")
    found = Inspector(store).inspect(kept.sha256, kept.name).found
    assert len({one.excerpt for one in found}) == len(found) == 20
