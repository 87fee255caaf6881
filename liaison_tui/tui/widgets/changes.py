"""What differs between two versions of an entry, as paragraphs: each field, before and after.

What came is underlined and what went is struck out, so that both can be told without colour too.
Plain drawing puts them in brackets instead: some terminals draw neither.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from liaison_tui.journal.differences import Change, Kind, Run, body_changes
from liaison_tui.programme.model import Item
from liaison_tui.reports import wording
from liaison_tui.text import one_line, sanitise
from liaison_tui.tui.widgets.prose import Paragraph, Span

_STYLES: dict[Kind, str] = {"added": "underline $primary", "removed": "strike $quiet", "equal": ""}
_BRACKETS = {"added": "【+{}】", "removed": "【-{}】", "equal": "{}"}
# How much of what stayed is shown on either side of a change.
_AROUND = 24
_LEFT_OUT = "……"
_TO, _PLAIN_TO = " → ", " 改为 "
_LINE_END = "（换行）"
_UNSAID = "未填"
_SAME = "两版内容相同。"
_WORDS: dict[str, Callable[[Any], str]] = {
    "status": lambda status: wording.STATUSES.get(status, ""),
    "percent": lambda percent: f"{percent}%",
    "nothing": lambda nothing: wording.NOTHINGS.get(nothing, ""),
    "channel": lambda channel: wording.CHANNELS.get(channel, ""),
}


def difference(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    item: Item | None,
    *,
    plain: bool = False,
) -> Iterator[Paragraph]:
    """Give what differs between the bodies of two entries, each field beside its name.

    Where nothing differs, one sentence that says so. `item` names the measures.
    """
    found = body_changes(before, after)
    for change in found:
        yield from _paragraphs(change, item, plain=plain)
    if not found:
        yield Paragraph(_SAME, style="$quiet")


def marked(runs: Sequence[Run], label: str = "", *, plain: bool = False) -> Paragraph:
    """Return runs as one text with what came and what went marked.

    Of what stayed only what stands near a change is left; a line end that came or went is named.
    """
    text, spans = "", []
    for number, run in enumerate(runs):
        part = sanitise(run.text)
        if run.kind == "equal":
            part = _near_changes(part, is_first=number == 0, is_last=number == len(runs) - 1)
        else:
            part = part.replace("\n", f"{_LINE_END}\n" if run.kind == "added" else _LINE_END)
        if plain:
            part = _BRACKETS[run.kind].format(part)
        elif run.kind != "equal":
            spans.append(Span(len(text), len(text) + len(part), _STYLES[run.kind]))
        text += part
    return Paragraph(text, label, spans=tuple(spans))


def _paragraphs(change: Change, item: Item | None, *, plain: bool) -> Iterator[Paragraph]:
    to = _PLAIN_TO if plain else _TO
    if change.runs:
        yield marked(change.runs, change.name, plain=plain)
    elif change.field == "evidence":
        went = [Run("removed", one_line(str(file["name"]))) for file in change.before or ()]
        came = [Run("added", one_line(str(file["name"]))) for file in change.after or ()]
        for number, run in enumerate([*went, *came]):
            yield marked([run], " " if number else change.name, plain=plain)
    elif change.field == "quantities":
        was, now = change.before or {}, change.after or {}
        for key in {**was, **now}:
            measure = item.measure(key) if item else None
            name, unit = (measure.label, f" {measure.unit}") if measure else (one_line(key), "")
            numbers = [f"{n[key]}{unit}" if key in n else _UNSAID for n in (was, now)]
            yield Paragraph(f"{name} {to.join(numbers)}", change.name)
    else:
        sides = change.before, change.after
        said = [_UNSAID if side is None else _WORDS[change.field](side) for side in sides]
        yield Paragraph(to.join(said), change.name)


def _near_changes(text: str, *, is_first: bool, is_last: bool) -> str:
    """Return what of an unchanged stretch stands next to a change; at an end it has one side."""
    head, tail = "" if is_first else text[:_AROUND], "" if is_last else text[-_AROUND:]
    if len(head) + len(tail) + len(_LEFT_OUT) >= len(text):
        return text
    return f"{head}{_LEFT_OUT}{tail}"
