"""The monthly form as a workbook: what it is called, its columns, and what it holds.

`papers/workbook/form.py` draws it, `forms/` makes it and reads it back; both go by the words here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from liaison_tui.reports import wording

# The sheets; of the last one nobody need know. An office may rename or move them.
MAIN, FIGURES, HOW, IDENTITY = "填报", "数量", "填写说明", "识别信息"
# What the sheet of identity says first, and the keys below it.
FORMAT = "liaison-form-1"
KEYS = ("programme", "unit", "period")
# Where something is reported no kind of nothing is chosen.
SOMETHING = "有进展"
NOTHING_WORDS: Mapping[str, str] = {"": SOMETHING, **wording.NOTHINGS}


class FormColumn(NamedTuple):
    """A column: what it holds, its title, its width in characters, and who fills it in.

    `hidden` ones are for the program; `locked` ones are for looking at.
    """

    key: str
    title: str
    width: int
    locked: bool = False
    hidden: bool = False


COLUMNS = (
    FormColumn("id", "编号", 6, locked=True),
    FormColumn("area", "领域", 12, locked=True),
    FormColumn("item", "事项", 44, locked=True),
    FormColumn("asks", "填报要求", 14, locked=True),
    FormColumn("nothing", "本期情况", 13),
    FormColumn("status", "办理状态", 10),
    FormColumn("percent", "完成进度%", 10),
    FormColumn("text", "工作进展", 44),
    FormColumn("problems", "存在问题", 26),
    FormColumn("next_steps", "下一步打算", 26),
    FormColumn("practices", "经验做法", 22),
    FormColumn("last", "上期填报", 34, locked=True),
    FormColumn("comment", "信用办意见", 18, locked=True),
    FormColumn("head", "版次", 10, locked=True, hidden=True),
)
FIGURE_COLUMNS = (
    FormColumn("id", "编号", 6, locked=True),
    FormColumn("item", "事项", 40, locked=True),
    FormColumn("label", "数量名称", 24, locked=True),
    FormColumn("unit", "单位", 8, locked=True),
    FormColumn("rule", "口径", 12, locked=True),
    FormColumn("target", "年度目标", 12, locked=True),
    FormColumn("before", "上期数", 14, locked=True),
    FormColumn("number", "本期填报数", 16),
    FormColumn("key", "代号", 10, locked=True, hidden=True),
)
RULES = {"cumulative": "本年累计", "period": "本期数", "level": "期末数"}


class Figure(NamedTuple):
    """A number a row asks for: its key, label, unit, rule, target, last one, and this one."""

    key: str
    label: str
    unit: str
    rule: str
    target: str
    before: str
    number: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """An item: what stands there already by column (`values`), its figures, and what it asks for.

    `fields` are the fields the item asks for. `head` is the beginning of the id of the entry that
    is shown, empty where none stands.
    """

    id: str
    values: Mapping[str, str]
    fields: Sequence[str]
    figures: Sequence[Figure]
    head: str


@dataclass(frozen=True, slots=True)
class FormBook:
    """A unit's form for a month. `identity` is by `KEYS`."""

    title: str
    due: str
    identity: Mapping[str, str]
    rows: Sequence[FormRow]


def how(book: FormBook) -> list[str]:
    """Return how it is filled in, a line each."""
    return [
        f"一、在“{MAIN}”表里一行填一个事项，白底的格可以填，灰底的格不用动；数量填在“{FIGURES}”表。",
        f"二、“本期情况”从下拉中选：有进展的选“{SOMETHING}”或空着，没有的按情况选，可以不写文字。",
        "三、办理状态、完成进度已按上期带出，请按本期情况修改；完成进度填 0 至 100 的整数。",
        "四、数量按“口径”填：本年累计填年初至今的总数，本期数填当月数，期末数填月底数。",
        "五、可以排序、删去不填的行、移动各列，但请不要改动“编号”一列和各列的标题。",
        f"六、只填非涉密内容，不写身份证号、手机号等个人信息。截止日：{book.due}。",
        "七、填好后保存，在程序里导入，或发给信用办代为录入。",
    ]
