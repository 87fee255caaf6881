"""A full disk and a failed sync: nothing that was saved is lost, nothing is shown as saved."""

import sys
from pathlib import Path

import pytest

from tests.storage.shelf import fill, finish, ids_in, open_unit, said, start

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs RLIMIT_FSIZE")


def test_a_short_write_is_cut_back_and_the_store_goes_on(tmp_path: Path) -> None:
    before = fill(tmp_path, 5)
    outcomes = finish(start("failing_disk_program", tmp_path, "full"))
    assert outcomes == ["refused unchanged unknown"] * 4 + ["saved grown known"]
    assert ids_in(tmp_path) == {event.id for event in (*before, said(200))}
    assert open_unit(tmp_path).troubles() == []


def test_after_a_failed_sync_the_log_takes_no_more_writes(tmp_path: Path) -> None:
    before = fill(tmp_path, 5)
    first, second = finish(start("failing_disk_program", tmp_path, "sync"))
    assert first.split()[::2] == ["refused", "unknown"]
    assert second == "refused unchanged unknown"
    assert ids_in(tmp_path) >= {event.id for event in before}
    open_unit(tmp_path).say([said(300)])
    assert said(300).id in ids_in(tmp_path)
    assert open_unit(tmp_path).troubles() == []
