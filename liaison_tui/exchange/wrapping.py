"""How bundles are wrapped for their way: in how many files, which evidence in which of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from liaison_tui.errors import Refused
from liaison_tui.exchange.office import Office
from liaison_tui.exchange.packing import MEMBER_BYTES, base_size
from liaison_tui.journal.line import Line
from liaison_tui.journal.submission import Submission
from liaison_tui.journal.vouching import Vouched
from liaison_tui.storage.files import megabytes


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a bundle is to be wrapped for its way.

    `volume`: evidence that does not fit into one file of so many bytes goes into further ones;
    without it such evidence is left out. `zipped`: each file is an ordinary zip around the bundle.
    """

    volume: int | None = None
    zipped: bool = False


PLAIN = Wrapping()


@dataclass(frozen=True, slots=True)
class Room:
    """How many bytes of evidence one file takes, and whether there may be more files."""

    limit: int
    more: bool


def room_for(
    office: Office, wrapping: Wrapping, submissions: Sequence[Submission], lines: Sequence[Line]
) -> Room:
    """Return the room that submissions leave in a file; raises Refused where they leave none."""
    if wrapping.volume is None:
        return Room(office.evidence_limit, more=False)
    limit = wrapping.volume - base_size(submissions, lines)
    if limit <= 0:
        raise Refused(
            f"每卷 {megabytes(wrapping.volume)} 放不下填报内容，没有导出", "请把每卷写大一些"
        )
    return Room(limit, more=True)


def evidence_in_volumes(
    office: Office, statements: Iterable[Vouched], period: str, room: Room
) -> tuple[list[dict[str, Path]], list[str]]:
    """Choose the evidence that goes along: the month's own, and older that no receipt covers.

    Newest months first, so that the oldest is left out; each goes into the first file that has
    room for it. Returns files by hash for each volume, at least one, and the names left out.
    """
    wanted: dict[str, tuple[str, str, int]] = {}
    for statement in statements:
        event = statement.event
        if event.period != period and statement.received:
            continue
        for item in event.evidence:
            month = event.period or ""
            wanted[item["sha256"]] = max(
                wanted.get(item["sha256"], ("", "", 0)), (month, item["name"], item["size"])
            )
    parts: list[dict[str, Path]] = [{}]
    used, left_out = [0], []
    in_order = sorted(wanted.items(), key=lambda w: w[1], reverse=True)
    if room.more:  # all of it travels: the largest first needs the fewest files
        in_order.sort(key=lambda w: w[1][2], reverse=True)
    for sha256, (_, name, size) in in_order:
        taken = size + MEMBER_BYTES if room.more else size
        if office.evidence.size_of(sha256) is None or taken > room.limit:
            left_out.append(name)
            continue
        place = next((n for n, so_far in enumerate(used) if so_far + taken <= room.limit), None)
        if place is None and not room.more:
            left_out.append(name)
            continue
        if place is None:
            place = len(parts)
            parts.append({})
            used.append(0)
        parts[place][sha256] = office.evidence.path_of(sha256)
        used[place] += taken
    return parts, left_out
