"""Scores: exact, between 0 and 100, rescaled where something cannot be counted, fair."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib.resources import files
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from liaison_tui.journal.event import Event
from liaison_tui.journal.fold import fold
from liaison_tui.journal.scores import WHOLE, Lost, Score, places, rounded, score
from liaison_tui.journal.standing import standings
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.model import Unit
from liaison_tui.programme.names import find_unit
from liaison_tui.programme.obligations import obligations
from liaison_tui.programme.scoring import FILE, SIDES, read_scoring
from tests.journal.speech import CENTRE, central, event, own
from tests.programme.plan import PLAN

RULES = read_scoring(files("liaison_tui.programme").joinpath(FILE).read_bytes())
TOWN, BUREAU = find_unit(PLAN, "chengjiang"), find_unit(PLAN, "fagaiwei")
JUNE, AFTER, BEFORE = "2021-06", date(2021, 7, 8), date(2021, 7, 5)
IN_TIME, LATE = "2021-07-05T16:00:00+08:00", "2021-07-06T09:00:00+08:00"
ITEMS = [o.item.id for o in obligations(PLAN, TOWN, JUNE)]
FULL_WITHOUT_INDICATORS = {
    "timeliness": 2778, "completeness": 2222, "first_pass": 1667, "progress": 3333,
}  # fmt: skip


def entry(item: str, unit: Unit = TOWN, received: str = IN_TIME, **body: Any) -> Vouched:
    said = body or {"text": "已走访企业"}
    return own(event(unit=unit.id, item=item, body=said), received)


def judged(said: Vouched, decision: str = "accept", nonce: int = 0, **more: Any) -> Vouched:
    judgement = event(
        "review", unit=said.event.unit, device=CENTRE, item=said.event.item, nonce=nonce,
        about=[said.event.id], body={"decision": decision, "comment": "请补充"}, **more,
    )  # fmt: skip
    return central(judgement)


def scored(
    said: Sequence[Vouched] = (), unit: Unit = TOWN, today: date = AFTER, **more: Any
) -> Score:
    owed = standings(PLAN, unit, [JUNE], fold(said), today)
    return score(RULES, unit, owed, today, **more)


def points(found: Score) -> dict[str, int]:
    return {part.key: part.points for part in found.parts}


def everything(unit: Unit = TOWN, **body: Any) -> list[Vouched]:
    owed = [o.item.id for o in obligations(PLAN, unit, JUNE)]
    entries = [entry(item, unit, **body) for item in owed]
    return [*entries, *(judged(each) for each in entries)]


def adjustment(sort: str, number: str, nonce: int = 0) -> Event:
    body = {"sort": sort, "points": number, "reason": "事由", "basis": "依据"}
    return event("deduction", device=CENTRE, item=None, body=body, nonce=nonce)


def test_a_town_of_common_items_alone_has_100_where_all_came_in_time_and_passed() -> None:
    found = scored(everything())
    assert {line.side for part in found.parts for line in part.lines} == {"common"}
    assert points(found) == FULL_WITHOUT_INDICATORS
    assert found.total == found.base == WHOLE


def test_a_bureau_with_both_kinds_of_items_weighs_them_seven_to_three() -> None:
    owed = {o.item.id: RULES.side(o.via) for o in obligations(PLAN, BUREAU, JUNE)}
    assert set(owed.values()) == set(SIDES)
    only = {
        side: scored([entry(i, BUREAU) for i, its in owed.items() if its == side], BUREAU)
        for side in SIDES
    }
    for side, tenths in (("common", 7), ("specific", 3)):
        got = points(only[side])["timeliness"]
        assert got == rounded(Fraction(full(only[side]) * tenths, 10))


def full(found: Score) -> int:
    part = found.part("timeliness")
    assert part is not None
    return part.full


def test_what_nobody_has_judged_is_no_part_and_the_others_are_rescaled() -> None:
    found = scored([entry(item) for item in ITEMS])
    assert set(points(found)) == {"timeliness", "completeness", "progress"}
    assert found.total == sum(part.full for part in found.parts) == WHOLE


def test_indicators_count_where_points_are_known_and_never_as_nothing_where_they_are_not() -> None:
    half = scored(everything(), lost=Lost(Decimal("4.5"), Decimal(9)))
    assert points(half)["indicators"] == 500
    assert half.total == 9500
    assert scored(everything()).part("indicators") is None
    assert scored(everything(), lost=Lost(Decimal(12), Decimal(9))).total == 9000


def test_nothing_counts_before_its_due_day_has_passed() -> None:
    found = scored([entry(item) for item in ITEMS], today=BEFORE)
    assert (found.parts, found.base, found.total) == ((), None, None)
    assert scored(lost=Lost(Decimal(0), Decimal(9)), today=BEFORE).total is None


def test_what_is_late_missing_empty_or_returned_loses_what_the_rules_say_and_why_is_told() -> None:
    late, empty, back, gone = ITEMS[:4]
    returned = entry(back)
    said = [
        entry(late, received=LATE), entry(empty, nothing="no-progress"), returned,
        judged(returned, "return"), *(entry(item) for item in ITEMS[4:]),
    ]  # fmt: skip
    found = scored(said)
    short = {
        part.key: {line.item: (line.credit, line.why) for line in part.lines if line.credit < 100}
        for part in found.parts
    }
    assert short == {
        "timeliness": {late: (50, "late"), gone: (0, "missing")},
        "completeness": {
            empty: (60, "no-progress"), back: (50, "returned"), gone: (0, "missing"),
        },
        "first_pass": {back: (0, "returned")},
        "progress": {late: (60, "yellow"), back: (60, "yellow"), gone: (0, "red")},
    }  # fmt: skip
    lines = {line.item: line for part in found.parts for line in part.lines}
    assert returned.event.id in lines[back].entries


def test_accepted_after_a_return_is_not_at_once_unless_the_return_was_taken_back() -> None:
    first = entry(ITEMS[0])
    returned = judged(first, "return")
    corrected = own(
        event(item=ITEMS[0], replaces=[first.event], body={"text": "已补充"}, nonce=1), IN_TIME
    )
    after = scored([first, returned, corrected, judged(corrected)])
    assert points(after)["first_pass"] == 0
    taken_back = central(
        event("review", device=CENTRE, item=ITEMS[0], nonce=2, replaces=[returned.event],
              about=[returned.event.id], body={"withdrawn": True})
    )  # fmt: skip
    cleared = scored([first, returned, taken_back, corrected, judged(corrected)])
    assert points(cleared)["first_pass"] == FULL_WITHOUT_INDICATORS["first_pass"]


def test_what_does_not_apply_is_left_out_once_the_centre_has_confirmed_it() -> None:
    claimed = entry(ITEMS[0], nothing="not-applicable")
    rest = [entry(item) for item in ITEMS[1:]]
    assert len(scored([claimed, *rest]).parts[0].lines) == len(ITEMS)
    assert len(scored([claimed, judged(claimed), *rest]).parts[0].lines) == len(ITEMS) - 1


def test_bonus_and_deduction_count_up_to_their_most_and_never_below_nothing() -> None:
    whole = everything()
    some = [adjustment("bonus", "1.5"), adjustment("deduction", "0.25", 1)]
    found = scored(whole, adjustments=some)
    assert (found.bonus, found.deduction, found.base, found.total) == (150, 25, 10_000, 10_125)
    most = scored(whole, adjustments=[adjustment("bonus", "4", n) for n in range(3)])
    assert most.total == 10_500
    assert scored([], adjustments=[adjustment("deduction", "50")]).total == 0


def test_equal_totals_share_a_place() -> None:
    assert places({"a": 900, "b": 1000, "c": 900, "d": 1}) == {"a": 2, "b": 1, "c": 2, "d": 4}


def test_a_half_is_rounded_up() -> None:
    assert [rounded(Fraction(n, 2)) for n in (0, 1, 2, 3)] == [0, 1, 1, 2]


WORDS = st.sampled_from(["full", "late", "no-progress", "completed", "returned", "accepted"])
MONTHS = st.dictionaries(st.sampled_from(ITEMS), WORDS)


def said_of(month: Mapping[str, str]) -> list[Vouched]:
    said = []
    for item, word in sorted(month.items()):
        received = LATE if word == "late" else IN_TIME
        if word in ("no-progress", "completed"):
            one = entry(item, received=received, nothing=word)
        else:
            one = entry(item, received=received)
        said.append(one)
        if word in ("returned", "accepted"):
            said.append(judged(one, "return" if word == "returned" else "accept"))
    return said


@given(MONTHS, st.randoms())
def test_a_score_lies_between_0_and_100_is_the_sum_of_its_parts_and_hangs_on_no_order(
    month: Mapping[str, str], random: Any
) -> None:
    said = said_of(month)
    found = scored(said)
    assert found.base is not None
    assert 0 <= found.base <= WHOLE
    assert sum(part.full for part in found.parts) == WHOLE
    assert all(0 <= part.points <= part.full for part in found.parts)
    random.shuffle(said)
    assert scored(said) == found


@given(MONTHS, st.sampled_from(ITEMS))
def test_a_report_in_time_never_lowers_a_score_but_by_rounding(
    month: Mapping[str, str], item: str
) -> None:
    before = {name: word for name, word in month.items() if name != item}
    less, more, most = (
        scored(said_of({**before, **add})).total for add in ({}, {item: "full"}, {item: "accepted"})
    )
    assert less is not None
    assert more is not None
    assert most is not None
    rounding = 3
    assert less <= more
    assert more <= most + rounding
    late = scored(said_of({**before, item: "late"})).total
    assert late is not None
    assert less <= late <= more
