"""What a look before an export (核对) may find, and how a unit explains what it leaves as it is.

An explanation holds for the entry it names, and what else it names: newer words ask again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from liaison_tui.journal.entry import Finding
from liaison_tui.journal.event import Event

Severity = Literal["must", "look"]
# must: somebody has to do something before this goes out; look: likely right, but odd.
SEVERITIES: dict[str, Severity] = {
    "secret": "must", "personal": "must", "returned": "must", "conflict": "must",
    "evidence-changed": "must", "evidence-missing": "must", "unapproved": "must", "draft": "must",
    "missing": "must",
    "fell": "look", "percent-back": "look", "unchanged": "look", "evidence-unreadable": "look",
}  # fmt: skip
# What no explanation stands for, and what does.
_UNEXPLAINED = {"unapproved": "未经审签的不能用说明代替，请办审签"}
EXPLANATION = "explanation"
MAX_EXPLANATION = 2_000


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing to see to before an export, of an item and month: what it is and what to do.

    `item` is None where it is about the whole. `explanation` is what the unit has said of it,
    `about` the ids that an explanation names: `Report.to_explain`, and what else it was found in.
    """

    item: str | None
    period: str
    kind: str
    message: str
    explanation: str = ""
    about: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """Whether something has to be done, or a look is enough."""
        return SEVERITIES[self.kind]

    @property
    def why_not_explained(self) -> str:
        """Why nobody can explain it, in Chinese; empty where one can."""
        why = why_not_explained(self.kind)
        return why or ("" if self.item else "不属于哪一项，不能写说明，请删改后再报")

    @property
    def explained(self) -> bool:
        """Whether the unit has said why it is as it is."""
        return bool(self.explanation)


def why_not_explained(kind: str) -> str:
    """Return why no explanation stands for a kind of concern, in Chinese; empty where one does."""
    return _UNEXPLAINED.get(kind, "")


def wrong_explanation(body: Mapping[str, Any]) -> list[Finding]:
    """Return what is wrong in the body of an explanation.

    One that names no kind of concern is another program's, and is left as it is; so is a kind that
    a later version may know.
    """
    if "kind" not in body:
        return []
    kind, text = body["kind"], body.get("text")
    found = []
    if not isinstance(kind, str) or not kind or len(kind) > 32:
        found.append(Finding("kind", "unknown-value", "所说明的问题写法不对"))
    if not isinstance(text, str) or not text.strip():
        found.append(Finding("text", "empty", "说明是空的"))
    elif len(text) > MAX_EXPLANATION:
        sentence = f"说明有 {len(text)} 字，超过 {MAX_EXPLANATION} 字的上限"
        found.append(Finding("text", "too-long", sentence))
    return found


def explanations_of(kind: str, events: Iterable[Event]) -> list[Event]:
    """Return the explanations of a kind of concern that no later one replaces, oldest first.

    Nobody replaces what another unit has said, or what was said of another obligation.
    """
    said = [event for event in events if event.kind == EXPLANATION]
    replaced = {(e.unit, e.subject, name) for e in said for name in e.replaces}
    found = [
        e for e in said if e.body.get("kind") == kind and (e.unit, e.subject, e.id) not in replaced
    ]
    return sorted(found, key=lambda event: (event.at, event.id))


def explanation_of(kind: str, about: Sequence[str], events: Iterable[Event]) -> str:
    """Return what was said of a concern, where it is about these (`Concern.about`); or nothing.

    Of an obligation without an entry an explanation names none. One that is about more holds too:
    what has gone out is found no more.
    """
    wanted = set(about)
    holding = [
        e
        for e in explanations_of(kind, events)
        if wanted == set(e.about) or (wanted and wanted <= set(e.about))
    ]
    text = holding[-1].body.get("text") if holding else None
    return text if isinstance(text, str) else ""
