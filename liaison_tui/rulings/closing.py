"""Closing a month (定稿), opening it again, and taking later changes into it (定稿后更正)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.exchange.saying import say
from liaison_tui.journal import closing
from liaison_tui.journal.closing import Closing
from liaison_tui.journal.event import Event
from liaison_tui.journal.rulings import well_formed
from liaison_tui.journal.submission import tips
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.journal.vouching import Vouched, Vouching
from liaison_tui.programme.model import Unit
from liaison_tui.reports import wording
from liaison_tui.reports.closing import ClosedUnit, Obstacle, figures_of
from liaison_tui.rulings.centre import centre_office, written
from liaison_tui.rulings.closed import in_the_way, picture, read_closed, statements_of
from liaison_tui.workspace import Workspace

# What the centre says of a month counts by its id, since no manifest of a unit lists it.
_OWN = closing.MONTH_KINDS


def close_month(
    workspace: Workspace,
    period: str,
    units: Sequence[Unit] | None = None,
    *,
    approver: str = "",
    note: str = "",
    anyway: str = "",
) -> list[Event]:
    """Close a month, one event a unit: of those named, or of all that are still open.

    What counts is all that is here now. Where something is in the way (`closed.in_the_way`) it is
    refused with all of it counted, unless `anyway` says why it is closed all the same; only the
    units concerned are told that. Raises Refused where nothing is open.
    """
    office = centre_office(workspace)
    with office.writing():
        month = read_closed(workspace, period, units)
        still_open = [each for each in month.units if not each.is_closed]
        if not still_open:
            raise Refused(f"{wording.period_word(period)}已经定稿", "需要改动的，请先撤销定稿")
        obstacles = in_the_way(workspace, period, [each.unit for each in still_open])
        if obstacles and not anyway.strip():
            raise Refused(
                f"没有定稿：{told(obstacles)}", "先处理，或写明为什么仍要定稿（--anyway）"
            )
        names = [each.unit for each in still_open]
        statements = statements_of(workspace, period, names)
        vouching = workspace.store.vouching()
        body = {"decision": "close", "day": clock.today().isoformat()}
        body |= {"approver": approver, "note": note}
        said = []
        for each in still_open:
            concerned = any(each.unit.id in obstacle.units for obstacle in obstacles)
            own = {**body, "reason": anyway} if concerned else body
            now = statements.get(each.unit.id, [])
            said.append(_closed(workspace, vouching, each, now, own))
        say(office, *said)
        return said


def reopen(
    workspace: Workspace,
    period: str,
    units: Sequence[Unit] | None = None,
    *,
    reason: str,
    approver: str = "",
) -> list[Event]:
    """Open a month again: of those named, or of all that are closed. Raises Refused for none."""
    office = centre_office(workspace)
    with office.writing():
        month = read_closed(workspace, period, units)
        if not month.closed:
            raise Refused(f"{wording.period_word(period)}还没有定稿，不用撤销")
        body = {
            "decision": "reopen", "day": clock.today().isoformat(), "reason": reason,
            "approver": approver,
        }  # fmt: skip
        said = [_replacing(workspace, each, (), written(body)) for each in month.closed]
        say(office, *said)
        return said


def amend(
    workspace: Workspace,
    period: str,
    wanted: Collection[tuple[str, str]],
    *,
    reason: str,
    approver: str = "",
) -> list[Event]:
    """Take later changes into the closed month: `wanted` are unit and item of each.

    All that was said of such an obligation until now counts from then on. Raises Refused for one
    that has no change that waits, and without a reason.
    """
    office = centre_office(workspace)
    with office.writing():
        month = read_closed(workspace, period)
        waiting = {(each.unit.id, change.key[1]) for each, change in month.changes}
        idle = [
            f"{workspace.programme.unit_name(u)} {i}" for u, i in wanted if (u, i) not in waiting
        ]
        if idle or not wanted:
            raise Refused(
                f"没有待接受的定稿后更正：{'、'.join(idle) or wording.period_word(period)}"
            )
        statements = statements_of(workspace, period, [each.unit for each in month.closed])
        vouching, said = workspace.store.vouching(), []
        for each in month.closed:
            items = sorted(item for unit, item in wanted if unit == each.unit.id)
            if items:
                step = {"day": clock.today().isoformat(), "items": items, "reason": reason}
                step["approver"] = approver
                now = statements.get(each.unit.id, [])
                said.append(_amended(workspace, vouching, each, now, written(step)))
        say(office, *said)
        return said


def take_back_amendment(workspace: Workspace, period: str, unit: Unit) -> Event:
    """Take the last amendment of a unit's month back; what it took in waits again.

    Raises Refused where there is none.
    """
    office = centre_office(workspace)
    with office.writing():
        [each] = read_closed(workspace, period, [unit]).units
        word = each.closing
        if word is None or not each.is_closed or not word.amendments:
            raise Refused(f"{unit.name} {period} 没有接受过定稿后更正")
        before = closing.steps(word, each.words).get(len(word.amendments) - 1)
        if before is None:
            raise Refused("找不到更正以前的定稿", "请撤销定稿，再重新定稿")
        event = _replacing(workspace, each, before.manifests, dict(before.body))
        return say(office, event)


def told(obstacles: Sequence[Obstacle]) -> str:
    """Return what is in the way in one sentence."""
    return "，".join(each.message for each in obstacles)


def _closed(
    workspace: Workspace,
    vouching: Vouching,
    each: ClosedUnit,
    statements: Sequence[Vouched],
    body: Mapping[str, Any],
) -> Event:
    """Return the close of a unit's month as everything stands."""
    sent = [s for s in vouching.submissions if s.centre is None and s.unit == each.unit.id]
    about = [tip.sha256 for tip in tips([s for s in sent if s.sha256 in vouching.counting])]
    own = [s.event.id for s in statements if s.by_centre and s.event.kind in _OWN]
    return _with_figures(
        workspace, vouching, each, statements, about, {**written(body), "also": own}
    )


def _amended(
    workspace: Workspace,
    vouching: Vouching,
    each: ClosedUnit,
    statements: Sequence[Vouched],
    step: Mapping[str, Any],
) -> Event:
    """Return the close that takes in all that was said of some items, and changes nothing else."""
    word = each.closing
    assert word is not None  # noqa: S101 - only what is closed is amended
    items = step["items"]
    taken = {
        s.event.id
        for s in statements
        if s.event.item in items and s.event.period == each.period and s.event.kind in _OWN
    }
    body = {
        **word.body, "decision": "amend", "also": sorted(word.also | taken),
        "amended": [*word.amendments, dict(step)],
    }  # fmt: skip
    return _with_figures(workspace, vouching, each, statements, list(word.manifests), body)


def _with_figures(
    workspace: Workspace,
    vouching: Vouching,
    each: ClosedUnit,
    statements: Sequence[Vouched],
    about: Sequence[str],
    body: Mapping[str, Any],
) -> Event:
    """Return a close with what the month comes to by it."""
    plain = _replacing(workspace, each, about, body)
    word = Closing(Vouched(plain, by_centre=True, sent=False, received=None))
    ids = closing.counted(word, vouching.listed_by(about))
    _, _, rows = picture(workspace, each.unit, each.period, statements, word, ids)
    return _replacing(workspace, each, about, {**body, "figures": figures_of(rows)})


def _replacing(
    workspace: Workspace, each: ClosedUnit, about: Sequence[str], body: Mapping[str, Any]
) -> Event:
    """Return a word about a unit's month that takes the place of all that stand."""
    former = well_formed(each.words)
    return workspace.office.new_event(
        closing.KIND,
        unit=each.unit.id,
        period=each.period,
        replaces=replaced_by_next(former),
        about=about,
        body=body,
    )
