"""Two versions beside each other: what came and what went can be told, in colour or without."""

from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll

from liaison_tui.journal.differences import runs
from liaison_tui.tui.look import THEMES
from liaison_tui.tui.widgets.changes import difference, marked
from liaison_tui.tui.widgets.prose import Paragraph, Prose, Span
from tests.programme.plan import PLAN
from tests.tui.desks import lines

T20 = PLAN.item_by_id["T20"]
FILE = {"sha256": "a" * 64, "name": "贯标名单.xlsx", "size": 1}
OTHER = {"sha256": "b" * 64, "name": "现场照片.jpg", "size": 1}


def told(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [f"{p.label}：{p.text}" for p in difference(before, after, T20, plain=True)]


@pytest.mark.parametrize(
    ("before", "after", "plain"),
    [
        (
            "走访企业12家，指导3家完成贯标。",
            "走访企业15家，指导3家完成贯标。",
            "走访企业【-12】【+15】家，指导3家完成贯标。",
        ),
        ("完成培训，", "完成培训。", "完成培训【-，】【+。】"),
        ("召开推进会。", "召开推进会。参训32人。", "召开推进会。【+参训32人。】"),
        ("一、走访\n二、座谈", "一、走访", "一、走访【-（换行）二、座谈】"),
        ("一、走访", "一、走访\n二、座谈", "一、走访【+（换行）\n二、座谈】"),
        ("", "新写的。", "【+新写的。】"),
        ("不再写的。", "", "【-不再写的。】"),
    ],
)
def test_plain_drawing_puts_what_came_and_what_went_in_brackets(
    before: str, after: str, plain: str
) -> None:
    assert marked(runs(before, after), plain=True).text == plain


def test_what_came_is_underlined_and_what_went_is_struck_out() -> None:
    paragraph = marked(runs("指导3家。", "指导12家。"), "工作进展")
    assert paragraph.text == "指导312家。"
    assert [(paragraph.text[s.start : s.end], s.style.split()[0]) for s in paragraph.spans] == [
        ("3", "strike"),
        ("12", "underline"),
    ]


def test_of_what_stayed_only_what_stands_near_a_change_is_shown() -> None:
    body = "".join(chr(0x4E00 + n) for n in range(200))
    text = marked(runs(f"{body}三{body[::-1]}", f"{body}四{body[::-1]}"), plain=True).text
    assert text == f"……{body[-24:]}【-三】【+四】{body[-24:][::-1]}……"
    short = body[:26]
    assert marked(runs(f"{short}三", f"{short}四"), plain=True).text.startswith(short)


def test_each_field_that_differs_stands_beside_its_name_in_words() -> None:
    before = {
        "status": "in-progress", "percent": 40, "quantities": {"certified": "3", "models": "1"},
        "text": "走访。", "evidence": [FILE],
    }  # fmt: skip
    after = {
        "status": "done", "percent": 60, "quantities": {"certified": "4"}, "text": "走访。",
        "problems": "缺人。", "evidence": [OTHER], "nothing": "completed",
    }  # fmt: skip
    assert told(before, after) == [
        "办理状态：推进中 改为 已完成",
        "完成进度：40% 改为 60%",
        "数量：新增信用管理贯标企业 3 家 改为 4 家",
        "数量：新增省市级信用管理示范企业 1 家 改为 未填",
        "存在问题：【+缺人。】",
        "佐证材料：【-贯标名单.xlsx】",
        " ：【+现场照片.jpg】",
        "无进展类别：未填 改为 前期已完成",
    ]


def test_two_versions_that_say_the_same_are_said_to() -> None:
    assert told({"text": "走访。"}, {"text": "走访。", "problems": ""}) == ["：两版内容相同。"]


class Host(App[None]):
    """One text that fills the screen."""

    def __init__(self, *paragraphs: Paragraph) -> None:
        super().__init__()
        self.paragraphs = paragraphs
        self.register_theme(THEMES[0])
        self.theme = THEMES[0].name

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Prose(self.paragraphs)


def drawn_in(app: App[None], style: str) -> str:
    """Return all that is drawn struck out, or underlined."""
    found = ""
    for strip in app.screen._compositor.render_strips(app.screen.size):  # noqa: SLF001
        for segment in strip:
            if segment.style and getattr(segment.style, style):
                found += segment.text
    return found


@pytest.mark.parametrize("width", [24, 31, 60])
async def test_marks_lie_on_the_same_characters_however_lines_are_broken(width: int) -> None:
    before = "走访企业12家，指导3家完成贯标 ABC company，现场查看档案。\n\n  下一步：继续走访。"
    after = "走访企业15家，指导7家完成贯标 ABC limited，现场逐一查看档案。\n\n  下一步：座谈。"
    app = Host(marked(runs(before, after), "工作进展"))
    async with app.run_test(size=(width, 30)):
        assert drawn_in(app, "strike") == "123company继续走访"
        assert drawn_in(app, "underline") == "157limited逐一座谈"


async def test_a_span_is_drawn_as_far_as_its_text_is_shown() -> None:
    app = Host(Paragraph(f"{'甲' * 5}{'乙' * 30}", lines=1, spans=(Span(5, 35, "underline"),)))
    async with app.run_test(size=(21, 5)):
        assert lines(app)[0].startswith("甲甲甲甲甲乙乙乙")
        assert set(drawn_in(app, "underline").rstrip("…")) == {"乙"}
