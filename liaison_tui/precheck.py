"""What to see to before the next export (核对): of all that it would carry, and what is missing.

One reading of the unit's statements; attachments are the slow part, and looked through once each.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from liaison_tui import clock
from liaison_tui.exchange.merge import Progress
from liaison_tui.exchange.unsent import waiting
from liaison_tui.journal.approval import in_words
from liaison_tui.journal.comparing import earlier_entries, setbacks
from liaison_tui.journal.concern import EXPLANATION, SEVERITIES, Concern, explanation_of
from liaison_tui.journal.entry import FIELD_NAMES, TEXTS, has_content
from liaison_tui.journal.event import ENTRY_KINDS, Event
from liaison_tui.journal.fold import Key, Report, fold
from liaison_tui.journal.sensitive import ADVICE, Sensitive, find_sensitive
from liaison_tui.journal.standing import standings
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.model import Unit
from liaison_tui.reports.wording import kind_word
from liaison_tui.storage.inspecting import Inspector
from liaison_tui.storage.store import Selection
from liaison_tui.text import one_line
from liaison_tui.workspace import Workspace

_KINDS = ENTRY_KINDS | {"review", EXPLANATION}
_EVIDENCE = {
    "missing": ("evidence-missing", "不在本机，不会随包报送，请重新添加"),
    "changed": ("evidence-changed", "保存后被改动过，请重新添加"),
    "unreadable": ("evidence-unreadable", "打不开，没有核对里面的内容，请确认文件完好、没有密码"),
    "in-part": ("evidence-unreadable", "内容太多，只核对了前一部分，请自行核对其余部分"),
}
_SHOWN = 3
# Found in an obligation: a kind of concern, and the sentence.
_Said = tuple[str, str]
# What was found in a statement besides entries, with its id.
_Besides = tuple[str, _Said]


def concerns(
    workspace: Workspace,
    unit: Unit,
    period: str,
    inspector: Inspector | None = None,
    progress: Progress | None = None,
) -> list[Concern]:
    """Return what a unit has to see to before it exports a month, the gravest first.

    An `inspector` that is kept between calls does not look through the same attachments again.
    `progress` is told how many obligations were looked at, of how many; where it returns False
    the look ends there, and what was found by then is returned.
    """
    known = _read(workspace, unit)
    inspector = inspector or Inspector(workspace.office.evidence)
    found = list(_not_written(workspace, unit, period, known))
    if workspace.is_of(unit) and (unapproved := workspace.awaiting_approval(period)):
        sentence = f"{in_words(unapproved, period)}，请审签后再报"
        found.append(Concern(None, period, "unapproved", sentence))
    besides = _of_sayings(workspace, unit, period) if workspace.is_of(unit) else {}
    said_of = {key: report for key, report in known.reports.items() if key[2] <= period}
    for number, (key, report) in enumerate(said_of.items()):
        if progress and progress(number, len(said_of)) is False:
            break
        said = [*_of_report(report), *_of_words(workspace, known, key, period, inspector)]
        found += known.concerns(key, said, besides.pop(key, ()))
    for key, others in besides.items():
        found += known.concerns(key, (), others)
    order = {item.id: place for place, item in enumerate(workspace.programme.every_item)}
    kinds = list(SEVERITIES)
    found.sort(
        key=lambda c: (
            c.explained, kinds.index(c.kind), order.get(c.item or "", len(order)), c.period
        )
    )  # fmt: skip
    return found


@dataclass(frozen=True)
class _Known:
    """What was said of a unit's obligations, and how it explained itself."""

    reports: Mapping[Key, Report]
    explanations: Mapping[Key, Sequence[Event]]

    def concern(self, key: Key, kind: str, sentence: str, besides: Iterable[str] = ()) -> Concern:
        """Return a concern about an obligation, with what the unit has said of it.

        `besides` are the statements other than entries in which it was found.
        """
        report = self.reports.get(key)
        about = [*(report.to_explain(kind) if report else ()), *besides]
        text = explanation_of(kind, about, self.explanations.get(key, ()))
        return Concern(key[1] or None, key[2], kind, sentence, text, tuple(about))

    def concerns(
        self, key: Key, said: Iterable[_Said], besides: Iterable[_Besides]
    ) -> list[Concern]:
        """Return a concern for each kind of what was found in an obligation."""
        others = list(besides)
        every = _by_kind([*said, *(one for _, one in others)])
        return [
            self.concern(key, kind, sentence, [name for name, one in others if one[0] == kind])
            for kind, sentence in every.items()
        ]


def _read(workspace: Workspace, unit: Unit) -> _Known:
    store = workspace.store
    store.refresh()
    selection = Selection(_KINDS, units=frozenset((unit.id,)))
    statements = list(store.statements(store.vouching(), selection))
    explanations: dict[Key, list[Event]] = defaultdict(list)
    for event in (statement.event for statement in statements):
        if event.kind == EXPLANATION and not event.is_newer:
            explanations[event.key].append(event)
    return _Known(fold(statements), explanations)


def _not_written(workspace: Workspace, unit: Unit, period: str, known: _Known) -> Iterator[Concern]:
    """Give what the month owes and nobody has written, or only half."""
    drafts = workspace.drafts.keys() if workspace.is_of(unit) else set()
    today, local = clock.today(), workspace.local_items(unit)
    ruled = workspace.rulings([unit.id])
    owed = standings(
        workspace.programme, unit, [period], known.reports, today, local=local, rulings=ruled
    )
    # A draft of what is owed no more has no form in which it could be finished or given up.
    half_written = sorted(drafts & {standing.obligation.key for standing in owed})
    for key in half_written:
        sentence = "有没写完的草稿，不会随包报送，请写完保存，不用的请放弃"
        yield known.concern(key, "draft", sentence)
    for standing in owed:
        key = standing.obligation.key
        if standing.current is None and key not in half_written:
            yield known.concern(key, "missing", "本期还没有填，请填写，或选零报告、本期无新进展等")


def _of_report(report: Report) -> Iterator[_Said]:
    """Give what has to be settled before words about it count."""
    if report.conflict:
        sentence = f"有 {len(report.heads)} 条不一致的填报，请核对后以一条为准重新填写"
        yield "conflict", sentence
    if report.state == "returned" and report.review:
        comment = one_line(str(report.review.event.body.get("comment", "")))
        yield "returned", f"信用办退回（{comment}），请更正，或写明说明"


def _of_words(
    workspace: Workspace, known: _Known, key: Key, period: str, inspector: Inspector
) -> Iterator[_Said]:
    """Give what is odd in the entries of an obligation that the next export would carry."""
    unit, item, month = key
    for head in known.reports[key].heads:
        if not _is_carried(head, month == period):
            continue
        body = head.event.body
        before = earlier_entries(known.reports, unit, item, month)
        year = workspace.programme.at(month).first_period
        before = {m: entry for m, entry in before.items() if m >= year}
        earlier = {m: entry.event.body for m, entry in before.items()}
        for finding in setbacks(workspace.programme.item_of(item, month), body, earlier):
            yield finding.kind, finding.message
        places = [(FIELD_NAMES[f], find_sensitive(str(body.get(f) or ""))) for f in TEXTS]
        for file in head.event.evidence:
            name, sha256 = one_line(str(file["name"])), str(file["sha256"])
            places.append((f"佐证材料“{_hidden(name)}”的文件名", find_sensitive(name)))
            seen = inspector.inspect(sha256, name)
            places.append((f"佐证材料“{_hidden(name)}”", list(seen.found)))
            # A colleague's files may be on the other machine, and travel from there.
            is_own = head.event.device == workspace.office.key.device
            if seen.state in _EVIDENCE and (is_own or seen.state != "missing"):
                kind, sentence = _EVIDENCE[seen.state]
                yield kind, f"佐证材料“{_hidden(name)}”{sentence}"
        yield from _exposed(places)


def _of_sayings(workspace: Workspace, unit: Unit, period: str) -> dict[Key, list[_Besides]]:
    """Return what must not travel in what goes along besides entries: plans, opinions, reasons.

    What is about no item stands under an empty one. A roster is made of telephone numbers.
    """
    office = workspace.office
    said: dict[Key, list[_Besides]] = defaultdict(list)
    for event in waiting(office, office.store.vouching(), unit.id, period):
        if event.is_entry and event.kind != "withdraw":
            continue
        ones = [one for text in _texts(event.body) for one in find_sensitive(text)]
        if event.kind == "roster":
            ones = [one for one in ones if one.kind != "mobile"]
        key = (unit.id, event.item or "", event.period or period)
        said[key] += [(event.id, one) for one in _exposed([(kind_word(event.kind), ones)])]
    return dict(said)


def _texts(body: Any) -> Iterator[str]:
    """Give every text in a body, however deep."""
    if isinstance(body, str):
        yield body
    elif isinstance(body, Mapping):
        for value in body.values():
            yield from _texts(value)
    elif isinstance(body, list):
        for value in body:
            yield from _texts(value)


def _is_carried(head: Vouched, of_this_month: bool) -> bool:
    """Tell whether the next export is about an entry: unsent, or this month's without a receipt."""
    if head.event.kind == "withdraw" or not has_content(head.event.body):
        return False
    return head.received is None if of_this_month else not head.sent and not head.by_centre


def _exposed(places: Sequence[tuple[str, Sequence[Sensitive]]]) -> Iterator[_Said]:
    """Give personal data and secrecy marks, a sentence each that names where the first ones are."""
    for kind, advice in ADVICE.items():
        found = [
            f"{place}里有{one.label}“{one.excerpt}”"
            for place, ones in places
            for one in ones
            if one.concern == kind
        ]
        if found:
            more = f"等 {len(found)} 处" if len(found) > _SHOWN else ""
            yield kind, f"{'、'.join(found[:_SHOWN])}{more}，{advice}"


def _hidden(name: str) -> str:
    """Return a file's name without the numbers in it that nobody should read here."""
    for one in reversed(find_sensitive(name)):
        if one.concern == "personal":
            name = name[: one.start] + one.excerpt + name[one.end :]
    return name


def _by_kind(said: Iterable[_Said]) -> dict[str, str]:
    """Return one sentence for each kind of concern, since each is explained once."""
    found: dict[str, list[str]] = defaultdict(list)
    for kind, sentence in said:
        if sentence not in found[kind]:
            found[kind].append(sentence)
    return {kind: "；".join(sentences) for kind, sentences in found.items()}
