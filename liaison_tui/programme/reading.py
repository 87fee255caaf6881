"""From the text of a programme file to a Programme, or to the list of all that is wrong with it."""

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from typing import get_args

from liaison_tui.errors import LiaisonError
from liaison_tui.programme.consistency import check_consistency
from liaison_tui.programme.ids import KEY, SLUG
from liaison_tui.programme.locating import locate
from liaison_tui.programme.model import (
    ActivitySort,
    Alternative,
    Area,
    Assignment,
    Calendar,
    Cycle,
    Deduction,
    Group,
    Heading,
    Item,
    Light,
    LightRules,
    Measure,
    Programme,
    Reports,
    Rule,
    SharedPoints,
    Unit,
)
from liaison_tui.programme.tables import Problem, Problems, Table

_CYCLES = get_args(Cycle)
_LIGHTS = get_args(Light)
_MAX_BYTES = 4 * 1024 * 1024
_ITEM_ID = re.compile(r"[TI]\d{2}")


class BrokenProgramme(LiaisonError):
    """A programme file that cannot be used; `problems` has everything wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        super().__init__(
            f"年度工作意见文件有 {len(problems)} 处问题，"
            f"第 {first.line} 行 {first.key}：{first.message}",
            "用 liaison programme check 文件 查看全部问题",
        )
        self.problems = problems


def read_programme(data: bytes) -> Programme:
    """Return the programme in the bytes of a TOML file.

    Raises BrokenProgramme with every problem, each with line and key.
    """
    text, table = parse_toml(data)
    problems = Problems(locate(text))
    programme = _programme(Table(table, (), problems), hashlib.sha256(data).hexdigest())
    check_consistency(programme, problems)
    if problems.found:
        raise BrokenProgramme(sorted(problems.found, key=lambda p: p.line))
    return programme


def parse_toml(data: bytes) -> tuple[str, dict[str, object]]:
    """Return the text of a TOML file and what it says; raises BrokenProgramme, with the line."""
    if len(data) > _MAX_BYTES:
        raise BrokenProgramme([Problem(1, "（文件）", "文件超过 4 MB，不是年度工作意见文件")])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BrokenProgramme([Problem(line, "（文件）", "不是 UTF-8 编码")]) from None
    try:
        return text, tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        lines = text.split("\n")
        key = lines[min(line, len(lines)) - 1].split("=")[0].strip() or "（文件）"
        raise BrokenProgramme([Problem(line, key, "写法不合 TOML 格式，无法读下去")]) from None


def _programme(top: Table, sha256: str) -> Programme:
    if top.integer("format", 1, 1) != 1:
        top.wrong("format", "只认得第 1 版格式")
    centre, due, calendar = top.table("centre"), top.table("due"), top.table("calendar")
    cycles = top.table("cycles")
    usual = {
        "task": cycles.choice("tasks", _CYCLES, "quarter"),
        "indicator": cycles.choice("indicators", _CYCLES, "month"),
    }
    programme = Programme(
        id=_id(top, "id", SLUG),
        version=top.integer("version", 1, 9999),
        sha256=sha256,
        title=top.text("title"),
        document=top.text("document", ""),
        issuer=top.text("issuer", ""),
        issued=top.optional_day("issued"),
        in_force_from=top.month("from"),
        first_period=top.month("first_period"),
        last_period=top.month("last_period"),
        prefixes=top.texts("prefixes"),
        centre_id=_id(centre, "id", SLUG),
        centre_name=centre.text("name"),
        due_day=due.integer("day", 1, 28),
        calendar=Calendar(calendar.days("days_off"), calendar.days("working_weekends")),
        lights=_lights(top.table("lights")),
        areas=top.each("areas", _area),
        headings=top.each("headings", _heading),
        items=top.each("items", lambda table: _item(table, usual)),
        units=top.each("units", _unit),
        groups=top.each("groups", _group),
        assignments=top.each("assign", _assignment),
        shared_points=top.each("shared_points", _shared_points),
    )
    for table in (centre, due, calendar, cycles, top):
        table.done()
    return programme


def _id(table: Table, key: str, pattern: re.Pattern[str]) -> str:
    value = table.text(key)
    if value and not pattern.fullmatch(value):
        table.wrong(key, f"“{value}”不能作编号")
    return value


def _lights(table: Table) -> LightRules:
    rules = LightRules(
        schedule_from=table.month("schedule_from"),
        schedule_to=table.month("schedule_to"),
        yellow_behind=table.integer("yellow_behind", 0, 100, 10),
        red_behind=table.integer("red_behind", 0, 100, 30),
        missing=table.choice("missing", _LIGHTS, "red"),
        late=table.choice("late", _LIGHTS, "yellow"),
        returned=table.choice("returned", _LIGHTS, "yellow"),
        conflict=table.choice("conflict", _LIGHTS, "yellow"),
        blocked=table.choice("blocked", _LIGHTS, "yellow"),
        not_applicable=table.choice("not_applicable", _LIGHTS, "grey"),
    )
    if rules.red_behind < rules.yellow_behind:
        table.wrong("red_behind", "不能小于 yellow_behind")
    if rules.schedule_to < rules.schedule_from:
        table.wrong("schedule_to", "不能早于 schedule_from")
    table.done()
    return rules


def _area(table: Table) -> Area:
    return Area(
        table.integer("no", 1, 99), table.text("numeral", ""), table.text("title"),
        table.texts("notes"),
    )  # fmt: skip


def _heading(table: Table) -> Heading:
    return Heading(
        level=table.integer("level", 1, 3),
        no=table.integer("no", 1, 99),
        title=table.text("title"),
        points=table.optional_integer("points", 0, 1000),
        under=table.optional_integer("under", 1, 99),
    )


def _item(table: Table, usual: dict[str, Cycle]) -> Item:
    kind = table.choice("kind", ("task", "indicator"))
    item = Item(
        id=_id(table, "id", _ITEM_ID),
        kind=kind,
        text=table.text("text"),
        cycle=table.choice("cycle", _CYCLES, usual[kind]),
        reports=table.choice("reports", get_args(Reports)),
        area=table.optional_integer("area", 1, 99),
        heading=table.optional_integer("heading", 1, 99),
        points=table.optional_integer("points", 0, 1000),
        source=table.optional("source"),
        printed=table.text("printed", ""),
        responsible=table.texts("responsible"),
        groups=table.texts("groups"),
        standing=table.flag("standing"),
        deduction=table.flag("deduction"),
        deductions=table.each("deductions", _deduction),
        measures=table.each("measures", _measure),
        notes=table.texts("notes"),
        confidence=table.choice("confidence", ("certain", "likely", "open"), "certain"),
        alternatives=table.each("alternatives", _alternative),
        continues=table.optional("continues"),
        fed_by=_fed_by(table),
    )
    _once(table, "measures", (measure.key for measure in item.measures))
    return item


def _fed_by(table: Table) -> tuple[str, ...]:
    sorts = table.texts("fed_by")
    known = get_args(ActivitySort)
    for sort in sorts:
        if sort not in known:
            table.wrong("fed_by", f"“{sort}”不是活动类别（{'、'.join(known)}）")
    _once(table, "fed_by", sorts)
    return sorts


def _deduction(table: Table) -> Deduction:
    return Deduction(
        table.text("text"), table.text("trigger"),
        table.integer("points", 1, 100), table.integer("months", 1, 12),
    )  # fmt: skip


def _measure(table: Table) -> Measure:
    return Measure(
        key=_id(table, "key", KEY),
        label=table.text("label"),
        unit=table.text("unit"),
        rule=table.choice("rule", get_args(Rule)),
        target=table.number("target"),
        baseline=table.number("baseline"),
        sum_over=table.texts("sum_over"),
        fed_by=_fed_by(table),
    )


def _alternative(table: Table) -> Alternative:
    field = table.text("field")
    value: str | int = (
        table.integer("value", 0, 1000) if field == "points" else table.text("value", "")
    )
    return Alternative(field, value, table.text("why"))


def _unit(table: Table) -> Unit:
    return Unit(
        id=_id(table, "id", SLUG),
        name=table.text("name"),
        kind=table.text("kind"),
        aliases=table.texts("aliases"),
        assessed=table.flag("assessed", True),
        circulated=table.flag("circulated", True),
        run_by=table.optional("run_by"),
        valid_from=table.optional_month("valid_from"),
        valid_to=table.optional_month("valid_to"),
        successor=table.optional("successor"),
        notes=table.texts("notes"),
    )


def _group(table: Table) -> Group:
    group = Group(
        _id(table, "id", SLUG), table.text("name"), table.texts("units"),
        table.flag("open"), table.texts("notes"),
    )  # fmt: skip
    if group.open and group.units:
        table.wrong("units", "开放的组没有固定成员，请用 [[assign]] 指定")
    return group


def _assignment(table: Table) -> Assignment:
    return Assignment(
        table.text("item"),
        table.texts("units"),
        table.choice("role", ("support", "lead"), "support"),
    )


def _shared_points(table: Table) -> SharedPoints:
    return SharedPoints(table.texts("items"), table.integer("points", 1, 1000))


def _once(table: Table, key: str, values: Iterable[str]) -> None:
    for value, count in Counter(values).items():
        if count > 1:
            table.wrong(key, f"“{value}”出现了 {count} 次")
