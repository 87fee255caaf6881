"""Approval (审签): who in the unit has approved which entries, and what an export asks of that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison_tui import clock
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.journal import approval
from liaison_tui.journal.approval import Signing, in_words
from liaison_tui.journal.event import Event
from liaison_tui.papers.approval import approval_sheet
from liaison_tui.papers.paper import Paper
from liaison_tui.programme.model import Item, Unit
from liaison_tui.statements.saying import refuse
from liaison_tui.storage.files import require_regular
from liaison_tui.text import one_line, sanitise
from liaison_tui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Approved:
    """An approval that was kept, and the items whose entries it names."""

    event: Event
    items: tuple[str, ...]


def approve(
    workspace: Workspace,
    period: str,
    items: Sequence[Item] | None,
    *,
    approver: str,
    post: str,
    date: str,
    manner: str,
    opinion: str = "",
    attachments: Sequence[Path] = (),
    seen: Mapping[str, str] | None = None,
) -> Approved:
    """Keep an approval of a month's current entries; the disk has it on return.

    `items` None means all that this approver, in this post, has not approved yet. `attachments`
    are scans of what was signed, `seen` the ids of the entries that a page has shown, by item.
    Raises Refused where nothing is there to approve, where a conflict stands, where another entry
    stands than was seen, and for what the format forbids; then nothing was written. Raises
    WrongUse at a centre: the unit answers for its own word.
    """
    office, unit = workspace.office, workspace.unit
    if unit is None:
        raise WrongUse("审签由报送单位自己作出，汇总端不能代签")
    body = _body(approver, post, date, manner, opinion)
    for path in attachments:
        require_regular(path, office.evidence.limit)
    with office.writing():
        chosen = _chosen(workspace, unit, period, items, body)
        if seen is not None:
            _require_seen(chosen, seen)
        if attachments:
            body["evidence"] = office.evidence.attach_all(attachments)
        event = office.new_event(
            approval.KIND,
            unit=unit.id,
            period=period,
            about=[s.current.event.id for s in chosen if s.current],
            body=body,
        )
        office.store.say([event])
    return Approved(event, tuple(s.item for s in chosen))


def before_export(workspace: Workspace, period: str) -> list[Signing]:
    """Return the unapproved entries that an export should warn of, as the settings have it.

    Raises Refused where they must be approved first. A centre's export asks for none.
    """
    unapproved = workspace.awaiting_approval(period)
    if unapproved and workspace.config.approval == "require":
        raise Refused(
            f"{in_words(unapproved, period)}，没有导出",
            "请先审签（liaison approve），或更正后再审签",
        )
    return unapproved


def sheet(workspace: Workspace, unit: Unit, period: str) -> Paper:
    """Return the sheet of a unit's month for people to sign on paper."""
    standings = workspace.standings(unit, [period])
    signings = workspace.signings(unit, [period])
    return approval_sheet(workspace.programme, unit, period, standings, signings, clock.today())


def _body(approver: str, post: str, date: str, manner: str, opinion: str) -> dict[str, Any]:
    """Return the body of an approval, but for its scans; raises Refused for what is wrong in it."""
    body: dict[str, Any] = {
        "approver": one_line(approver), "post": post, "date": date, "manner": manner,
    }  # fmt: skip
    if opinion.strip():
        body["opinion"] = sanitise(opinion).strip()
    refuse("；".join(finding.message for finding in approval.refusals(body)) or None)
    if date > clock.today().isoformat():
        raise Refused(f"审签日期 {date} 在今天之后", "没有写入，请核对日期")
    return body


def _chosen(
    workspace: Workspace,
    unit: Unit,
    period: str,
    items: Sequence[Item] | None,
    body: Mapping[str, Any],
) -> list[Signing]:
    """Return the entries that are approved; raises Refused where there is none or a conflict."""
    signings = {s.item: s for s in workspace.signings(unit, [period])}
    chosen = (
        [s for s in signings.values() if _is_for(body, s)]
        if items is None
        else _named(signings, items)
    )
    contested = [s.item for s in chosen if s.report.conflict]
    if contested:
        raise Refused(
            f"{'、'.join(contested)} 填报不一致，待核定，不能审签",
            "没有写入，请先核定（liaison record 加 --settle），或写明要审签的其他事项",
        )
    if not chosen:
        raise Refused(f"{period} 没有要审签的填报", "填写或更正事项以后再审签")
    return chosen


def _require_seen(chosen: Sequence[Signing], seen: Mapping[str, str]) -> None:
    others = [s.item for s in chosen if s.current and s.current.event.id != seen.get(s.item)]
    if others:
        names = "、".join(others)
        raise Refused(
            f"{names} 刚在别处有改动，没有登记审签", "已重新列出，没有选中，请看过再按空格选中"
        )


def _named(signings: Mapping[str, Signing], items: Sequence[Item]) -> list[Signing]:
    found = {item.id: signings.get(item.id) for item in items}
    unsaid = [name for name, signing in found.items() if not signing or not signing.current]
    if unsaid:
        raise Refused(f"{'、'.join(unsaid)} 还没有填报，没有可审签的内容", "请先填写，再审签")
    chosen = [signing for signing in found.values() if signing]
    entered = [s.item for s in chosen if s.current and s.current.by_centre]
    if entered:
        raise Refused(
            f"{'、'.join(entered)} 是信用办代录的，不由本单位审签",
            "没有写入；要由本单位负责的，请先自己填报，再审签",
        )
    return chosen


def _is_for(body: Mapping[str, Any], signing: Signing) -> bool:
    """Tell whether an approval of all speaks of an entry: the unit's own word, not signed yet.

    Signed by the same person in the same post, that is: section, deputy and head each sign all.
    """
    who = body["approver"], body["post"]
    current = signing.current
    signed = any((a.approver, a.post) == who for a in signing.approvals)
    return current is not None and not current.by_centre and not signed
