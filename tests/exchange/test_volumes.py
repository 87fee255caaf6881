"""Exports for mailboxes: in numbered volumes that merge in any order, and inside ordinary zips."""

import itertools
import zipfile
from pathlib import Path
from random import Random

import pytest

from liaison_tui.errors import Refused
from liaison_tui.exchange import sending
from liaison_tui.exchange.sending import Sent
from liaison_tui.exchange.wrapping import Wrapping
from liaison_tui.workspace import Workspace
from tests import second_writer
from tests.exchange import offices

KB = 1024


def attach(office: Workspace, folder: Path, sizes: list[int]) -> list[str]:
    """Write an entry with files of these sizes; returns their hashes."""
    files = []
    for number, size in enumerate(sizes):
        path = folder / f"照片{number}.jpg"
        path.write_bytes(Random(number).randbytes(size))
        files.append(path)
    offices.write(office, "开展培训2场。", attach=files)
    return [second_writer.sha256(path.read_bytes()) for path in files]


def export(office: Workspace, target: Path, volume: int | None, *, zipped: bool = False) -> Sent:
    return sending.export(office.office, offices.MONTH, target, Wrapping(volume, zipped))


def test_evidence_that_does_not_fit_goes_into_further_volumes_each_a_whole_bundle(
    town: Workspace, tmp_path: Path
) -> None:
    hashes = attach(town, tmp_path, [60 * KB, 50 * KB, 40 * KB, 30 * KB])
    sent = export(town, tmp_path / "出", 100 * KB)
    paths = [sent.path, *sent.further]
    assert [path.name for path in sent.further] == [f"{sent.path.stem}_第2卷.liaison"]
    assert (sent.evidence, sent.left_out) == (4, ())
    bundles = [second_writer.read_bundle(path) for path in paths]
    assert all(path.stat().st_size <= 100 * KB for path in paths)
    assert sorted(name for bundle in bundles for name in bundle.evidence) == sorted(hashes)
    assert all(set(bundle.lines) == set(bundles[0].lines) for bundle in bundles)
    assert all(bundle.manifests == bundles[0].manifests for bundle in bundles)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_volumes_are_taken_in_in_any_order(
    centre: Workspace, town: Workspace, tmp_path: Path, order: tuple[int, ...]
) -> None:
    hashes = attach(town, tmp_path, [60 * KB, 61 * KB, 62 * KB])
    sent = export(town, tmp_path / "出", 80 * KB)
    paths = [sent.path, *sent.further]
    assert len(paths) == 3
    for place in order:
        offices.take(centre, paths[place])
        offices.trust_all(centre)
    assert offices.texts(centre) == ["开展培训2场。"]
    assert all(centre.office.evidence.size_of(name) for name in hashes)
    assert offices.state(centre) == offices.state(town)
    [again] = offices.take(centre, paths[0])
    assert (again.outcome, again.new_events) == ("nothing-new", 0)


def test_without_volumes_what_does_not_fit_is_left_out_as_before(
    town: Workspace, tmp_path: Path
) -> None:
    attach(town, tmp_path, [60 * KB])
    sent = export(town, tmp_path / "出", None)
    assert (sent.evidence, sent.left_out, sent.further) == (1, (), ())


def test_a_file_larger_than_a_volume_is_left_out_and_said(town: Workspace, tmp_path: Path) -> None:
    attach(town, tmp_path, [60 * KB, 200 * KB])
    sent = export(town, tmp_path / "出", 100 * KB)
    assert (sent.evidence, sent.left_out, sent.further) == (1, ("照片1.jpg",), ())


def test_a_volume_too_small_for_the_words_is_refused_and_no_number_is_made(
    town: Workspace, tmp_path: Path
) -> None:
    attach(town, tmp_path, [10])
    with pytest.raises(Refused, match="放不下"):
        export(town, tmp_path / "出", KB)
    assert not list(tmp_path.glob("出/*"))
    assert export(town, tmp_path / "出", None).newest.number == 1
    assert town.store.submissions()[0].number == 1


def test_with_nothing_new_the_same_volumes_are_written_again(
    town: Workspace, tmp_path: Path
) -> None:
    attach(town, tmp_path, [60 * KB, 61 * KB])
    first, second = (export(town, tmp_path / name, 80 * KB) for name in ("一", "二"))
    for one, other in zip(
        [first.path, *first.further], [second.path, *second.further], strict=True
    ):
        assert one.read_bytes() == other.read_bytes()


def test_a_further_volume_never_takes_the_place_of_another_file(
    town: Workspace, tmp_path: Path
) -> None:
    attach(town, tmp_path, [60 * KB, 61 * KB])
    note = tmp_path / "a_第2卷.liaison"
    note.write_text("不是报送包", encoding="utf-8")
    with pytest.raises(Refused, match="没有覆盖"):
        export(town, tmp_path / "a.liaison", 80 * KB)
    assert note.read_text(encoding="utf-8") == "不是报送包"
    assert not (tmp_path / "a.liaison").exists()


def test_a_zip_holds_the_bundle_the_same_to_the_byte_and_is_taken_in(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    attach(town, tmp_path, [60 * KB])
    sent = export(town, tmp_path / "出", None, zipped=True)
    plain = export(town, tmp_path / "出", None)
    assert sent.path == plain.path.with_suffix(".zip")
    assert sent.sha256 == second_writer.sha256(sent.path.read_bytes())
    with zipfile.ZipFile(sent.path) as archive:
        assert archive.namelist() == [plain.path.name]
        assert archive.read(plain.path.name) == plain.path.read_bytes()
    offices.take(centre, sent.path)
    offices.trust_all(centre)
    assert offices.texts(centre) == ["开展培训2场。"]
    assert offices.take_one(centre, plain.path).outcome == "nothing-new"


def test_a_zip_may_be_written_again_but_not_over_another_zip(
    town: Workspace, tmp_path: Path
) -> None:
    attach(town, tmp_path, [10])
    first = export(town, tmp_path / "a.liaison", None, zipped=True).path
    assert first == tmp_path / "a.zip"
    assert export(town, tmp_path / "a.zip", None, zipped=True).path == first
    with zipfile.ZipFile(first, "w") as archive:
        archive.writestr("照片.jpg", b"x")
    with pytest.raises(Refused, match="没有覆盖"):
        export(town, tmp_path / "a.zip", None, zipped=True)


def test_volumes_may_be_zips(town: Workspace, centre: Workspace, tmp_path: Path) -> None:
    hashes = attach(town, tmp_path, [60 * KB, 61 * KB])
    sent = export(town, tmp_path / "出", 80 * KB, zipped=True)
    paths = [sent.path, *sent.further]
    assert [path.suffix for path in paths] == [".zip", ".zip"]
    assert all(path.stat().st_size <= 80 * KB for path in paths)
    offices.take(centre, *reversed(paths))
    offices.trust_all(centre)
    assert all(centre.office.evidence.size_of(name) for name in hashes)
