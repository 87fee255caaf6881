"""What was looked at is remembered, and what lies in its place stops nobody's work."""

from pathlib import Path

from liaison_tui.storage.looked import Looked


def test_what_was_looked_at_is_remembered_and_what_is_no_longer_there_forgotten(
    tmp_path: Path,
) -> None:
    looked = Looked(tmp_path / "store" / "looked.txt")
    assert looked.keys() == frozenset()
    looked.keep({"b", "a"})
    looked.keep({"b", "jiangyin-2021@2:T01"})
    assert Looked(looked.path).keys() == {"b", "jiangyin-2021@2:T01"}


def test_whatever_lies_there_is_read_as_keys_nobody_bears(tmp_path: Path) -> None:
    path = tmp_path / "looked.txt"
    path.write_bytes(b"\xff\xfe\x00 \n\n")
    assert Looked(path).keys() <= {"\ufffd\ufffd\x00"}
