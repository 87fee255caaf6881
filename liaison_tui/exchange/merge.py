"""Taking files in: each copied to the inbox, opened, and its bundles taken in one by one.

One bad file never stops the others, and nothing depends on the order of the files.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from liaison_tui.errors import Refused
from liaison_tui.exchange.judging import WORST_FIRST
from liaison_tui.exchange.office import Office
from liaison_tui.exchange.plans import catch_up
from liaison_tui.exchange.reading import Bundle, DamagedBundle, open_bundles
from liaison_tui.exchange.taking import Row, Stated, take_bundle
from liaison_tui.storage.inbox import Arrival

# Told which of how many files is at hand; where it returns False, that one is taken no more.
Progress = Callable[[int, int], bool | None]


def merge_files(
    office: Office,
    paths: Sequence[Path],
    *,
    stated: Stated | None = None,
    progress: Progress | None = None,
) -> list[Row]:
    """Take in files (a folder stands for every regular file in it) and return a row for each.

    Where `progress` stops it, the rows are those of the files taken in by then. What waits for
    something that another of the files brings is tried again until nothing moves.
    """
    files = [file for path in paths for file in _files_in(path)]
    rows: list[Row] = []
    arrivals: dict[int, Arrival] = {}
    with office.writing():
        run = _Run(office)
        # First what has waited: its day of receipt is earlier than that of what comes now.
        waited = {row.sha256: row for row in run.take_held()}
        for n, path in enumerate(files):
            if progress and progress(n + 1, len(files)) is False:
                break
            before = run.size
            try:
                arrivals[n] = office.inbox.arrive(path)
                row = run.take(arrivals[n], path, stated)
                rows.append(replace(waited.pop(row.sha256, row), path=path))
            except Refused as error:
                rows.append(Row(path, "refused", error.sentence))
            if run.size > before:
                update(rows, run.take_held())
        grown = True
        while grown:
            before = run.size
            for n, arrival in arrivals.items():
                if rows[n].outcome == "refused":
                    update(rows, [run.take_again(arrival, rows[n], stated)])
            update(rows, run.take_held() if run.size > before else [])
            grown = run.size > before
    return rows


def update(rows: list[Row], later: Sequence[Row]) -> None:
    """Put what has become of files since, as a device was confirmed, in the place of their rows."""
    for new in later:
        for n, row in enumerate(rows):
            if row.sha256 is not None and row.sha256 == new.sha256 and row.outcome != new.outcome:
                events = row.new_events + new.new_events
                rows[n] = replace(new, path=row.path, new_events=events)


def merge_held(office: Office) -> list[Row]:
    """Take in whatever waits in the inbox and need wait no longer; returns those files' rows."""
    with office.writing():
        return _Run(office).take_held()


class _Run:
    """One run: the office, and what its submissions vouch for as the run goes on."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.vouching = office.store.vouching()
        catch_up(office, self.vouching)

    @property
    def size(self) -> int:
        """How many submissions are known by now."""
        return len(self.vouching.submissions)

    def take(self, arrival: Arrival, path: Path, stated: Stated | None = None) -> Row:
        """Take in a copied file and put it where its outcome belongs.

        `stated` is what a person said of this file's receipt, and of no other's.
        """
        try:
            with open_bundles(arrival.path) as bundles:
                rows = [self._take_one(bundle, arrival, path, stated) for bundle in bundles]
        except DamagedBundle as error:
            rows = [Row(path, "refused", error.sentence)]
        row = replace(_together(rows), sha256=arrival.sha256)
        if row.outcome == "refused" and not row.waits:
            self.office.inbox.refuse(arrival, path.name, row.reason)
        else:
            self.office.inbox.settle(arrival, held=row.waits)
        return row

    def take_again(self, arrival: Arrival, before: Row, stated: Stated | None) -> Row:
        """Take in a file that was refused in this run."""
        now = self.office.inbox.find(arrival.sha256)
        if now is None:
            return before
        return self.take(now, before.path, stated)

    def take_held(self) -> list[Row]:
        """Take in what waits in the inbox; returns the rows of those that wait no longer."""
        found: list[Row] = []
        grown = True
        while grown:
            before = self.size
            rows = [self.take(arrival, arrival.path) for arrival in self.office.inbox.held()]
            found += [row for row in rows if not row.waits]
            grown = self.size > before
        return found

    def _take_one(
        self, bundle: Bundle | DamagedBundle, arrival: Arrival, path: Path, stated: Stated | None
    ) -> Row:
        if isinstance(bundle, DamagedBundle):
            return Row(path, "refused", bundle.sentence)
        kept = self.office.inbox.stated(arrival)
        moment = stated or (Stated(*kept) if kept else Stated(arrival.moment, ""))
        try:
            row, self.vouching = take_bundle(self.office, self.vouching, bundle, path, moment)
        except (DamagedBundle, Refused) as error:
            return Row(path, "refused", error.sentence)
        if row.waits and stated:
            self.office.inbox.state(arrival, stated.moment, stated.reason)
        if row.outcome == "nothing-new" and stated:
            row = replace(row, reason=f"{row.reason}；早已签收，收到时间没有改".lstrip("；"))
        return row


def _files_in(path: Path) -> list[Path]:
    path = path.absolute()
    if not path.is_dir():
        return [path]
    return sorted(p for p in path.iterdir() if p.is_file() and not p.is_symlink())


def _together(rows: list[Row]) -> Row:
    """Return one row for a zip of bundles: the worst outcome, all events, everybody's reasons."""
    if len(rows) == 1:
        return rows[0]
    worst = min(rows, key=lambda row: WORST_FIRST.index(row.outcome))
    return replace(
        worst,
        reason="；".join(dict.fromkeys(row.reason for row in rows if row.reason)),
        unit=worst.unit if len({row.unit for row in rows}) == 1 else None,
        device=worst.device if len({row.device for row in rows}) == 1 else None,
        receipt=None,
        new_events=sum(row.new_events for row in rows),
        known_events=sum(row.known_events for row in rows),
        forks=sum(row.forks for row in rows),
        waits=any(row.waits for row in rows),
    )
