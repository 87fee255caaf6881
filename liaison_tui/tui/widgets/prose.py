"""Paragraphs of Chinese text, wrapped as a printer would: no line begins with a comma."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from liaison_tui.text import pad, sanitise, wrap

_LABEL = 12


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text, and its style; with a label the text stands to the right of it."""

    text: str
    label: str = ""
    style: str = ""


def title(text: str) -> Paragraph:
    """Return the title of what follows."""
    return Paragraph(text, style="bold $primary")


AIR = Paragraph("")


class Prose(Widget):
    """The paragraphs. Whatever is in them is made inert and is never markup."""

    DEFAULT_CSS = "Prose { height: auto; width: 1fr; }"

    def __init__(
        self,
        paragraphs: Iterable[Paragraph] = (),
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._paragraphs = list(paragraphs)
        self._wrapped: dict[int, list[Content]] = {}

    def show(self, paragraphs: Iterable[Paragraph]) -> None:
        """Show other paragraphs."""
        self._paragraphs = list(paragraphs)
        self._wrapped.clear()
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's method
        """Return how many lines it takes at a width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Draw the lines at the width there is."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        """Return the lines at a width, which is asked for several times before they are drawn."""
        if width not in self._wrapped:
            self._wrapped[width] = list(self._wrap(width))
        return self._wrapped[width]

    def _wrap(self, width: int) -> Iterator[Content]:
        for paragraph in self._paragraphs:
            indent = _LABEL if paragraph.label else 0
            label = paragraph.label
            for line in wrap(sanitise(paragraph.text), max(8, width - indent)):
                aside = (pad(label, indent), "$quiet")
                yield Content.assemble(aside, (line, paragraph.style))
                label = ""
