"""From the text of a programme file to a Programme, or to the list of all that is wrong with it."""

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from typing import get_args

from liaison_tui.errors import LiaisonError
from liaison_tui.programme.cells import resolve_cell
from liaison_tui.programme.locating import locate
from liaison_tui.programme.model import (
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
_SLUG = re.compile(r"[a-z][a-z0-9-]{0,40}")
_MEASURE_KEY = re.compile(r"[a-z][a-z0-9_]{0,31}")
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
    text, table = _parse(data)
    problems = Problems(locate(text))
    programme = _programme(Table(table, (), problems), hashlib.sha256(data).hexdigest())
    _check_references(programme, problems)
    if problems.found:
        raise BrokenProgramme(sorted(problems.found, key=lambda p: p.line))
    return programme


def _parse(data: bytes) -> tuple[str, dict[str, object]]:
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
        id=_id(top, "id", _SLUG),
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
        centre_id=_id(centre, "id", _SLUG),
        centre_name=centre.text("name"),
        due_day=due.integer("day", 1, 28),
        calendar=Calendar(calendar.days("days_off"), calendar.days("working_weekends")),
        lights=_lights(top.table("lights")),
        areas=tuple(_area(table) for table in top.tables("areas")),
        headings=tuple(_heading(table) for table in top.tables("headings")),
        items=tuple(_item(table, usual) for table in top.tables("items")),
        units=tuple(_unit(table) for table in top.tables("units")),
        groups=tuple(_group(table) for table in top.tables("groups")),
        assignments=tuple(_assignment(table) for table in top.tables("assign")),
        shared_points=tuple(_shared_points(table) for table in top.tables("shared_points")),
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
    area = Area(
        table.integer("no", 1, 99), table.text("numeral", ""), table.text("title"),
        table.texts("notes"),
    )  # fmt: skip
    table.done()
    return area


def _heading(table: Table) -> Heading:
    heading = Heading(
        level=table.integer("level", 1, 3),
        no=table.integer("no", 1, 99),
        title=table.text("title"),
        points=table.optional_integer("points", 0, 1000),
        under=table.optional_integer("under", 1, 99),
    )
    table.done()
    return heading


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
        deductions=tuple(_deduction(inner) for inner in table.tables("deductions")),
        measures=tuple(_measure(inner) for inner in table.tables("measures")),
        notes=table.texts("notes"),
        confidence=table.choice("confidence", ("certain", "likely", "open"), "certain"),
        alternatives=tuple(_alternative(inner) for inner in table.tables("alternatives")),
        continues=table.optional("continues"),
    )
    _once(table, "measures", (measure.key for measure in item.measures))
    table.done()
    return item


def _deduction(table: Table) -> Deduction:
    deduction = Deduction(
        table.text("text"), table.text("trigger"),
        table.integer("points", 1, 100), table.integer("months", 1, 12),
    )  # fmt: skip
    table.done()
    return deduction


def _measure(table: Table) -> Measure:
    measure = Measure(
        key=_id(table, "key", _MEASURE_KEY),
        label=table.text("label"),
        unit=table.text("unit"),
        rule=table.choice("rule", get_args(Rule)),
        target=table.number("target"),
        baseline=table.number("baseline"),
        sum_over=table.texts("sum_over"),
    )
    table.done()
    return measure


def _alternative(table: Table) -> Alternative:
    field = table.text("field")
    value: str | int = (
        table.integer("value", 0, 1000) if field == "points" else table.text("value", "")
    )
    alternative = Alternative(field, value, table.text("why"))
    table.done()
    return alternative


def _unit(table: Table) -> Unit:
    unit = Unit(
        id=_id(table, "id", _SLUG),
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
    table.done()
    return unit


def _group(table: Table) -> Group:
    group = Group(
        _id(table, "id", _SLUG), table.text("name"), table.texts("units"),
        table.flag("open"), table.texts("notes"),
    )  # fmt: skip
    if group.open and group.units:
        table.wrong("units", "开放的组没有固定成员，请用 [[assign]] 指定")
    table.done()
    return group


def _assignment(table: Table) -> Assignment:
    assignment = Assignment(
        table.text("item"),
        table.texts("units"),
        table.choice("role", ("support", "lead"), "support"),
    )
    table.done()
    return assignment


def _shared_points(table: Table) -> SharedPoints:
    shared = SharedPoints(table.texts("items"), table.integer("points", 1, 1000))
    table.done()
    return shared


def _once(table: Table, key: str, values: Iterable[str]) -> None:
    for value, count in Counter(values).items():
        if count > 1:
            table.wrong(key, f"“{value}”出现了 {count} 次")


def _check_references(programme: Programme, problems: Problems) -> None:
    """Note every name that nobody bears, every id used twice, every sum that does not hold."""
    if programme.last_period < programme.first_period:
        problems.add(("last_period",), "不能早于 first_period")
    _check_ids(programme, problems)
    known_units, known_groups = set(programme.unit_by_id), set(programme.group_by_id)
    places = (
        ("groups", "units", [(n, g.units) for n, g in enumerate(programme.groups)], known_units),
        ("assign", "units", [(n, a.units) for n, a in enumerate(programme.assignments)],
         known_units),
        ("assign", "item", [(n, (a.item,)) for n, a in enumerate(programme.assignments)],
         set(programme.item_by_id)),
        ("items", "responsible", [(n, i.responsible) for n, i in enumerate(programme.items)],
         known_units),
        ("items", "groups", [(n, i.groups) for n, i in enumerate(programme.items)], known_groups),
        ("shared_points", "items", [(n, s.items) for n, s in enumerate(programme.shared_points)],
         set(programme.item_by_id)),
    )  # fmt: skip
    for array, key, rows, known in places:
        for n, names in rows:
            for name in names:
                if name not in known:
                    problems.add((array, n, key), f"“{name}”没有定义")
    for n, item in enumerate(programme.items):
        _check_item(programme, item, n, problems)
    _check_sums(programme, problems)


def _check_ids(programme: Programme, problems: Problems) -> None:
    arrays = {
        "items": [item.id for item in programme.items],
        "units": [unit.id for unit in programme.units],
        "groups": [group.id for group in programme.groups],
    }
    for array, ids in arrays.items():
        for n, name in enumerate(ids):
            if name in ids[:n]:
                problems.add((array, n, "id"), f"编号“{name}”已经用过")
    for n, unit in enumerate(programme.units):
        for key, other in (("run_by", unit.run_by), ("successor", unit.successor)):
            if other and other not in programme.unit_by_id:
                problems.add(("units", n, key), f"“{other}”没有定义")


def _check_item(programme: Programme, item: Item, n: int, problems: Problems) -> None:
    if (item.kind == "task") != item.id.startswith("T"):
        problems.add(("items", n, "id"), "任务编号用 T，指标编号用 I")
    if item.kind == "task" and item.area not in {area.no for area in programme.areas}:
        problems.add(("items", n, "area"), "没有这一项重点工作")
    if item.kind == "indicator" and not item.deduction and not programme.headings_of(item)[0]:
        problems.add(("items", n, "heading"), "没有这个三级指标，或它没有上级")
    known = {*programme.unit_by_id, *programme.group_by_id}
    for m, measure in enumerate(item.measures):
        for name in measure.sum_over:
            if name not in known:
                problems.add(("items", n, "measures", m, "sum_over"), f"“{name}”没有定义")
    if item.printed:
        cell = resolve_cell(programme, item.printed)
        for piece in cell.unresolved:
            problems.add(("items", n, "printed"), f"“{piece}”对不上任何单位或组")
        if not cell.unresolved and set(cell.units) != set(item.responsible):
            problems.add(("items", n, "responsible"), "与 printed 一栏所列单位不一致")
        if not cell.unresolved and set(cell.groups) != set(item.groups):
            problems.add(("items", n, "groups"), "与 printed 一栏所列的组不一致")


def _check_sums(programme: Programme, problems: Problems) -> None:
    points: Counter[tuple[int, int]] = Counter()
    for item in programme.items:
        shared = programme.shared_points_of(item)
        own = shared.points if shared and shared.items[0] == item.id else item.points or 0
        for heading in programme.headings_of(item):
            if heading:
                points[heading.level, heading.no] += own
    for n, heading in enumerate(programme.headings):
        total = points[heading.level, heading.no]
        if heading.points is not None and heading.points != total:
            problems.add(
                ("headings", n, "points"), f"写的是 {heading.points} 分，所含指标合计 {total} 分"
            )
