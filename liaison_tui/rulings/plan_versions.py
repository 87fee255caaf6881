"""Changing the year's plan (调整件): what a next version would change is shown, then it is kept.

A version is proposed (`assignment`, `withdrawal`, `thresholds`, `hand_edited`), which writes
nothing; `adopt` puts it in force here and says it to every unit. What it may not change are months
whose due day is past.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.exchange.merge import merge_held
from liaison_tui.exchange.office import Office
from liaison_tui.exchange.plans import catch_up
from liaison_tui.exchange.saying import say
from liaison_tui.exchange.taking import Row
from liaison_tui.journal import plan_version
from liaison_tui.journal.event import Event
from liaison_tui.journal.ids import EVERY_UNIT
from liaison_tui.programme import editing
from liaison_tui.programme.model import Item, LightRules, Programme, Role, Unit
from liaison_tui.programme.reading import read_programme
from liaison_tui.programme.versions import is_settled, wrong_next, wrong_year
from liaison_tui.reports import wording
from liaison_tui.rulings.centre import centre_office
from liaison_tui.rulings.closed import closed_months
from liaison_tui.workspace import Workspace

_NOT_KEPT = "没有改动，请核对后再办"


@dataclass(frozen=True)
class Proposal:
    """A next version that nobody has kept yet: its values, the bytes of its file, and why.

    `before` is the version in whose place it would come, in the month it would begin with.
    """

    before: Programme
    programme: Programme
    data: bytes
    reason: str = ""

    @property
    def is_another_year(self) -> bool:
        """Whether it is another year's plan, not a version of one that is known."""
        return self.before.id != self.programme.id

    @property
    def since(self) -> str:
        """The month from which it would be in force."""
        return self.programme.first_period if self.is_another_year else self.programme.in_force_from


def open_groups(programme: Programme, item: Item) -> list[str]:
    """Return the names of the open-ended groups (等相关成员单位) an item names."""
    groups = (programme.group_by_id[name] for name in item.groups)
    return [group.name for group in groups if group.open]


def open_items(programme: Programme) -> list[tuple[Item, list[tuple[Unit, Role]]]]:
    """Return the items of the newest version that name such a group, with who was told them."""
    found = (item for item in programme.items if open_groups(programme, item))
    return [(item, assigned(programme, item)) for item in found]


def assigned(version: Programme, item: Item) -> list[tuple[Unit, Role]]:
    """Return who is told to report an item besides those its cell names, in the file's order."""
    found = [(a.role, name) for a in version.assignments if a.item == item.id for name in a.units]
    return [(version.own_units[name], role) for role, name in found if name in version.own_units]


def assignment(
    workspace: Workspace,
    item: Item,
    units: Sequence[Unit],
    *,
    since: str,
    role: Role = "support",
    reason: str = "",
) -> Proposal:
    """Propose that units report an item whose cell names them only as 等相关成员单位.

    Raises Refused for an item that names no such group, and for a unit its cell names already.
    """
    whole = _plan_with(workspace, item, since)
    if not open_groups(whole, whole.item_by_id[item.id]):
        raise Refused(
            f"{item.id} 没有“等相关成员单位”，责任单位以通知为准",
            "要改责任单位，请写好下一版文件，用 liaison programme adopt 执行",
        )
    for unit in units:
        if unit.id in whole.item_by_id[item.id].responsible:
            raise Refused(f"{unit.name}已经列在 {item.id} 的责任单位里", "请只写要增加的单位")
    new = [unit for unit in units if (unit, role) not in assigned(whole, item)]
    if not new:
        raise Refused(f"所写单位已经承担 {item.id}", _NOT_KEPT)
    remark = f"{since} 起{f'：{reason}' if reason.strip() else ''}"
    edit = editing.assigning(item.id, [unit.id for unit in new], role, remark)
    return _edited(workspace, since, edit, reason)


def withdrawal(
    workspace: Workspace, item: Item, units: Sequence[Unit], *, since: str, reason: str = ""
) -> Proposal:
    """Propose that units no longer report an item they were assigned. Raises Refused for others."""
    told = [unit.id for unit, _ in assigned(_plan_with(workspace, item, since), item)]
    for unit in units:
        if unit.id not in told:
            raise Refused(f"{unit.name}没有被指定承担 {item.id}", _NOT_KEPT)
    edit = editing.unassigning(item.id, [unit.id for unit in units])
    return _edited(workspace, since, edit, reason)


def thresholds(
    workspace: Workspace, rules: LightRules, *, since: str, reason: str = ""
) -> Proposal:
    """Propose the thresholds of some rules. Raises Refused where they are those in force."""
    newest = _plan_from(workspace, since).lights
    if (newest.yellow_behind, newest.red_behind) == (rules.yellow_behind, rules.red_behind):
        raise Refused("界限与现行的一样", _NOT_KEPT)
    return _edited(workspace, since, editing.lighting(rules), reason)


def hand_edited(workspace: Workspace, data: bytes, *, reason: str = "") -> Proposal:
    """Propose the version in a file that a person has edited.

    Raises BrokenProgramme for one that does not hold together, Refused for one that cannot follow.
    """
    centre_office(workspace)
    programme = read_programme(data)
    whole = _plan(workspace, programme.id)
    if wrong := wrong_next(whole, programme):
        raise Refused(f"这份文件不能作下一版：{wrong}", "请改好文件后再试")
    _require_open(workspace, whole, programme.in_force_from)
    _require_small(data)
    return Proposal(whole.at(programme.in_force_from), programme, data, reason)


def next_year(workspace: Workspace, data: bytes, *, reason: str = "") -> Proposal:
    """Propose another year's plan, beside those there are; its months go by it once they begin.

    Raises BrokenProgramme for one that does not hold together, Refused for one that cannot stand
    beside them.
    """
    centre_office(workspace)
    known, programme = workspace.programme, read_programme(data)
    if wrong := wrong_year(known, programme):
        raise Refused(f"这份文件不能作新年度的工作意见：{wrong}", "请改好文件后再试")
    _require_open(workspace, known, programme.first_period)
    _require_small(data)
    return Proposal(known.at(programme.first_period), programme, data, reason)


def in_file(workspace: Workspace, data: bytes, *, reason: str = "") -> Proposal:
    """Propose what is in a file: a next version of a known plan, or another year's plan."""
    name, known = read_programme(data).id, workspace.programme.known
    propose = hand_edited if any(version.id == name for version in known) else next_year
    return propose(workspace, data, reason=reason)


def adopt(workspace: Workspace, proposal: Proposal) -> tuple[Event, list[Row]]:
    """Put a proposed version in force, and say it to every unit; it travels with feedback.

    Returns what was said, and the rows of files that had waited for it. Raises Refused where
    another version has been kept meanwhile.
    """
    office = centre_office(workspace)
    with office.writing():
        catch_up(office, office.store.vouching())
        known, new = workspace.programme, proposal.programme
        is_known = any(version.id == new.id for version in known.known)
        wrong = wrong_next(_plan(workspace, new.id), new) if is_known else wrong_year(known, new)
        if wrong:
            raise Refused(f"刚才已有别的改动：{wrong}", "请重新看过再办")
        _require_unclosed(workspace, proposal.since)
        event = _say(office, proposal)
        office.plans.add(proposal.programme, proposal.data)
    return event, merge_held(office)


def _say(office: Office, proposal: Proposal) -> Event:
    body = plan_version.body(proposal.programme, proposal.data, proposal.reason)
    return say(office, office.new_event(plan_version.KIND, unit=EVERY_UNIT, body=body))


def _plan(workspace: Workspace, name: str) -> Programme:
    """Return the plan of an id, alone; the one at work where there is none of that id."""
    known = any(version.id == name for version in workspace.programme.known)
    return workspace.plans.in_force(name if known else workspace.programme.id)


def _plan_from(workspace: Workspace, since: str) -> Programme:
    """Return the plan that a month belongs to, alone, in its newest version: the one edited."""
    return _plan(workspace, workspace.programme.at(since).id)


def _plan_with(workspace: Workspace, item: Item, since: str) -> Programme:
    """Return the same; raises Refused where an item's id means none in it, or another one."""
    whole = _plan_from(workspace, since)
    then = whole.item_by_id.get(item.id)
    is_other = whole.id != workspace.programme.id and then is not None and then.text != item.text
    if then is None or is_other:
        raise Refused(f"{since} 的工作意见里没有这一项，或 {item.id} 是另一项", "请核对起始月份")
    return whole


def _require_open(workspace: Workspace, whole: Programme, period: str) -> None:
    if is_settled(whole, period, clock.today().isoformat()):
        raise Refused(
            f"{period} 的报送已经截止，不能再调整",
            "已过截止日的应报事项不再改变，请写以后的月份",
        )
    _require_unclosed(workspace, period)


def _require_unclosed(workspace: Workspace, period: str) -> None:
    """Raise Refused where a month from one on is closed: what it owed would be something else."""
    shut = [month for _, month in closed_months(workspace) if month >= period]
    if shut:
        raise Refused(
            f"{wording.period_word(max(shut))}已经定稿，不能再调整",
            "请写以后的月份，或先撤销定稿",
        )


def _require_small(data: bytes) -> None:
    if not plan_version.fits(data):
        raise Refused("文件太大，不能随回执包发给各单位", "请删去文件里不需要的说明")


def _edited(workspace: Workspace, since: str, edit: editing.Edit, reason: str) -> Proposal:
    centre_office(workspace)
    name = _plan_from(workspace, since).name
    text = workspace.plans.data(name).decode("utf-8")
    data = editing.next_version(text, since, edit).encode("utf-8")
    return hand_edited(workspace, data, reason=reason)
