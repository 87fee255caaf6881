"""The dialogs of joint meetings: one called or moved, and what it decided on a matter."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.journal.register import STATES, Matter, Meeting
from liaison_tui.meetings import holding
from liaison_tui.meetings.docket import Docket, read_docket
from liaison_tui.reports import register as words_of
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.matter import matter_blanks
from liaison_tui.tui.screens.register_dialog import RegisterDialog
from liaison_tui.tui.widgets import blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.day_field import DayField
from liaison_tui.tui.widgets.prose import Paragraph
from liaison_tui.workspace import Workspace

_HELD = {"yes": "照开", "no": "不开了"}


class _Meeting(RegisterDialog[Docket]):
    """What both share."""

    def fetch(self, workspace: Workspace) -> Docket:
        """Find the register."""
        return read_docket(workspace)


class MeetingDialog(_Meeting):
    """When and where a meeting is, and who comes; a new one on `names`, or one that is there."""

    HELP = """\
联席会议的时间、地点、主题和参加人员。新会议的议题是选中的各条；没有选的，是全部待办的问题和拟推广的经验。

参加人员先列出议题所涉和要答复的各单位，可以增减。日期写 2021-07-15、7-15 或 15 都可以。"""

    def __init__(
        self,
        backroom: Backroom,
        done: list[str],
        *,
        names: Sequence[str] = (),
        meeting: Meeting | None = None,
    ) -> None:
        super().__init__(backroom, f"会议 {meeting.id}" if meeting else "新的联席会议", done)
        self._names = names
        self._meeting = meeting
        self._first: dict[str, Any] = {}

    def blanks(self, found: Docket) -> Sequence[Blank]:
        """Ask for day, place, subject and participants."""
        held = self._meeting
        self._first = holding.proposed(found, self._names)
        day = DayField(held.date if held else "", since=clock.today(), hint="如 7-15 或 15")

        def read(_: str) -> str:
            if not day.day:
                raise Refused("没有填写开会日期")
            return day.day

        participants = held.participants if held else self._first["participants"]
        return [
            Blank("date", "日期", day, read),
            blanks.line("place", "地点", held.place if held else ""),
            blanks.line("subject", "主题", held.subject if held else holding.SUBJECT, needed=True),
            blanks.text("participants", "参加人员", participants),
            *([blanks.choice("held", "开不开", _HELD, _held(held))] if held else []),
        ]

    def remark(self, typed: Mapping[str, Any]) -> str:  # noqa: ARG002 - the agenda is chosen already
        """Say what will be spoken of."""
        names = self._meeting.agenda if self._meeting else self._first.get("agenda", ())
        return f"议题 {len(names)} 个：{'、'.join(names)}" if names else "还没有议题"

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Keep the meeting."""
        if self._meeting:
            fields = {key: value for key, value in kept.items() if key != "held"}
            fields["cancelled"] = kept["held"] == "no"
            held = holding.change_meeting(workspace, self._meeting, fields)
        else:
            held = holding.call_meeting(workspace, {**kept, "agenda": self._first["agenda"]})
        self.done.append(held.acts[-1].id)
        return f"已记下 {held.id} {held.date} {held.subject}，议题 {len(held.agenda)} 个"


class DecisionDialog(_Meeting):
    """What a meeting decided on a matter."""

    HELP = """\
会议对这一条议定了什么，谁来办、哪一天前，办到哪一步。记下以后，登记的那一条随即按此更新。

经验做法议定推广的，选“已推广”，写明推广到哪里。"""

    def __init__(
        self, backroom: Backroom, meeting: Meeting, matter: Matter, done: list[str]
    ) -> None:
        super().__init__(backroom, f"{meeting.id} 议定 {matter.id}", done, matter.title)
        self._meeting = meeting
        self._matter = matter

    def notice(self, found: Docket) -> Iterator[Paragraph]:
        """Give the words it comes from."""
        told = list(words_of.sources_words(self._matter.sources, found.programme))
        for name, text in told[:4]:
            yield Paragraph(text, name, lines=2)

    def blanks(self, found: Docket) -> Sequence[Blank]:
        """Ask for the decision, and what follows from it."""
        matter, before = self._matter, self._meeting.decisions.get(self._matter.id, "")
        own = [
            b for b in matter_blanks(found.programme, matter) if b.key in ("to", "answers", "by")
        ]
        return [
            blanks.text("decision", "议定", before, needed=True),
            blanks.choice("state", "办理", STATES[matter.sort], _next_state(matter)),
            *own,
        ]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Keep the decision, with the meeting and in the register."""
        fields = {k: v for k, v in kept.items() if k in self.changed and k != "decision"}
        if kept["state"] != self._matter.state:
            fields["state"] = kept["state"]
        matter = holding.decide(workspace, self._meeting, self._matter, kept["decision"], fields)
        self.done.append(matter.acts[-1].id)
        state = STATES[matter.sort][matter.state]
        return f"已记下议定 {matter.id} {matter.title}：{state}"


def _held(meeting: Meeting) -> str:
    return "no" if meeting.cancelled else "yes"


def _next_state(matter: Matter) -> str:
    """Return the state a decision most likely leads to: somebody goes on with it."""
    return "studying" if matter.state == "open" else matter.state
