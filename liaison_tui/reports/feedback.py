"""What the centre has said to a unit, as its feedback page lists it: what asks for something first.

Pure: `Workspace.read_feedback` gathers what was said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from liaison_tui.journal import (
    adjustment,
    approved_score,
    call,
    closing,
    deduction,
    discharge,
    grant,
    inspection,
    verifying,
)
from liaison_tui.journal.event import Event
from liaison_tui.journal.fold import Key, Report
from liaison_tui.journal.rulings import Rulings
from liaison_tui.journal.submission import Submission
from liaison_tui.programme.changes import Change, changes
from liaison_tui.programme.model import Item, Programme, Unit
from liaison_tui.reports import closing_words, wording
from liaison_tui.reports import rulings as ruling_rows
from liaison_tui.reports.inspections import state_word, thread_words
from liaison_tui.reports.score_notice import score_told
from liaison_tui.text import one_line

Sort = Literal[
    "returned", "call", "inspection", "score", "extension", "discharge", "deduction", "close",
    "verify", "receipt", "programme",
]  # fmt: skip
# In the order in which they are listed; what asks for something goes before all that does not.
SORTS: dict[Sort, str] = {
    "returned": wording.STATES["returned"], "call": "临时调度", "inspection": "督查",
    "score": "绩效评价", "extension": "延期", "discharge": "办结销号", "deduction": "扣分",
    "close": "定稿", "verify": "核定数", "receipt": "回执", "programme": "调整件",
}  # fmt: skip
CHANGES = {"added": "新增", "dropped": "取消", "role": "改责"}
# What a unit may answer in words.
ANSWERABLE = frozenset(("returned", "call", "inspection", "score"))


@dataclass(frozen=True)
class Feedback:
    """What was gathered. `versions` are the plan's, oldest first; `said` the unit's explanations.

    `now` is the moment of it, as `clock.stamp` writes it.
    `receipts` are the centre's, of the unit's `submissions`.
    """

    unit: Unit
    versions: Sequence[Programme]
    items: Mapping[str, Item]
    now: str
    reports: Mapping[Key, Report]
    rulings: Rulings
    ruled: Sequence[Event] = ()
    said: Sequence[Event] = ()
    requests: Sequence[Event] = ()
    receipts: Sequence[Event] = ()
    submissions: Mapping[str, Submission] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing the centre has said, in words: a line of the list, and `told` in whole text.

    What is most telling is told first. `key` names it for good; `asks` whether the unit still has
    something to do. `items` and `period` are what it is about, `period` None where that is no
    month. `when` is the day or moment that matters, `at` when it was said. `about` is what an
    explanation of a return names (`Report.to_explain`). `closed` is why it can be answered no
    more, in Chinese.
    """

    key: str
    sort: Sort
    what: str
    state: str
    asks: bool
    when: str
    at: str
    told: tuple[tuple[str, str], ...]
    items: tuple[str, ...] = ()
    period: str | None = None
    answer: str = ""
    about: tuple[str, ...] = ()
    closed: str = ""


def notices(found: Feedback) -> list[Notice]:
    """Return all of it, what asks for something first, of each sort the newest first."""
    every = [
        *_returned(found), *_calls(found), *_inspections(found), *_scores(found),
        *_extensions(found), *_discharges(found), *_deductions(found), *_closes(found),
        *_verified(found), *_receipts(found), *_versions(found),
    ]  # fmt: skip
    every.sort(key=lambda notice: (notice.what, notice.key))
    every.sort(key=lambda notice: notice.at, reverse=True)
    order = list(SORTS)
    return sorted(every, key=lambda notice: (not notice.asks, order.index(notice.sort)))


def in_sections(every: Sequence[Notice]) -> list[tuple[str, list[Notice]]]:
    """Return notices under the titles of their sorts; a sort with something to do stands whole."""
    sorts = dict.fromkeys(notice.sort for notice in every)
    return [(SORTS[sort], [n for n in every if n.sort == sort]) for sort in sorts]


def asking(every: Sequence[Notice]) -> str:
    """Return what there is to do, in words: 退回修改 2，临时调度 1; else empty."""
    counts = {sort: sum(n.asks for n in every if n.sort == sort) for sort in SORTS}
    return "，".join(f"{SORTS[sort]} {count}" for sort, count in counts.items() if count)


def _returned(found: Feedback) -> Iterator[Notice]:
    for (_, name, period), report in found.reports.items():
        review, current = report.review, report.current
        if report.state != "returned" or review is None or current is None:
            continue
        event, said = review.event, report.explanation
        yield Notice(
            key=event.id,
            sort="returned",
            what=_item_words(found, name),
            state="已说明" if said else "待修改",
            about=tuple(report.to_explain("returned")),
            asks=not said,
            when=wording.period_word(period),
            at=event.at,
            told=_told(
                ("退回意见", str(event.body.get("comment", ""))),
                ("审核", _who(event)),
                ("月份", wording.period_word(period)),
                ("本单位填报", wording.gist(current.event.body, found.items.get(name))),
                ("本单位说明", said),
            ),
            items=(name,),
            period=period,
            answer=said,
        )


def _calls(found: Feedback) -> Iterator[Notice]:
    for event in _of_kind(found, call.KIND):
        row = ruling_rows.call_row(event, found.said)
        items = tuple(row["items"])
        due, answer = str(row["due"]), row["answer"]
        done = [name for name in items if _is_written_since(found, name, event)]
        fulfilled = bool(items) and len(done) == len(items)
        state = f"已填 {len(done)} / {len(items)}" if items else "待答复"
        if answer or fulfilled:
            state = "已答复" if answer else "已填报"
        elif call.is_past(event, found.now):
            state = "已过时限"
        yield Notice(
            key=event.id,
            sort="call",
            what=f"{row['id']} {one_line(str(row['title']))}",
            state=state,
            asks=not answer and not fulfilled,
            when=f"{wording.moment(due)} 前",
            at=event.at,
            told=_told(
                ("内容", str(row["text"] or "")),
                ("报送时限", f"{wording.full_moment(due)} 前"),
                *(("事项", _item_words(found, name)) for name in items),
                ("发出", _who(event)),
                ("本单位答复", answer["text"] if answer else ""),
            ),
            items=items,
            answer=answer["text"] if answer else "",
        )


def _inspections(found: Feedback) -> Iterator[Notice]:
    today = found.now[:10]
    for thread in inspection.threads(_of_kind(found, inspection.KIND), found.said):
        event, last, state = thread.found, thread.last, thread.state(today)
        answer = last.answer.body["text"] if last.answer else ""
        told = list(thread_words(thread, today, of_unit=True))
        if len(thread.verdicts):
            # What was said last is most telling.
            told.insert(0, next(pair for pair in reversed(told) if pair[0] == inspection.OPINION))
        items = tuple(event.body.get("items", ()))
        yield Notice(
            key=thread.newest.id,
            sort="inspection",
            what=one_line(str(event.body["finding"])),
            state=state_word(state, of_unit=True),
            asks=state in ("waiting", "again", "overdue"),
            when=f"{last.deadline[5:]} 前" if last.deadline else "",
            at=thread.newest.at,
            told=_told(
                *told,
                *(("事项", _item_words(found, name)) for name in items),
                ("发出", _who(event)),
            ),
            items=items,
            answer=answer,
        )


def _scores(found: Feedback) -> Iterator[Notice]:
    for event in _of_kind(found, approved_score.KIND):
        told = score_told(event, found.said, found.now[:10])
        yield Notice(
            key=event.id,
            sort="score",
            what=told.what,
            state=told.state,
            asks=False,
            when=f"申诉至 {told.until[5:]}",
            at=event.at,
            told=_told(*told.told),
            answer=told.objection,
            closed=told.closed,
        )


def _extensions(found: Feedback) -> Iterator[Notice]:
    requests = {(e.unit, e.item or "", e.period or ""): e for e in found.requests}
    for key, ruling in found.rulings.answers.items():
        event, request = ruling.event, requests.get(key)
        body, until = event.body, str(event.body.get("until", ""))
        granted = body["decision"] == "grant"
        asked = f"{request.body['until']}，{request.body['reason']}" if request else ""
        waits = "，还没有答复" if ruling_rows.is_waiting(request, event) else ""
        yield Notice(
            key=event.id,
            sort="extension",
            what=_item_words(found, key[1]),
            state=grant.DECISIONS[body["decision"]],
            asks=False,
            when=f"延至 {until[5:]}" if granted else wording.period_word(key[2]),
            at=event.at,
            told=_told(
                ("理由", str(body.get("reason", ""))),
                ("延至", until if granted else ""),
                ("批准人", str(body.get("approver", ""))),
                ("月份", wording.period_word(key[2])),
                ("本单位申请", f"延至 {asked}{waits}" if asked else ""),
                ("答复时间", _who(event)),
            ),
            items=(key[1],),
            period=key[2],
        )


def _discharges(found: Feedback) -> Iterator[Notice]:
    for (_, name), turns in found.rulings.turns.items():
        event = turns[-1].said.event
        row = ruling_rows.discharge_row(event)
        yield Notice(
            key=event.id,
            sort="discharge",
            what=_item_words(found, name),
            state=discharge.DECISIONS[row["decision"]],
            asks=False,
            when=f"{wording.period_word(turns[-1].period)}起",
            at=event.at,
            told=_told(
                ("事由", str(row["reason"] or "")),
                ("决定", f"{discharge.DECISIONS[row['decision']]}，{ruling_rows.turn_words(row)}"),
                ("批准人", str(row["approver"] or "")),
                ("时间", _who(event)),
            ),
            items=(name,),
        )


def _closes(found: Feedback) -> Iterator[Notice]:
    for event in _of_kind(found, closing.KIND):
        pairs = closing_words.close_pairs(event)
        yield Notice(
            key=event.id,
            sort="close",
            what=wording.period_word(event.period or ""),
            state=closing_words.closed_words(event.body),
            asks=False,
            when=str(event.body["day"]),
            at=event.at,
            told=_told(*pairs, ("时间", _who(event))),
        )


def _verified(found: Feedback) -> Iterator[Notice]:
    for event in _of_kind(found, verifying.KIND):
        name, period = event.item or "", event.period or ""
        report = found.reports.get((event.unit, name, period))
        item, body = found.items.get(name), event.body
        said = report.current.event.body.get("quantities", {}) if report and report.current else {}
        yield Notice(
            key=event.id,
            sort="verify",
            what=_item_words(found, name),
            state="已核定",
            asks=False,
            when=wording.period_word(period),
            at=event.at,
            told=_told(
                ("核定数", closing_words.verified_words(body, item)),
                ("报送数", closing_words.verified_words({"quantities": said}, item)),
                (verifying.REASON, str(body["reason"])),
                (verifying.APPROVER, str(body.get("approver", ""))),
                ("时间", _who(event)),
            ),
            items=(name,),
            period=period,
        )


def _deductions(found: Feedback) -> Iterator[Notice]:
    for event in _of_kind(found, deduction.KIND):
        # One without an item is a part of the score that tells of it.
        if adjustment.is_adjustment(event):
            continue
        body, period, name = event.body, event.period or "", event.item or ""
        each = "，以后各月同样" if body["months"] > 1 else ""
        points = f"每月扣 {body['points']} 分，共 {body['months']} 个月"
        yield Notice(
            key=event.id,
            sort="deduction",
            what=f"{body['id']} {one_line(str(body['text']))}",
            state=f"扣 {body['points']} 分",
            asks=False,
            when=f"{wording.period_word(period)}起" if each else wording.period_word(period),
            at=event.at,
            told=_told(
                (deduction.REASON, str(body["text"])),
                ("扣分情形", str(body.get("trigger", ""))),
                ("扣全市得分", points if each else f"扣 {body['points']} 分"),
                ("事项", _item_words(found, name)),
                ("发出", _who(event)),
            ),
            items=(name,) if name else (),
            period=period,
        )


def _receipts(found: Feedback) -> Iterator[Notice]:
    names = {
        str(file["sha256"]): one_line(str(file["name"]))
        for report in found.reports.values()
        for entry in report.entries
        for file in entry.event.evidence
    }
    for event in found.receipts:
        for sha256 in event.about:
            submission = found.submissions.get(sha256)
            if submission is None:
                continue
            period = wording.period_word(submission.period or "")
            listed = event.body.get("evidence_missing")
            lacking = listed if isinstance(listed, list) else []
            missing = "、".join(names.get(str(name), str(name)[:8]) for name in lacking)
            received = wording.full_moment(str(event.body.get("received_at", "")))
            yield Notice(
                key=event.id,
                sort="receipt",
                what=f"{submission.code} 第 {submission.number} 次报送 {period}",
                state=f"缺佐证材料 {len(lacking)}" if lacking else wording.STATES["received"],
                asks=False,
                when=f"{received[5:]} 收到",
                at=event.at,
                told=_told(
                    ("缺佐证材料", missing),
                    ("", "同一期再导出一次会再带上；放不下的请分卷导出。" if lacking else ""),
                    ("核对码", submission.code),
                    ("报送", f"第 {submission.number} 次（以前各次也已收到）"),
                    ("月份", period),
                    ("收到时间", received),
                    ("收到说明", str(event.body.get("reason", ""))),
                    ("报送人", f"{one_line(submission.by)} {wording.full_moment(submission.at)}"),
                ),
            )


def _versions(found: Feedback) -> Iterator[Notice]:
    for old, new in zip(found.versions, found.versions[1:], strict=False):
        since = f"{wording.period_word(new.in_force_from)}起"
        document = ("依据", f"{new.title}（{new.document}）第 {new.version} 版")
        changed = changes(old, new, found.unit.id)
        for change in changed:
            yield Notice(
                key=f"{new.name}:{change.item.id}",
                sort="programme",
                what=f"{change.item.id} {change.item.text}",
                state=CHANGES[change.sort],
                asks=False,
                when=since,
                at=new.name,
                told=_told(("调整", _change_words(change)), ("从何时起", since), document),
                items=() if change.sort == "dropped" else (change.item.id,),
            )
        if not changed:
            nothing = ("调整", "本单位的应报事项没有变化")
            yield Notice(
                new.name, "programme", f"第 {new.version} 版", "无变化", asks=False, when=since,
                at=new.name, told=_told(nothing, ("从何时起", since), document),
            )  # fmt: skip


def _change_words(change: Change) -> str:
    before, after = (wording.ROLES[role] if role else "" for role in (change.before, change.after))
    if change.sort == "role":
        return f"由{before}改为{after}"
    return f"新增，本单位为{after}" if change.sort == "added" else f"取消，原为{before}"


def _is_written_since(found: Feedback, item: str, event: Event) -> bool:
    """Tell whether an item was written after a call, by the clocks people read: a hint for them.

    What was withdrawn is not written.
    """
    return any(
        entry.event.at > event.at
        for (_, name, _), report in found.reports.items()
        if name == item
        for entry in report.heads
        if not entry.by_centre and entry.event.kind != "withdraw"
    )


def _of_kind(found: Feedback, kind: str) -> list[Event]:
    return [e for e in found.ruled if e.kind == kind and not e.body.get("withdrawn")]


def _item_words(found: Feedback, name: str) -> str:
    item = found.items.get(name)
    return f"{name} {item.text}" if item else name


def _who(event: Event) -> str:
    return f"{wording.full_moment(event.at)} {one_line(event.by)}"


def _told(*pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((label, text) for label, text in pairs if text.strip())
