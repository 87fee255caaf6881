"""An item's year: what a statement that is no version of an entry speaks of."""

from liaison_tui.journal.event import Event
from liaison_tui.journal.fold import fold
from liaison_tui.reports.timeline import Stage, Timeline
from tests.journal.speech import CENTRE, event, own
from tests.programme.plan import PLAN

MONTH = "2021-06"
UNIT, ITEM = PLAN.unit_by_id["chengjiang"], PLAN.item_by_id["T20"]


def year_of(*events: Event) -> Timeline:
    reports = {key[2]: report for key, report in fold(map(own, events)).items()}
    return Timeline(UNIT, ITEM, [Stage(MONTH, None, events)], [MONTH], [], reports)


def test_an_explanation_of_a_return_speaks_of_the_entry_and_not_of_the_return() -> None:
    entry = event()
    returned = event(
        "review", device=CENTRE, about=[entry.id], body={"decision": "return", "comment": "补充"}
    )
    explained = event(
        "explanation", about=[entry.id, returned.id], body={"concern": "returned", "text": "涉密"}
    )
    found = year_of(entry, returned, explained)
    assert found.spoken_of(explained) == [entry]
    assert found.spoken_of(returned) == [entry]


def test_a_withdrawal_speaks_of_the_version_it_took_back() -> None:
    entry = event()
    gone = event("withdraw", replaces=[entry], body={"reason": "有误"})
    assert year_of(entry, gone).spoken_of(gone) == [entry]
