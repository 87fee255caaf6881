"""The centre's first page: every unit in a row, the sums below, targets and the silent beside."""

import json
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from liaison_tui.tui.widgets.board import Board
from tests.cli.processes import run_real
from tests.tui.desks import (
    NARROW,
    ROOMY,
    WIDE,
    lines,
    make_centre,
    opened,
    press,
    screen_text,
    toasts,
    type_text,
    until,
)
from tests.tui.looking import cut, rehearsed

TALL = (160, 95)
COUNTS = {
    "应报": "owed", "按时": "on_time", "无新进展": "nothing_new", "逾期": "late", "未报": "missing",
    "退回": "returned", "通过": "accepted", "不一致": "conflicts",
}  # fmt: skip
LIGHTS = {"绿": "green", "黄": "yellow", "红": "red"}
GROUPS = ["镇街园区", "部门", "其他单位"]
NARROWED = {
    "移动公司": ["移动"],
    "ＳＨＵＩＷＵ": ["税务局", "江南水务"],
    "没有这样的单位": [],
}
# Names longer than the column, as the column shows them.
SHORT = {
    "江阴高新技术产业开发区（高新区）": "江阴高新技术产业…",
    "江阴临港经济开发区（临港开发区）": "江阴临港经济开发…",
    "江阴—靖江工业园区（靖江园区）": "江阴—靖江工业园…",
}


@pytest.fixture(autouse=True)
def _after_the_due_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """The centre of the demo, after three months."""
    return rehearsed(tmp_path) / "信用办"


def told(centre: Path, period: str) -> Any:
    """Return what the command says of the same month."""
    return json.loads(run_real(centre, "overview", "--period", period, "--json").stdout)


def table(drawn: list[str]) -> dict[str, dict[str, str]]:
    """Return the cells of every row on the screen, by the unit's name and the column's title."""
    head = next(n for n, line in enumerate(drawn) if line.startswith(" 单位"))
    titles = drawn[head].split("│")[0].split()
    starts = {title: cell_len(drawn[head][: drawn[head].index(title)]) for title in titles}
    ends = {title: start + cell_len(title) for title, start in starts.items()}
    found: dict[str, dict[str, str]] = {}
    last = next(n for n, line in enumerate(drawn) if line.startswith(" 合计"))
    for line in drawn[head + 1 : last + 1]:
        name = cut(line, 1, starts["应报"] - 1).strip()
        row, before = {}, starts["应报"]
        for title in titles[1:]:
            end = ends[title] if title != "最近报送" else starts[title] + 11
            row[title] = cut(line, before, end - before).strip()
            before = end
        if row["应报"].isdigit():
            found[name] = row
    return found


def figures(unit: dict[str, Any]) -> dict[str, str]:
    """Return what the command says of a unit as the row shows it."""
    counts = {title: str(unit[key] or "") for title, key in COUNTS.items()}
    return counts | {title: str(unit["lights"][key] or "") for title, key in LIGHTS.items()}


async def test_every_units_figures_are_those_of_the_command(centre: Path) -> None:
    async with opened(centre, TALL) as pilot:
        for period, heading in (("2021-06", "2021年6月"), ("2021-05", "2021年5月")):
            assert heading in lines(pilot.app)[0]
            answer = told(centre, period)
            rows = table(lines(pilot.app))
            owing = [unit for unit in answer["units"] if unit["owed"]]
            assert len(rows) == len(owing) + 1
            for unit in owing:
                row = rows[SHORT.get(unit["name"], unit["name"])]
                assert {key: row[key] for key in figures(unit)} == figures(unit), unit["name"]
                assert row["最近报送"] == (unit["last_bundle"] or "")[5:16].replace("T", " ")
            total = figures(answer["totals"])
            assert {key: rows["合计"][key] for key in total} == total
            await press(pilot, "f7")


async def test_the_total_is_the_sum_of_the_rows(centre: Path) -> None:
    async with opened(centre, TALL) as pilot:
        rows = table(lines(pilot.app))
        total = rows.pop("合计")
        for title in (*COUNTS, *LIGHTS):
            assert sum(int(row[title] or 0) for row in rows.values()) == int(total[title]), title
        assert int(total["按时"]) > 100
        for row in (*rows.values(), total):
            reported = sum(int(row[title] or 0) for title in ("按时", "无新进展", "逾期"))
            assert reported + int(row["未报"] or 0) == int(row["应报"])
        line = next(line for line in lines(pilot.app) if line.startswith(" 应报"))
        for title in ("按时", "无新进展", "逾期", "未报", "退回"):
            assert f"{title} {total[title]}" in line
        assert f"应报 {total['应报']} 项" in line


async def test_units_stand_in_groups_towns_first(centre: Path) -> None:
    async with opened(centre, TALL) as pilot:
        drawn = [cut(line, 0, 20).strip() for line in lines(pilot.app)]
        places = [drawn.index(group) for group in GROUPS]
        assert places == sorted(places)
        assert places[0] < drawn.index("澄江街道") < places[1] < drawn.index("财政局") < places[2]
        assert places[2] < drawn.index("供电公司") < drawn.index("合计")
        assert [drawn[place - 1] for place in places[1:]] == ["", ""]


async def test_the_heading_counts_who_was_heard_and_what_waits(centre: Path) -> None:
    async with opened(centre, WIDE) as pilot:
        units = [unit for unit in told(centre, "2021-06")["units"] if unit["owed"]]
        heard = sum(unit["reported"] > 0 for unit in units)
        first = lines(pilot.app)[0]
        assert first.startswith(" 信用办（汇总端）  2021年6月")
        assert first.endswith(f"已收 {heard} / {len(units)} 家")
        assert "7月5日截止" in first
        assert "填报不一致 1" in first
        assert "待核验 1 家" in first


async def test_words_narrow_the_list_by_name_and_by_alias_and_leave_the_total(
    centre: Path,
) -> None:
    async with opened(centre, ROOMY) as pilot:
        board = pilot.app.screen.query_one(Board)
        whole, total = board.keys, table(lines(pilot.app))["合计"]
        for typed, names in NARROWED.items():
            await press(pilot, "f3")
            await type_text(pilot, typed)
            rows = table(lines(pilot.app))
            assert rows.pop("合计") == total
            assert (typed, list(rows)) == (typed, names)
            assert ("没有符合的单位。" in screen_text(pilot.app)) == (not names)
            await press(pilot, "escape")
            assert board.keys == whole
            assert board.has_focus


async def test_enter_in_the_words_goes_to_the_list_and_the_next_opens_the_unit(
    centre: Path,
) -> None:
    async with opened(centre, ROOMY) as pilot:
        await press(pilot, "slash")
        await type_text(pilot, "青阳")
        await press(pilot, "enter", "enter")
        assert lines(pilot.app)[0].startswith(" 青阳镇  2021年6月")


@pytest.mark.long
async def test_f7_and_f8_turn_the_month_and_stop_at_the_first(centre: Path) -> None:
    async with opened(centre, ROOMY) as pilot:
        seen = []
        for key in ("f7", "left_square_bracket", "f7", "f8", "right_square_bracket"):
            await press(pilot, key)
            seen.append(lines(pilot.app)[0].split()[1])
        assert seen == ["2021年5月", "2021年4月", "2021年4月", "2021年5月", "2021年6月"]
        assert toasts(pilot.app) == ["2021年4月已经是本年度最早一期。"]


@pytest.mark.long
async def test_beside_the_list_stand_the_targets_and_who_is_silent(centre: Path) -> None:
    answer = told(centre, "2021-06")
    async with opened(centre, WIDE) as pilot:
        aside = [line.split("│")[-1].strip() for line in lines(pilot.app)]
    targets = [q for q in answer["quantities"] if q["target"] is not None]
    assert len(targets) >= 4
    for q in targets:
        assert f"{q['label']}  {q['sum'] or 0} / {q['target']} {q['unit']}" in aside
    held = aside[aside.index("已送达，待核验（F6） 1 家") + 1]
    assert held == "公安局"
    silent = [u["name"] for u in answer["units"] if u["owed"] and not u["reported"]]
    silent.remove(held)
    title = aside.index(f"还没有报送 {len(silent)} 家")
    assert "".join(aside[title + 1 :]).startswith("、".join(silent))


@pytest.mark.long
async def test_at_80_columns_f2_changes_between_the_list_and_what_stands_beside_it(
    centre: Path,
) -> None:
    async with opened(centre, NARROW) as pilot:
        drawn = lines(pilot.app)
        rows = table(drawn)
        assert rows["澄江街道"]["应报"] == "33"
        assert [title for title in ("应报", "按时", "未报", "绿", "黄", "红") if title in
                rows["澄江街道"]] == ["应报", "按时", "未报", "绿", "黄", "红"]  # fmt: skip
        assert "目标完成" not in screen_text(pilot.app)
        await press(pilot, "f2")
        assert "目标完成" in screen_text(pilot.app)
        assert "还没有报送 52 家" in screen_text(pilot.app)
        assert "合计" not in screen_text(pilot.app)
        await press(pilot, "f2")
        assert lines(pilot.app) == drawn
        await press(pilot, "f2", "escape")
        assert lines(pilot.app) == drawn


@pytest.mark.long
@pytest.mark.parametrize(
    ("today", "month"),
    [("2021-06-15", "2021年5月"), ("2021-07-08", "2021年6月"), ("2021-01-04", "2021年4月")],
)
async def test_it_opens_on_the_month_whose_due_day_is_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, today: str, month: str
) -> None:
    monkeypatch.setenv("LIAISON_TODAY", today)
    async with opened(make_centre(tmp_path), NARROW) as pilot:
        assert lines(pilot.app)[0].split()[1] == month


@pytest.mark.long
async def test_before_anything_came_every_unit_is_named_as_silent(tmp_path: Path) -> None:
    async with opened(make_centre(tmp_path), WIDE) as pilot:
        assert "已收 0 / 63 家" in lines(pilot.app)[0]
        assert "还没有报送 63 家" in screen_text(pilot.app)
        assert table(lines(pilot.app))["合计"]["未报"] == table(lines(pilot.app))["合计"]["应报"]


@pytest.mark.long
async def test_what_a_command_has_written_meanwhile_appears_where_one_stands(
    centre: Path,
) -> None:
    async with opened(centre, ROOMY) as pilot:
        await press(pilot, "down", "down")
        before = table(lines(pilot.app))["南闸街道"]
        done = run_real(
            centre, "record", "T20", "--unit", "南闸街道", "--period", "2021-06", "--text",
            "电话补报。", "--channel", "telephone", "--informant", "王芳",
        )  # fmt: skip
        assert done.returncode == 0
        await until(pilot, lambda: table(lines(pilot.app))["南闸街道"] != before)
        row = table(lines(pilot.app))["南闸街道"]
        assert (row["逾期"], row["未报"]) == ("1", "32")
        assert pilot.app.screen.query_one("#units", Board).cursor_key == "yunting"
