"""A page of a list with something beside it; where both have no room F2 shows the one or other."""

from abc import abstractmethod
from typing import ClassVar

from textual.binding import Binding, BindingType

from liaison_tui.tui.screens.page import Page

DETAIL = Binding("f2", "detail", "详情", id="detail", tooltip="显示或收起右边的详情")


class BesidePage(Page[None]):
    """The page. Whoever extends it lays out a `Board` and, beside that, `ASIDE`."""

    ASIDE: ClassVar[str] = "#aside"
    BINDINGS: ClassVar[list[BindingType]] = [
        DETAIL,
        Binding("escape", "go_back", "返回", id="back", tooltip="回到清单；没有详情时离开这一页"),
    ]

    @abstractmethod
    def show(self, at: str | None = None) -> None:
        """Show what was found, the cursor on the row `at`; again where drawing changed."""

    @property
    def shows_detail(self) -> bool:
        """Whether what stands beside the list has been asked for."""
        return self.has_class("-detail")

    def action_detail(self) -> None:
        """Show or hide what stands beside the list, where both have no room."""
        self.toggle_class("-detail")
        self.refresh_bindings()
        self.query_one(self.ASIDE if self.shows_detail else "Board").focus()

    def action_go_back(self) -> None:
        """Go back from what stands beside, else from the page."""
        if self.shows_detail:
            self.action_detail()
        else:
            self.dismiss(None)
