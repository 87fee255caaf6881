"""Paragraphs of Chinese text, wrapped as a printer would: no line begins with a comma."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from liaison_tui.text import pad, sanitise, shorten, wrap
from liaison_tui.tui.look import cut_mark

_LABEL = 12
# Underlined too, for screens without colour.
_MARK = "bold underline $primary"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text, and its style; with a label the text stands to the right of it.

    It takes at most `lines` lines, 0 for as many as it needs; what is left out leaves a mark.
    `marks` are stretches of the text, from a character up to another, that differ from others.
    """

    text: str
    label: str = ""
    style: str = ""
    lines: int = 0
    marks: Sequence[tuple[int, int]] = ()


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
            lines = wrap(sanitise(paragraph.text), room)
            if paragraph.lines and len(lines) > paragraph.lines:
                rest = "".join(lines[paragraph.lines - 1 :])
                lines = [*lines[: paragraph.lines - 1], shorten(rest, room, cut_mark(self))]
            marked = _marked(paragraph)
            place = 0
            for line in lines:
                aside = Content.styled(pad(label, indent), "$quiet")
                shown, place = _draw(line, place, paragraph, marked)
                yield Content.assemble(aside, shown)
                label = ""


def _marked(paragraph: Paragraph) -> set[int]:
    """Return the places of a text's characters that are marked."""
    return {n for start, end in paragraph.marks for n in range(start, end)}


def _draw(line: str, place: int, paragraph: Paragraph, marked: set[int]) -> tuple[Content, int]:
    """Return a line with what is marked in it, and where in the text the next one begins.

    A line holds the characters of the text in their order, but for spaces where it was broken.
    """
    if not marked:
        return Content.styled(line, paragraph.style), place
    text = sanitise(paragraph.text)
    places = []
    for character in line:
        found = text.find(character, place)
        places.append(found in marked)
        place = place if found < 0 else found + 1
    runs = [
        ("".join(character for _, character in run), f"{paragraph.style} {_MARK if mark else ''}")
        for mark, run in groupby(zip(places, line, strict=True), key=lambda pair: pair[0])
    ]
    return Content.assemble(*runs), place
