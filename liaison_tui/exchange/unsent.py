"""What an office has not sent yet: the events that wait, and the submissions they would make."""

from collections.abc import Iterable, Sequence

from liaison_tui.exchange.office import Office
from liaison_tui.journal import plan_version
from liaison_tui.journal.event import Event
from liaison_tui.journal.ids import EVERY_UNIT
from liaison_tui.journal.submission import Submission
from liaison_tui.journal.vouching import Vouching
from liaison_tui.programme.model import Programme
from liaison_tui.storage.store import Selection


def waiting(
    office: Office, vouching: Vouching, unit: str, period: str, plan: Programme | None = None
) -> list[Event]:
    """Return the events we have not sent yet about a unit, up to a month: the next export's.

    Those under a year's plan, where left out that of the month.
    """
    plan = plan or office.plan_of(period)
    chain = office.chain_of(unit, plan.id)
    sent = {name for s in vouching.submissions if s.chain == chain for name in s.events}
    about = Selection(units=frozenset((unit, EVERY_UNIT)))
    said = [e for e, _ in office.store.events(about) if e.programme_id == plan.id]
    ours = [
        event
        for event in said
        if event.id not in sent
        and event.device == office.key.device
        and office.may_speak_of(event, unit)
    ]
    struck = _struck_out(ours, said)
    return [
        event
        for event in ours
        if event.id not in struck and (event.period is None or event.period <= period)
    ]


def next_submissions(
    office: Office, vouching: Vouching, unit: str, period: str, plan: Programme
) -> list[Submission]:
    """Number and sign what we have not sent yet about a unit, up to a month, under a year's plan.

    New versions of the plan go first, in a submission under the version before them: whoever reads
    it has them then, and can read what was written under them. None of it is kept yet: what could
    not be written out has not been sent.
    """
    unsent = waiting(office, vouching, unit, period, plan)
    plans = [event for event in unsent if event.kind == plan_version.KIND]
    said = [event for event in unsent if event.kind != plan_version.KIND]
    to = unit if office.is_centre else office.centre
    newest = vouching.newest(office.chain_of(unit, plan.id))
    found = []
    for events, programme in ((plans, _before(plan, plans)), (said, plan)):
        if events:
            evidence = {e["sha256"]: e["size"] for event in events for e in event.evidence}
            newest = office.sign(
                unit, events, evidence, to=to, period=period, newest=newest, programme=programme
            )
            found.append(newest)
    return found


def _before(plan: Programme, sent: Iterable[Event]) -> Programme:
    """Return the newest version of a plan that is not among those being sent."""
    names = {plan_version.name_in(event) for event in sent}
    return next((p for p in plan.versions if p.name not in names), plan)


def _struck_out(ours: Sequence[Event], said: Iterable[Event]) -> set[str]:
    """Return what was replaced before it was ever sent, and what speaks of that alone."""
    subjects = {event.id: (event.unit, event.subject) for event in ours}
    struck = {
        name for e in said for name in e.replaces if subjects.get(name) == (e.unit, e.subject)
    }
    return struck | {e.id for e in ours if e.about and set(e.about) <= struck}
