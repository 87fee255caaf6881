"""A unit's objection to its own score (申诉), within the days the centre has set."""

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.journal import approved_score
from liaison_tui.journal.concern import EXPLANATION, MAX_EXPLANATION
from liaison_tui.journal.event import Event
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.programme.model import Unit
from liaison_tui.statements.saying import say, unit_office
from liaison_tui.text import sanitise
from liaison_tui.workspace import Workspace


def object_to(
    workspace: Workspace, unit: Unit, name: str, text: str, *, instead_of: str | None = None
) -> Event:
    """Keep what a unit objects to a score of its own; `name` is its id, or its span, `2021-Q2`.

    It takes the place of what it has objected and was not answered yet. Raises Refused without
    words, without an approved score, after its last day, and where another objection stands than
    the one a page has shown, `instead_of` which this is written.
    """
    office = unit_office(workspace)
    clean = sanitise(text).strip()
    if not clean:
        raise Refused("申诉是空的", "请写明哪一项不对，实际情况怎样")
    if len(clean) > MAX_EXPLANATION:
        raise Refused(f"申诉有 {len(clean)} 字，超过 {MAX_EXPLANATION} 字的上限", "请改短后再写")
    with office.writing():
        said = _score(workspace, unit, name)
        span, until = said.body["span"], str(said.body["until"])
        if clock.today().isoformat() > until:
            raise Refused(f"申诉期到 {until} 为止，已经过了", "仍有疑问的请联系信用办")
        answered = {a.get("objection") for a in approved_score.answers_of(said)}
        former = [
            s
            for s in workspace.explained(unit, approved_score.KIND)
            if s.event.body.get("span") == span and s.event.id not in answered
        ]
        standing = former[-1].event.body.get("text") if former else ""
        if instead_of is not None and standing != instead_of:
            raise Refused("在别处刚写了另一份申诉，没有保存", "请返回看过再写")
        return say(
            office,
            office.new_event(
                EXPLANATION,
                unit=unit.id,
                replaces=replaced_by_next(former),
                about=[said.id],
                body={"kind": approved_score.KIND, "span": span, "text": clean},
            ),
        )


def _score(workspace: Workspace, unit: Unit, name: str) -> Event:
    for said in reversed(workspace.ruled([unit.id], approved_score.KIND)):
        event = said.event
        if name in (event.id, event.body["span"]) and not event.body.get("withdrawn"):
            return event
    raise Refused("没有收到这个时段的得分", "请汇入信用办的回执包后再看")
