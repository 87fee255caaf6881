"""What a save has returned for is in the store, whatever happens to the process afterwards."""

import itertools
import random
import subprocess
import time
from pathlib import Path

import pytest

from tests.storage.shelf import finish, ids_in, open_unit, start


def kill_at_random(process: subprocess.Popen[str], chance: random.Random) -> list[str]:
    """Let a program print some ids, kill it at a random moment, return all it has printed."""
    assert process.stdout
    printed = list(itertools.islice(process.stdout, chance.randint(1, 20)))
    assert printed, process.stderr.read() if process.stderr else ""
    time.sleep(chance.uniform(0, 0.003))  # any moment is a good one
    process.kill()
    # Not `communicate`: it passes over what the file object has read ahead.
    rest = process.stdout.read()
    process.communicate()
    assert process.returncode == -9
    complete = "".join(printed) + rest
    return complete[: complete.rfind("\n") + 1].split()


def every_printed_id_is_there(folder: Path, kills: int) -> None:
    open_unit(folder)
    chance = random.Random(20210326)
    acknowledged: set[str] = set()
    for number in range(kills):
        process = start("saving_program", folder, number * 100_000)
        acknowledged |= set(kill_at_random(process, chance))
        there = ids_in(folder)
        assert acknowledged <= there
        assert len(there) <= len(acknowledged) + number + 1
        assert open_unit(folder).troubles() == []
    assert len(acknowledged) >= kills


def test_every_id_that_was_printed_outlives_25_kills(tmp_path: Path) -> None:
    every_printed_id_is_there(tmp_path, 25)


@pytest.mark.long
def test_every_id_that_was_printed_outlives_300_kills(tmp_path: Path) -> None:
    every_printed_id_is_there(tmp_path, 300)


def test_two_processes_that_save_at_once_lose_nothing(tmp_path: Path) -> None:
    open_unit(tmp_path)
    first = start("saving_program", tmp_path, 0, 100)
    second = start("saving_program", tmp_path, 1000, 100)
    printed = {*finish(first), *finish(second)}
    assert len(printed) == 200
    assert ids_in(tmp_path) == printed
    assert open_unit(tmp_path).troubles() == []
    assert (tmp_path / "journal.log").read_bytes().count(b"\n") == 201
