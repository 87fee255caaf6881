"""What a desk does with contested items: opens their versions, and goes on until all is settled."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import replace

from textual import work

from liaison_tui import clock
from liaison_tui.journal.form import form_values
from liaison_tui.journal.joining import joined
from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.reports.ordering import next_open
from liaison_tui.storage.drafts import Draft
from liaison_tui.text import one_line
from liaison_tui.tui.passing import Decision
from liaison_tui.tui.screens.month import MonthPage
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board


class SettlingDesk(MonthPage):
    """A month's page on which what is contested can be settled."""

    @abstractmethod
    def rewrite(self, month: Month, item: str) -> None:
        """Open the form of a contested item with what a month has of it."""

    def settle_before(self, send: Callable[[], None]) -> None:
        """Export by `send`, once it is clear what to do with what is contested up to this month."""
        contested = self.found.contested(self.period) if self.found else []

        def answered(answer: str | None) -> None:
            if answer == "settle":
                self.settle_next(self.period)
            elif answer:
                send()

        if contested:
            self.app.push_screen(_question(contested, self.period), answered)
        else:
            send()

    def is_contested(self, item: str) -> bool:
        """Tell whether the month holds several versions of an item, none settled."""
        standing = self.found.standing(item) if self.found else None
        return standing is not None and standing.state == "conflict"

    def show_versions(self, item: str, home: str = "", said: str = "") -> None:
        """Show the versions of a contested item, and what was `said` of the one before.

        The month `home` waits to be exported, if any.
        """

        def decided(decision: Decision | None) -> None:
            if decision and decision.chosen:
                self.settle_next(home, decision)
            elif decision and self.found:
                self.rewrite(month_to_rewrite(self.found, item), item)
            elif home:
                self.turn_to(home)

        if self.found:
            from liaison_tui.tui.screens.settling import SettlingPage

            page = SettlingPage(self.backroom, self.found, item, said)
            self.app.push_screen(page, decided)

    @work(exclusive=True, group="settle")
    async def settle_next(self, home: str, decision: Decision | None = None) -> None:
        """Say what was decided, and go to what is contested still, else on in the list.

        That is in this month, or, where the month `home` waits to be exported, in any up to that.
        """
        with telling(self.app):
            after = self._open_after(decision)
            await self.reread()
            found = self.found.contested(home or self.period) if self.found else []
            left = [(month, item) for month, item in found if home or month == self.period]
            for month, item in left:
                await self._turn_to(month)
                if self.is_contested(item):
                    self.show(item)
                    self.show_versions(item, home, _words(decision, len(left)))
                    return
            await self._turn_to(home or self.period)
            said = _words(decision, len(left))
            if left:
                said += f"{_names(left, self.period)} 不在应报事项之内，请与信用办联系核定。"
            elif home:
                said += "没有不一致的了，按 F5 导出报送包。"
            self.app.notify(said, severity="warning" if left else "information")
            self.show(after)

    def _open_after(self, decision: Decision | None) -> str | None:
        """Return the open item that comes after the one decided on, as the list stands now."""
        if self.found is None or decision is None:
            return None
        return next_open(self.found, decision.item, self.query_one(Board).keys)

    @work(exclusive=True, group="settle")
    async def turn_to(self, period: str) -> None:
        """Show the list of a month."""
        with telling(self.app):
            await self._turn_to(period)

    async def _turn_to(self, period: str) -> None:
        if period != self.period:
            self.period = period
            self.found = None
            self.query_one(Board).wait()
            await self.reread()


def _words(decision: Decision | None, left: int) -> str:
    """Return what was decided in sentences, with what is odd in it and how much is left."""
    if decision is None or decision.chosen is None:
        return ""
    chosen = decision.chosen
    whose = f"{one_line(chosen.by)} {wording.moment(chosen.at)} "
    said = [f"{decision.item} 已核定：以{whose}的填报为准，其余留在办理留痕里"]
    # What the others said and this version does not was before the eyes.
    said += [f"提醒：{w.message}" for w in decision.warnings if w.kind != "dropped"]
    said += [f"还有 {left} 项不一致"] if left else []
    return "".join(f"{sentence}。" for sentence in said)


def month_to_rewrite(month: Month, item: str) -> Month:
    """Return a month in which a form finds all that the versions of an item say, to rewrite it.

    As a draft: it replaces those versions, and is kept once somebody writes on. An earlier draft
    goes before it.
    """
    standing = month.standing(item)
    if standing is None:
        return month
    from liaison_tui.tui.screens.settling import versions_of

    heads = versions_of(standing)
    body = joined([event.body for event in heads])
    key = standing.obligation.key
    draft = Draft(
        *key,
        values=form_values(body),
        evidence=tuple(body.get("evidence", ())),
        files=(),
        seen=tuple(event.id for event in heads),
        at=clock.stamp(),
    )
    return replace(month, drafts={key: draft, **month.drafts})


def _question(contested: Sequence[tuple[str, str]], period: str) -> Question:
    """Return the question to ask before an export of what is contested: as (month, item)."""
    text = f"{_names(contested, period)}\n不核定就导出，几种不一致的说法都会交到信用办。"
    answers = {"settle": "先去核定", "send": "仍然导出"}
    return Question(f"{len(contested)} 项填报不一致，待核定", text, answers)


def _names(contested: Sequence[tuple[str, str]], period: str) -> str:
    """Return items by number, those of other months than the one on the page with their month."""
    return "、".join(
        item if month == period else f"{wording.period_word(month)} {item}"
        for month, item in contested
    )
