"""One transaction a bundle: whenever the merge is killed, each bundle is in or it is not."""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from liaison_tui.workspace import Workspace
from tests import second_writer
from tests.exchange import merge_in_child, offices
from tests.second_writer import Device, progress

MONTH = offices.MONTH
BUNDLES, KILLS, LONGEST = 30, 10, 0.45


@dataclass
class Batch:
    """A centre that trusts thirty devices, their bundles, and what merging them comes to."""

    centre: Path
    files: list[Path]
    listed: list[list[str]]
    evidence: set[str]
    entries: list[dict[str, object]]


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    root = tmp_path_factory.mktemp("killed")
    centre = offices.make_centre(root / "centre")
    units = [unit.id for unit in centre.programme.units[:BUNDLES]]
    files: list[Path] = []
    listed: list[list[str]] = []
    evidence: set[str] = set()
    for unit in units:
        chain = offices.chain(centre, unit, device=Device(unit))
        offices.introduce(centre, chain.device, unit)
        note = f"{unit} {'x' * 5000}".encode()
        named = [second_writer.attachment("附件.txt", note)]
        entries = [
            progress(chain.device, unit, f"T{n}", MONTH, text=f"{unit}{n}", evidence=named)
            for n in range(10, 20)
        ]
        chain.submit(entries, period=MONTH, files=[note])
        files.append(chain.write(root / f"{unit}.liaison"))
        listed.append(list(chain.lines))
        evidence |= chain.files.keys()
    shutil.copytree(centre.root, root / "undisturbed")
    undisturbed = Workspace(root / "undisturbed")
    assert {row.outcome for row in offices.take(undisturbed, *files)} == {"merged"}
    assert offices.state(undisturbed) == second_writer.state(listed)
    return Batch(centre.root, files, listed, evidence, offices.entries(undisturbed))


def _merge_and_kill(root: Path, files: list[Path], after: float) -> bool:
    """Merge in a process of its own and kill it so many seconds on; tells whether it had ended."""
    command = [sys.executable, merge_in_child.__file__, str(root), *map(str, files)]
    place = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=place) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        time.sleep(after)
        child.kill()
        return b"done" in child.stdout.read()


@pytest.mark.parametrize("number", range(KILLS))
def test_after_a_kill_every_bundle_is_in_whole_or_not_at_all_and_merging_all_mends_it(
    batch: Batch, tmp_path: Path, number: int
) -> None:
    root = tmp_path / "centre"
    shutil.copytree(batch.centre, root)
    after = Random(number).uniform(0, LONGEST)
    _merge_and_kill(root, batch.files, after)

    centre = Workspace(root)
    for ids in batch.listed:
        assert len(centre.store.known(ids)) in (0, len(ids))
    assert list(centre.store.verify()) == []
    accepted = {name for s in centre.store.submissions() for name in s.events}
    assert offices.state(centre) == second_writer.state([accepted])

    rows = offices.take(centre, *batch.files)
    assert {row.outcome for row in rows} <= {"merged", "nothing-new"}
    assert offices.state(centre) == second_writer.state(batch.listed)
    assert offices.entries(centre) == batch.entries
    assert {row.outcome for row in offices.take(centre, *batch.files)} == {"nothing-new"}
    said = centre.store.vouching().statements
    receipts = [name for event in said if event.kind == "receipt" for name in event.about]
    assert len(receipts) == len(set(receipts)) == BUNDLES
    kept = {path.name: path for path in (root / "store" / "evidence").glob("[0-9a-f]*")}
    assert kept.keys() == batch.evidence
    assert all(second_writer.sha256(path.read_bytes()) == name for name, path in kept.items())


def test_the_kills_fall_within_the_merge(batch: Batch, tmp_path: Path) -> None:
    """The moments drawn are worth drawing: an early kill leaves work, none leaves nothing."""
    root = tmp_path / "centre"
    shutil.copytree(batch.centre, root)
    assert not _merge_and_kill(root, batch.files, 0.0)
    assert len(Workspace(root).store.submissions()) < BUNDLES
