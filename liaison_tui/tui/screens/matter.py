"""The dialogs of the register: words taken up, a matter dealt with, another unit asked about it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from liaison_tui import clock
from liaison_tui.journal.raised import Raised
from liaison_tui.journal.register import STATES, Matter, Sort
from liaison_tui.meetings import asking, keeping
from liaison_tui.meetings.naming import offices_named
from liaison_tui.programme.model import Programme
from liaison_tui.programme.names import find_item, find_unit, names_in
from liaison_tui.reports import register as words_of
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.register_dialog import RegisterDialog
from liaison_tui.tui.widgets import blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.day_field import DayField
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.prose import Paragraph
from liaison_tui.workspace import Workspace

_SHOWN = 3


class _Keeping(RegisterDialog[Programme]):
    """What the dialogs share."""

    def fetch(self, workspace: Workspace) -> Programme:
        """Return the year's plan, whose units and items are named."""
        return workspace.programme

    def told(self, matter: Matter) -> str:
        """Note that a matter was dealt with, and return what to say of it."""
        self.done.append(matter.acts[-1].id)
        state = STATES[matter.sort][matter.state]
        return f"已记下 {matter.id} {matter.title}：{state}，按错了按 Ctrl+Z 撤销"


class TakeUpDialog(_Keeping):
    """Words that units have raised, the same or akin, taken up as one matter."""

    HELP = """\
把单位反映的问题或经验登记下来：写个短标题，谁答复、哪一天前。原话照原样留着，选中的几条登记为一条。

* 谁答复：单位名称，几个用顿号隔开；信用办自己答复的写“信用办”。
* 并入：写已登记的编号（如 W01），这些话就归到那一条，别的都不用写。"""

    def __init__(
        self, backroom: Backroom, sort: Sort, raised: Sequence[Raised], done: list[str]
    ) -> None:
        many = f"{len(raised)} 条合为一条" if len(raised) > 1 else ""
        super().__init__(backroom, f"登记{words_of.SORTS[sort]}", done, *filter(None, [many]))
        self._sort: Sort = sort
        self._raised = raised

    def notice(self, found: Programme) -> Iterator[Paragraph]:
        """Give the words, and who says them."""
        sources = [source for each in self._raised for source in each.sources]
        told = list(words_of.sources_words(sources, found))
        for name, text in told[: 2 * _SHOWN]:
            yield Paragraph(text, name, lines=2)
        if len(told) > 2 * _SHOWN:
            yield Paragraph(f"还有 {len(told) // 2 - _SHOWN} 条", " ")

    def blanks(self, found: Programme) -> Sequence[Blank]:
        """Ask for a title, who answers and by when; or where the words belong already."""
        like = next((each.like for each in self._raised if each.like), "")
        title = words_of.first_title(self._raised[0].words)
        return [
            blanks.line("title", "标题", title, needed=True),
            *_first_blanks(found, self._sort),
            blanks.line("into", "并入", like, hint="已登记的编号；不写则新立一条"),
        ]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Take the words up."""
        into, fields = kept["into"], {k: v for k, v in kept.items() if k != "into"}
        matter = keeping.take_up(
            workspace, self._sort, self._raised, {} if into else fields, into=into
        )
        return self.told(matter)


class OwnMatterDialog(_Keeping):
    """Something put into the register that no unit has raised in an entry."""

    HELP = """\
信用办自己新增一条：标题、内容、涉及哪些单位和事项（可以不写），谁答复、哪一天前。

单位和事项几个用顿号隔开；信用办自己答复的写“信用办”。"""

    def __init__(self, backroom: Backroom, sort: Sort, done: list[str]) -> None:
        super().__init__(backroom, f"新增{words_of.SORTS[sort]}", done)
        self._sort: Sort = sort

    def blanks(self, found: Programme) -> Sequence[Blank]:
        """Ask for all of it."""
        return [
            blanks.line("title", "标题", needed=True),
            blanks.text("words", "内容"),
            _units(found, "units", "单位", ()),
            Blank("items", "事项", LineField(hint="编号，用顿号隔开"), lambda t: _items(found, t)),
            *_first_blanks(found, self._sort),
        ]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Put it in."""
        return self.told(keeping.add(workspace, self._sort, kept))


class MatterDialog(_Keeping):
    """A matter dealt with: how it stands, who answers by when, what was answered."""

    HELP = """\
办理登记的一条：办到哪一步、谁答复、哪一天前、答复或决定是什么。改一处写一处，以前的都留痕。

* 写了答复或决定，办理仍是待研究、研究中的，请改选已答复或已解决。
* 推广的经验要写推广到哪里，如“各镇街园区”。"""

    def __init__(self, backroom: Backroom, matter: Matter, done: list[str]) -> None:
        super().__init__(backroom, f"办理 {matter.id}", done, matter.title)
        self._matter = matter

    def notice(self, found: Programme) -> Iterator[Paragraph]:
        """Give the words it comes from."""
        if self._matter.words:
            yield Paragraph(self._matter.words, "内容", lines=2)
        for name, text in list(words_of.sources_words(self._matter.sources, found))[: 2 * _SHOWN]:
            yield Paragraph(text, name, lines=2)

    def blanks(self, found: Programme) -> Sequence[Blank]:
        """Ask for what may change."""
        matter = self._matter
        own = blanks.text("words", "内容", matter.words)
        return [
            blanks.choice("state", "办理", STATES[matter.sort], matter.state),
            *matter_blanks(found, matter),
            blanks.line("title", "标题", matter.title, needed=True),
            *([] if matter.sources else [own]),
        ]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Keep what was changed, and nothing where nothing was."""
        fields = {key: value for key, value in kept.items() if key in self.changed}
        if not fields:
            return f"{self._matter.id} 没有改动"
        return self.told(keeping.change(workspace, self._matter, fields))


class AskDialog(_Keeping):
    """Another unit asked about a matter by a call, in words that are the clerk's alone."""

    HELP = """\
就这一条问题请别的单位答复：发一次临时调度，随回执包发出，对方在“信用办反馈”里答复，答复显示在这一条下面。

* 对方只看到这里写的标题和内容，看不到反映问题的单位和原话；需要让对方知道的请自己写上。
* 时限写 2021-07-15 或 2021-07-15 16:00。"""
    DOES = "发临时调度，随回执包发出"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s", "save", "发出", id="save", priority=True, tooltip="发临时调度，随回执包发出"
        )
    ]

    def __init__(self, backroom: Backroom, matter: Matter, done: list[str]) -> None:
        super().__init__(backroom, f"就 {matter.id} 发临时调度", done, matter.title)
        self._matter = matter

    def blanks(self, found: Programme) -> Sequence[Blank]:
        """Ask for whom, until when, and what; nothing a unit has said stands there at first."""
        heard = {source.unit for source in self._matter.sources}
        asked = [unit for unit in self._matter.answers if unit not in (*heard, found.centre_id)]
        title, text = asking.first_words(found, self._matter)
        return [
            _units(found, "units", "请谁答复", asked),
            Blank("due", "报送时限", LineField(hint="2021-07-15 16:00"), clock.read_moment),
            blanks.line("title", "调度名称", title, needed=True),
            blanks.text("text", "内容和要求", text, needed=True),
        ]

    def remark(self, typed: Mapping[str, Any]) -> str:
        """Say where the words repeat what another unit has said."""
        told = asking.quoted(self._matter, f"{typed['title']}{typed['text']}", [])
        names = [self.backroom.workspace.programme.unit_name(unit) for unit in told]
        return f"内容里有{'、'.join(names)}的原话，发出后对方会看到。" if names else ""

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Send it."""
        units = [find_unit(workspace.programme, name) for name in kept["units"]]
        words = {key: kept[key] for key in ("title", "due", "text")}
        sent = asking.ask(workspace, self._matter, units, **words)
        name = sent[0].body["id"]
        return f"已就 {self._matter.id} 发临时调度 {name}，共 {len(sent)} 家，随回执包发出"


def matter_blanks(programme: Programme, matter: Matter) -> list[Blank]:
    """Return the blanks for what becomes of a matter, but for its state."""
    decided = Blank("decided", "日期", day := DayField(matter.decided), lambda _: day.day)
    if matter.sort == "practice":
        return [
            blanks.line("to", "推广到", matter.to, hint="如 各镇街园区"),
            blanks.text("decision", "说明", matter.decision),
            decided,
        ]
    return [
        *_who_and_when(programme, matter.answers, matter.by),
        blanks.text("decision", "答复或决定", matter.decision),
        decided,
    ]


def _first_blanks(programme: Programme, sort: Sort) -> list[Blank]:
    if sort == "problem":
        return _who_and_when(programme, (), "")
    return [
        blanks.choice("state", "办理", STATES[sort], "considered"),
        blanks.line("to", "推广到", hint="如 各镇街园区；推广的要写"),
    ]


def _who_and_when(programme: Programme, answers: Sequence[str], by: str) -> list[Blank]:
    until = DayField(by, since=clock.today(), hint="可以不写")
    return [
        _units(programme, "answers", "谁答复", answers),
        Blank("by", "答复期限", until, lambda _: until.day),
    ]


def _units(programme: Programme, key: str, label: str, first: Sequence[str]) -> Blank:
    shown = "、".join(words_of.office_name(name, programme) for name in first)
    field = LineField(shown, hint="单位名称，几个用顿号隔开")
    return Blank(key, label, field, lambda typed: offices_named(programme, typed))


def _items(programme: Programme, typed: str) -> list[str]:
    return [find_item(programme, name).id for name in names_in(typed)]
