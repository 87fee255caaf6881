"""What the books of one occasion share: whose, of which months, as of when; words and colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liaison_tui.journal.quantity import spell
from liaison_tui.journal.standing import Standing
from liaison_tui.journal.totals import Total
from liaison_tui.papers.paper import Tone
from liaison_tui.papers.sheet import Tinted
from liaison_tui.programme.model import Item, LightRules, Programme, Unit
from liaison_tui.reports import wording
from liaison_tui.text import sanitise

# A light's colour as the ground of its cell.
TONES: dict[str, Tone] = {
    "green": "green", "yellow": "yellow", "red": "red", "grey": "grey",
}  # fmt: skip
_RULED = {
    "missing": wording.OVERDUE, "late": "逾期报送", "returned": wording.STATES["returned"],
    "conflict": "填报不一致", "blocked": wording.STATUSES["blocked"],
    "not_applicable": wording.NOTHINGS["not-applicable"],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is reported on, by whom, and on which day: the months of `name` that have come by then.

    `unit` is set where a book speaks of one unit only. `closed` says in words which months are
    closed (定稿); empty where none is.
    """

    programme: Programme
    author: str
    name: str
    months: Sequence[str]
    today: date
    unit: Unit | None = None
    closed: str = ""

    @property
    def when(self) -> str:
        """The months in words."""
        return wording.period_word(self.name)

    @property
    def day(self) -> str:
        """The day it is as of, in words."""
        return f"{self.today.year}年{self.today.month}月{self.today.day}日"

    @property
    def several(self) -> bool:
        """Whether it is of several months, each of which has to be named."""
        return len(self.months) > 1

    @property
    def source(self) -> str:
        """The line that says what a table is made from, and as of when."""
        month = wording.month_word
        reach = f"（含{month(self.months[0])}至{month(self.months[-1])}）" if self.several else ""
        whose = f"填报单位：{self.unit.name}" if self.unit else f"汇总单位：{self.author}"
        parts = [f"截至{self.day}", whose, f"时段：{self.when}{reach}", self.closed]
        return "　".join([*filter(None, parts), f"依据：{self.programme.document}"])

    @property
    def foot(self) -> str:
        """What stands at the foot of each page."""
        return f"{self.unit.name if self.unit else self.author}　{self.when}　截至{self.day}"

    def titled(self, what: str) -> str:
        """Return a table's title, with whose it is where it is one unit's."""
        return f"{self.unit.name if self.unit else ''}{what}（{self.when}）"


def light_cell(standing: Standing) -> Tinted:
    """Return a light with its word, and what a reader must know of how it came about."""
    words = [wording.light_word(standing.light)]
    report = standing.report
    if standing.state in ("returned", "conflict"):
        words.append(wording.standing_word(standing))
    elif standing.overdue:
        words = [f"{words[0].split()[0]} {wording.OVERDUE}"]
    elif report and report.timeliness(standing.obligation.due) == "late":
        words.append("逾期报送")
    return Tinted("\n".join(words), TONES[standing.light])


def light_legend(rules: LightRules) -> list[tuple[Tinted, str]]:
    """Return what each light means by the programme's rules."""
    by_rule: dict[str, list[str]] = {
        "green": ["达到序时进度"],
        "yellow": [f"落后序时进度 {rules.yellow_behind} 个百分点起"],
        "red": [f"落后序时进度超过 {rules.red_behind} 个百分点"],
        "grey": ["还没有到截止日"],
    }
    for rule, word in _RULED.items():
        by_rule[getattr(rules, rule)].append(word)
    return [
        (Tinted(wording.light_word(light), TONES[light]), "；".join(words))
        for light, words in by_rule.items()
    ]


def progress_text(standing: Standing) -> str:
    """Return what an entry says of its item's progress: kind of nothing, state, words, numbers."""
    body = standing.body
    said = [str(body.get("text") or "").strip()]
    numbers = quantity_words(standing)
    if numbers:
        said.append(f"数量：{numbers}")
    if body.get("status") == "blocked":
        said.insert(0, f"【{wording.STATUSES['blocked']}】")
    if body.get("nothing"):
        said.insert(0, wording.NOTHINGS.get(body["nothing"], ""))
    return sanitise("\n".join(filter(None, said)))


def quantity_words(standing: Standing) -> str:
    """Return an entry's numbers: 新增信用管理贯标企业 4 家，….

    A key the item does not declare is left out: nobody could tell what it counts.
    """
    numbers = standing.body.get("quantities") or {}
    measures = standing.item.measures
    return "，".join(f"{m.label} {numbers[m.key]} {m.unit}" for m in measures if m.key in numbers)


def field(standing: Standing, key: str) -> str:
    """Return a field of an entry in which people wrote."""
    return sanitise(str(standing.body.get(key) or "")).strip()


def percent_word(standing: Standing) -> str:
    """Return how far an item has come; empty where no percent is asked for."""
    percent = standing.body.get("percent")
    return "" if percent is None else f"{percent}%"


def total_words(totals: Sequence[Total]) -> str:
    """Return totals beside their targets, a line each."""
    lines = []
    for total in totals:
        if total.sum is None:
            continue
        measure = total.measure
        target = f" / 目标 {spell(measure.target)}" if measure.target is not None else ""
        lines.append(f"{measure.label}：{spell(total.sum)}{target} {measure.unit}")
    return "\n".join(lines)


def item_words(item: Item) -> str:
    """Return an item as it is named in a table: its number and its whole text."""
    return f"{item.id}　{item.text}"
