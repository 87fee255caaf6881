"""The dashboard: who is ranked and how, what it counts, and that no text becomes markup."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser

import pytest

from liaison_tui.papers.dashboard.page import html
from liaison_tui.papers.markup import Markup, joined, tag
from liaison_tui.reports.dashboard import Dashboard
from tests.papers.boards import AFTER, BEFORE, HOSTILE, IN_TIME, LATE, board, entries
from tests.papers.boards import hostile_programme as hostile
from tests.programme.plan import PLAN

TOWN, OTHER = "chengjiang", "huashi"


def places(found: Dashboard) -> list[tuple[int, str]]:
    return [(place.place, place.unit.id) for place in found.ranking]


def test_units_are_ranked_by_what_came_in_time_and_equals_share_a_place() -> None:
    found = board(
        entries(
            (TOWN, "T20", IN_TIME, {"text": "已走访"}),
            (TOWN, "T21", IN_TIME, {"text": "已开会"}),
            (OTHER, "T20", IN_TIME, {"nothing": "no-progress"}),
            ("qingyang", "T20", LATE, {"text": "迟了"}),
        )
    )
    first, second, third, fourth, fifth = places(found)[:5]
    assert (first, second, third) == ((1, TOWN), (2, OTHER), (3, "qingyang"))
    assert fourth[0] == fifth[0] == 4


def test_only_units_that_are_assessed_and_may_be_circulated_are_named_in_the_ranking() -> None:
    found = board({})
    assert {name for _, name in places(found)} == {
        row.unit.id for row in found.heat.rows if row.unit.assessed and row.unit.circulated
    }
    assert "fayuan" not in {name for _, name in places(found)}
    assert len(found.ranking) < len(found.heat.rows)


def test_before_the_due_day_nobody_is_ranked_and_it_is_said() -> None:
    found = board(entries((TOWN, "T20", IN_TIME, {"text": "已走访"})), BEFORE)
    assert found.ranking == []
    assert "还没有截止，不排名" in html(found)


def test_a_month_whose_lights_are_not_on_has_no_red_in_the_trend() -> None:
    assert ">红 0</text>" not in html(board({}, BEFORE))
    assert f">红 {board({}).heat.totals['lights']['red']}</text>" in html(board({}))


def test_a_unit_whose_file_waits_to_be_confirmed_has_no_place_and_is_marked() -> None:
    found = replace(board({}), waiting=frozenset((TOWN,)))
    assert TOWN not in {name for _, name in places(found)}
    assert "澄江街道（待核验）" in html(found)
    assert "另有 14 家不参加排名（含已送达、待核验的）" in html(found)


def test_what_was_given_more_time_is_held_against_nobody_before_its_own_day() -> None:
    found = board(entries((TOWN, "T20", IN_TIME, {"text": "已办"})))
    [row] = [row for row in found.heat.rows if row.unit.id == TOWN]
    longer = {
        name: replace(cell, obligation=replace(cell.obligation, due=date(2021, 7, 20)))
        for name, cell in row.cells.items()
        if name != "T20"
    }
    rows = [replace(row, cells={**row.cells, **longer})]
    [place] = replace(found, heat=replace(found.heat, rows=rows)).ranking
    assert place.counts["owed"] == 1
    assert place.in_time == Fraction(1)


def test_areas_share_the_months_items_and_their_counts_add_up() -> None:
    found = board(entries((TOWN, "T20", LATE, {"text": "迟了"})))
    assert [item for _, items in found.areas for item in items] == list(found.heat.items)
    counts = [found.counts_in(items) for _, items in found.areas]
    for key in ("owed", "late", "missing"):
        assert sum(count[key] for count in counts) == found.heat.totals[key]


def test_sums_stand_beside_their_targets_and_an_even_schedule() -> None:
    said = {"quantities": {"certified": "30"}, "text": "贯标"}
    written = html(board(entries((TOWN, "T20", IN_TIME, said))))
    assert "30 家" in written
    assert "20%" in written
    assert "序时进度（50%，通知未规定）" in written


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_hostile_texts_are_text_in_every_place() -> None:
    written = html(board({}, programme=hostile()))
    reader = _Reader()
    reader.feed(written)
    assert reader.tags.count("script") == 1
    assert "img" not in reader.tags
    assert not {name for name in reader.attributes if name.startswith("on") or name == "style"}
    assert reader.text.count("<script>alert(1)</script>") >= 3
    assert not {"\x07", "\u202e"} & set(written)


def test_the_policy_allows_its_own_style_and_script_by_hash_and_nothing_else() -> None:
    written = html(board({}))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', written)
    assert policy is not None
    allowed = policy[1].replace("&#x27;", "'")
    for name in ("style", "script"):
        found = re.search(rf"<{name}>(.*?)</{name}>", written, re.DOTALL)
        assert found is not None
        digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in allowed
    assert allowed.startswith("default-src 'none'; ")
    assert "unsafe" not in allowed
    for reference in ("src=", "href=", "url(", "@import", "http:", "https:"):
        assert reference not in written


def test_the_script_is_plain_enough_for_old_browsers() -> None:
    script = re.search(r"<script>(.*?)</script>", html(board({})), re.DOTALL)
    assert script is not None
    for new in ("=>", "`", "let ", "const ", "...", "?."):
        assert new not in script[1]


@pytest.mark.parametrize("child", [HOSTILE, [HOSTILE], [[HOSTILE]]])
def test_whatever_is_not_markup_is_escaped(child: str) -> None:
    written = tag("p", child, title=HOSTILE)
    assert written.count("<") == 2
    assert joined([written, "<"]) == Markup(f"{written}&lt;")


def test_a_dashboard_of_a_month_nobody_owes_is_no_error() -> None:
    found = board({}, AFTER)
    empty = Dashboard(
        PLAN, type(found.heat)("2021-06", found.heat.due, [], []), [], [], found.at, AFTER
    )
    assert "没有参加排名的单位" in html(empty)
