"""Judging what one stands on, or all that is selected: keys to accept, to return, to take back."""

from collections.abc import Sequence

from textual import work

from liaison_tui.journal.event import Event
from liaison_tui.reports.review_queue import Queue, Waiting, gist
from liaison_tui.rulings import reviews
from liaison_tui.rulings.reviews import Judged
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.passing import Decision
from liaison_tui.tui.screens.monthly import MonthlyPage
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.telling import collecting, tell, telling
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.prose import Paragraph
from liaison_tui.workspace import Workspace

_NAMED = 5


class JudgingPage(MonthlyPage[Queue]):
    """A page of what waits, on which it can be judged.

    What is `under_way` is not listed any more, though the disk may not have it yet.
    """

    def __init__(self, backroom: Backroom, whose: str, period: str) -> None:
        super().__init__(backroom, whose, period)
        self.under_way: set[str] = set()
        self._done: list[list[str]] = []

    def action_accept(self) -> None:
        """Accept what one stands on, or, after a question, all that is selected."""
        chosen = self._chosen_ones()
        if not chosen or self._is_contested(chosen):
            return
        if len(chosen) == 1:
            self._judge(chosen, None)
            return

        def answered(answer: str | None) -> None:
            if answer == "accept":
                self._judge(chosen, None)

        answers = {"accept": "审核通过", "back": "返回再看"}
        question = Question(f"审核通过选中的 {len(chosen)} 条", _of_which(chosen), answers)
        self.app.push_screen(question, answered)

    def action_give_back(self) -> None:
        """Return what one stands on, or all that is selected, with one comment."""
        chosen = self._chosen_ones()
        if not chosen or self._is_contested(chosen):
            return
        from liaison_tui.tui.screens.returning import ReturnDialog

        done: list[tuple[Judged, object]] = []

        def keep(workspace: Workspace, comment: str) -> None:
            entries = [each.entry for each in chosen]
            if len(entries) == 1:
                judged = Judged((reviews.judge(workspace, entries[0], comment),), {})
            else:
                judged = reviews.judge_all(workspace, entries, comment)
            done.append((judged, workspace.mark()))

        def kept(saved: bool | None) -> None:
            if saved and done:
                self._take_up(chosen, done[0][0])
                self._say(chosen, done[0][0], "已退回")

        first = chosen[0]
        one = f"{first.unit.name}  {first.item.id}"
        told = [Paragraph(first.item.text, style="bold", lines=1), Paragraph(gist(first), lines=2)]
        if len(chosen) > 1:
            one, told = f"选中的 {len(chosen)} 条", [Paragraph(_of_which(chosen), lines=2)]
        dialog = ReturnDialog(self.backroom, f"退回修改  {one}", told, keep)
        self.app.push_screen(dialog, kept)

    def _judge(self, chosen: Sequence[Waiting], comment: str | None) -> None:
        """Judge some: they leave the list at once, so that one goes on with the next."""
        self.under_way |= {each.key for each in chosen}
        self.query_one(Board).select_none()
        self.show()
        self.keep(chosen, comment)

    @work(group="judge")
    async def keep(self, chosen: Sequence[Waiting], comment: str | None) -> None:
        """Keep judgements, and say so once the disk has them; what failed is listed again."""
        entries = [each.entry for each in chosen]

        def work(workspace: Workspace) -> tuple[object, Judged, object]:
            before = workspace.mark()
            done = reviews.judge_all(workspace, entries, comment)
            return before, done, workspace.mark()

        problems: list[str] = []
        judged = Judged((), {})
        with collecting(problems):
            before, judged, after = await self.backroom.run(work)
            if self._mark == before:  # nobody else has written: the page is as fresh as it was
                self._mark = after
        self.under_way -= {each.key for each in chosen}
        self._take_up(chosen, judged)
        if problems:
            tell(self.app, problems)
        else:
            self._say(chosen, judged, "审核通过")

    def _take_up(self, chosen: Sequence[Waiting], judged: Judged) -> None:
        """List no more what was judged; what was passed over is read anew."""
        if judged.events:
            self._done.append([event.id for event in judged.events])
        about = {name for event in judged.events for name in event.about}
        gone = [each.key for each in chosen if each.entry.id in about]
        self.found = self.found.without(gone) if self.found else None
        self.query_one(Board).select_none()
        self.show()
        if judged.passed_over:
            self.catch_up()

    def _say(self, chosen: Sequence[Waiting], judged: Judged, word: str) -> None:
        """Say what was judged, what follows from it, and what was passed over."""
        about = {name for event in judged.events for name in event.about}
        done = [each for each in chosen if each.entry.id in about]
        said = []
        if len(done) == 1:
            said.append(f"{word}：{done[0].unit.name} {done[0].item.id}")
        elif done:
            said.append(f"{word} {len(done)} 条")
        ended = sum(each.why == "not-applicable" for each in done)
        if ended and word == "审核通过":
            said.append(f"其中 {ended} 条不涉及，下月起不再报送" if len(done) > 1
                        else "已确认不涉及，下月起不再报送")  # fmt: skip
        if judged.passed_over:
            why = next(iter(judged.passed_over.values()))
            said.append(f"{len(judged.passed_over)} 条没有审核：{why}")
        if done:
            said.append("Ctrl+Z 撤销")
        sentences = "".join(f"{one}。" for one in said)
        self.app.notify(sentences, severity="warning" if judged.passed_over else "information")

    @work(exclusive=True, group="take-back")
    async def action_take_back(self) -> None:
        """Take the last judgement back, and stand on it again."""
        if not self._done:
            self.app.notify("没有可撤销的审核。", severity="warning")
            return
        names = self._done.pop()
        with telling(self.app):
            undone = await self.backroom.run(lambda w: reviews.take_back(w, names))
            await self.reread()
            self._stand_on(undone)
            left = len(names) - len(undone)
            said = f"已撤回 {len(undone)} 条审核"
            said += f"，{left} 条已有别的办理，没有改动" if left else ""
            self.app.notify(f"{said}。")

    def _stand_on(self, undone: Sequence[Event]) -> None:
        places = {(event.unit, event.item, event.period) for event in undone}
        waiting = self.found.waiting if self.found else ()
        back = [each.key for each in waiting if each.report.key in places]
        if back:
            self.query_one(Board).go_to(back[0])

    def settle(self, waiting: Waiting) -> None:
        """Show versions that contradict each other side by side, and let one stand."""
        self._open_versions(waiting)

    @work(exclusive=True, group="settle")
    async def _open_versions(self, waiting: Waiting) -> None:
        unit, period, item = waiting.unit, waiting.period, waiting.item.id

        def decided(decision: Decision | None) -> None:
            self.catch_up()
            if decision:
                self.app.notify(f"{unit.name} {item} 已核定，视同审核通过。")

        with telling(self.app):
            month = await self.backroom.run(lambda w: w.read_month(unit, period))
            standing = month.standing(item)
            if standing is None or standing.state != "conflict":
                await self.reread()
                why = "不在应报之列，请用命令核定" if standing is None else "已在别处核定"
                self.app.notify(f"{unit.name} {item} {why}。", severity="warning")
                return
            from liaison_tui.tui.screens.settling_at_centre import CentreSettlingPage

            self.app.push_screen(CentreSettlingPage(self.backroom, month, item), decided)

    def standing_one(self) -> Waiting | None:
        """Return what one stands on; where there is none, say why."""
        key = self.chosen()
        return self.found.by_key(key) if self.found and key else None

    def _chosen_ones(self) -> list[Waiting]:
        """Return what is selected, or else what one stands on."""
        selected = self.query_one(Board).selected
        if not selected:
            waiting = self.standing_one()
            return [waiting] if waiting else []
        found = map(self.found.by_key, selected) if self.found else ()
        return [each for each in found if each]

    def _is_contested(self, chosen: Sequence[Waiting]) -> bool:
        """Tell whether one stands on what is contested, and say how that is settled."""
        contested = any(each.why == "conflict" for each in chosen)
        if contested:
            self.app.notify("这一项填报不一致，按 Enter 对照核定。", severity="warning")
        return contested


def _of_which(chosen: Sequence[Waiting]) -> str:
    """Return whose entries are chosen, and how many of them end an item or were explained."""
    names = list(dict.fromkeys(each.unit.name for each in chosen))
    more = f"等 {len(names)} 家" if len(names) > _NAMED else ""
    text = f"{'、'.join(names[:_NAMED])}{more}"
    for why, word in (
        ("not-applicable", "不涉及，通过后下月起不再报送"),
        ("explained", "退回后已说明"),
    ):
        count = sum(each.why == why for each in chosen)
        text += f"\n其中 {count} 条{word}。" if count else ""
    return text
