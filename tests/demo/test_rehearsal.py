"""The rehearsal: what a newcomer sees of three months, the same at every run."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import pytest

from liaison_tui import clock
from liaison_tui.demo.rehearsal import PERIODS, TODAY, Rehearsal
from liaison_tui.exchange import trusting
from liaison_tui.exchange.checking import check_workspace
from liaison_tui.exchange.merge import merge_files, merge_held
from liaison_tui.reports.entries import entries
from liaison_tui.reports.overview import overview
from liaison_tui.workspace import Workspace, create
from tests import second_writer


@dataclass
class Played:
    """A rehearsal that was played: its folder, its centre, and how often progress was told."""

    root: Path
    centre: Workspace
    told: list[tuple[int, int]]

    @property
    def files(self) -> list[Path]:
        return sorted((self.root / "报送包").rglob("*.liaison"))

    def counts(self, period: str) -> dict[str, Counter[str]]:
        """Return the overview's counts of every unit for a month."""
        span = self.centre.span(period)
        last = self.centre.store.vouching().last_received
        reports = self.centre.reports_up_to(span)
        units = overview(self.centre.programme, span, reports, last, date.fromisoformat(TODAY))[
            "units"
        ]
        return {u["id"]: Counter({k: v for k, v in u.items() if type(v) is int}) for u in units}


def _play(root: Path) -> Played:
    told: list[tuple[int, int]] = []
    centre = Rehearsal(root, lambda step, steps: told.append((step, steps))).play()
    return Played(root, centre, told)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return _play(tmp_path_factory.mktemp("demo") / "演示")


@pytest.fixture(autouse=True)
def _on_the_last_day() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LIAISON_TODAY", raising=False)
        with clock.fixed(TODAY):
            yield


def test_twelve_units_of_every_kind_report(played: Played) -> None:
    programme = played.centre.programme
    seen = {s.unit for s in played.centre.store.submissions() if s.centre is None}
    towns = set(programme.group_by_id["towns"].units)
    kinds = Counter(programme.unit_by_id[unit].kind for unit in seen)
    assert len(seen) == 12
    assert len(seen & towns) >= 4
    assert kinds["department"] >= 6
    assert kinds["utility"] >= 1
    assert kinds["bank"] >= 1


def test_three_months_are_reported(played: Played) -> None:
    assert PERIODS == ("2021-04", "2021-05", "2021-06")
    months = {row["period"] for row in entries(played.centre.reports().values())}
    assert months == set(PERIODS)


def test_some_are_late_and_some_are_missing(played: Played) -> None:
    late, silent = Counter[str](), Counter[str]()
    for period in PERIODS:
        for unit, count in played.counts(period).items():
            if any(s.unit == unit for s in played.centre.store.submissions()):
                late[unit] += count["late"]
                silent[unit] += count["owed"] > 0 and count["missing"] == count["owed"]
    assert sum(count > 0 for count in late.values()) >= 2
    assert sum(count > 0 for count in silent.values()) >= 2


def test_some_entries_were_accepted_and_some_returned_with_a_comment(played: Played) -> None:
    reports = list(played.centre.reports().values())
    states = Counter(report.state for report in reports)
    assert states["accepted"] > 20
    assert states["returned"] >= 1
    reviews = [report.review for report in reports if report.state == "returned"]
    assert all(review and review.event.body["comment"] for review in reviews)


def test_one_conflict_waits_to_be_settled(played: Played) -> None:
    [conflict] = played.centre.conflicts()
    assert conflict.key[2] == PERIODS[-1]
    assert len({head.event.device for head in conflict.heads}) == 2


def test_one_unknown_device_is_held(played: Played) -> None:
    [arrival] = played.centre.office.inbox.held()
    [device] = [d for d in trusting.devices(played.centre.office) if d.state == "pending"]
    assert second_writer.read_bundle(arrival.path).sender == device.device


def test_one_damaged_file_lies_in_quarantine_with_the_reason(played: Played) -> None:
    lying = sorted((played.centre.store_folder / "quarantine").iterdir())
    assert sorted(path.suffix for path in lying) == [".liaison", ".txt"]
    [reason] = [path for path in lying if path.suffix == ".txt"]
    assert "损坏" in reason.read_text("utf-8")
    [damaged] = [path for path in lying if path.suffix == ".liaison"]
    with pytest.raises(ValueError, match="zip"):
        second_writer.read_bundle(damaged)


def test_nothing_in_it_is_damaged_by_its_own_check(played: Played) -> None:
    for root in (played.centre.root, *(played.root / "单位").iterdir()):
        assert check_workspace(Workspace(root).office)[1] == []


def test_every_file_that_was_sent_whole_is_verified_by_the_second_reader(played: Played) -> None:
    whole = [path for path in played.files if "(1)" not in path.name]
    assert len(whole) == len(played.files) - 1
    for path in whole:
        assert second_writer.read_bundle(path).forks == []


def test_its_workspaces_hold_their_date(played: Played) -> None:
    for root in (played.centre.root, *(played.root / "单位").iterdir()):
        assert Workspace(root).config.today == TODAY


def test_progress_is_told_to_the_end(played: Played) -> None:
    steps = [step for step, _ in played.told]
    assert steps == list(range(1, len(steps) + 1))
    assert {total for _, total in played.told} == {len(steps)}


def test_two_runs_give_the_same_state_files_and_entries(played: Played, tmp_path: Path) -> None:
    again = _play(tmp_path / "另一次")
    assert again.centre.store.vouching().state == played.centre.store.vouching().state
    assert entries(again.centre.reports().values()) == entries(played.centre.reports().values())
    assert [p.read_bytes() for p in again.files] == [p.read_bytes() for p in played.files]


def _trust_the_same(centre: Workspace, played: Played) -> None:
    """Confirm what the rehearsal's clerk has confirmed, and take in what waited for it."""
    seats = played.centre.store.vouching().seats
    for device in trusting.devices(centre.office):
        if device.state == "pending" and device.device in seats:
            trusting.confirm(centre.office, device.device, device.device)
    merge_held(centre.office)


def _backwards(files: list[Path]) -> list[Path]:
    return files[::-1]


def _shuffled(files: list[Path]) -> list[Path]:
    return Random(7).sample(files, len(files))


@pytest.mark.parametrize("order", [_backwards, _shuffled])
def test_a_fresh_centre_that_merges_the_files_in_another_order_and_in_halves_knows_the_same(
    played: Played, tmp_path: Path, order: Callable[[list[Path]], list[Path]]
) -> None:
    files = order(played.files)
    fresh = create(tmp_path / "信用办", unit=None)
    merge_files(fresh.office, files[: len(files) // 2])
    _trust_the_same(fresh, played)
    merge_files(fresh.office, files[len(files) // 2 :])
    _trust_the_same(fresh, played)
    assert fresh.store.vouching().state == played.centre.store.vouching().state
    assert _words(fresh) == _words(played.centre)
    rows = merge_files(fresh.office, files)
    assert Counter(row.outcome for row in rows) == {
        "nothing-new": len(files) - 2, "held": 1, "refused": 1,
    }  # fmt: skip


def test_a_fresh_centre_that_merges_the_folder_knows_the_same(
    played: Played, tmp_path: Path
) -> None:
    folder = tmp_path / "报送包"
    folder.mkdir()
    for number, path in enumerate(played.files):
        shutil.copyfile(path, folder / f"{number}.dat")
    fresh = create(tmp_path / "信用办", unit=None)
    rows = merge_files(fresh.office, [folder])
    assert len(rows) == len(played.files)
    _trust_the_same(fresh, played)
    assert fresh.store.vouching().state == played.centre.store.vouching().state
    assert _words(fresh) == _words(played.centre)


def _words(centre: Workspace) -> list[dict[str, object]]:
    """Return the current entries without what a centre adds of its own."""
    own = ("received_at", "state")
    rows = entries(centre.reports().values())
    return [{key: value for key, value in row.items() if key not in own} for row in rows]
