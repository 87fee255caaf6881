"""Paragraphs of Chinese text, wrapped as a printer would: no line begins with a comma."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from liaison_tui.text import pad, sanitise, shorten, wrap
from liaison_tui.tui.look import cut_mark

_LABEL = 12


class Span(NamedTuple):
    """A stretch of a paragraph's text, from one character up to another, and what style it has."""

    start: int
    end: int
    style: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text, and its style; with a label the text stands to the right of it.

    It takes at most `lines` lines, 0 for as many as it needs; what is left out leaves a mark.
    `spans` are drawn in a style of their own; they count the characters of sanitised text.
    """

    text: str
    label: str = ""
    style: str = ""
    lines: int = 0
    spans: tuple[Span, ...] = ()


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
            label, room = paragraph.label, max(8, width - indent)
            text = sanitise(paragraph.text)
            lines = wrap(text, room)
            styles = _styles(paragraph, text, lines) if paragraph.spans else ()
            if paragraph.lines and len(lines) > paragraph.lines:
                rest = "".join(lines[paragraph.lines - 1 :])
                lines = [*lines[: paragraph.lines - 1], shorten(rest, room, cut_mark(self))]
            drawn = 0
            for line in lines:
                aside = (pad(label, indent), "$quiet")
                if styles:
                    parts = _in_styles(line, styles[drawn : drawn + len(line)])
                    drawn += len(line)
                else:
                    parts = [(line, paragraph.style)]
                yield Content.assemble(aside, *parts)
                label = ""


def _styles(paragraph: Paragraph, text: str, lines: Iterable[str]) -> list[str]:
    """Return the style of each character that stands in the lines of a paragraph's text.

    Spaces and line ends where it was broken stand in none.
    """
    whole = [paragraph.style] * len(text)
    for start, end, style in paragraph.spans:
        whole[start:end] = [f"{paragraph.style} {style}"] * len(whole[start:end])
    found: list[str] = []
    place = 0
    for line in lines:
        place = text.index(line, place)
        found += whole[place : place + len(line)]
        place += len(line)
    return found


def _in_styles(line: str, styles: Iterable[str]) -> list[tuple[str, str]]:
    """Return the parts of a line that have one style each."""
    # A mark where text was cut may stand where no character of the text does.
    paired = zip(line, [*styles, *[""] * len(line)], strict=False)
    groups = groupby(paired, key=lambda pair: pair[1])
    return [("".join(character for character, _ in group), style) for style, group in groups]
