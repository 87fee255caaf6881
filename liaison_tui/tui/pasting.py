"""Pastes as terminals send them, made whole before Textual's reader of keys sees them.

Textual 8.2 takes an ESC inside a bracketed paste for the beginning of a key: letters after it are
lost, and control characters act as keys. Text copied from a terminal or a web page holds them.
"""

import re
import sys
from collections.abc import Iterable

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.driver import Driver
from textual.message import Message

# Colours, links and titles with their ESC (ECMA-48), or an ESC alone.
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))?")
_SPLIT = len(BRACKETED_PASTE_START) - 1


class PasteReader(XTermParser):
    """Textual's reader of keys, which gets each paste at once and without ESC in it."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasted: str | None = None
        self._before = ""

    def feed(self, data: str) -> Iterable[Message]:
        """Read what the terminal sent; the end of all (an empty text) goes on as it is."""
        if not data:
            yield from super().feed(data)
        while data:
            if self._pasted is None:
                keys, data = self._up_to_paste(data)
                yield from super().feed(keys)
            else:
                text, end, data = (self._pasted + data).partition(BRACKETED_PASTE_END)
                self._pasted = None if end else text
                if end:
                    yield from super().feed(_SEQUENCE.sub("", text) + end)

    def _up_to_paste(self, data: str) -> tuple[str, str]:
        """Return the keys before a paste with its beginning, and the rest.

        The beginning may have come in two pieces.
        """
        seen = self._before + data
        place = seen.find(BRACKETED_PASTE_START)
        if place < 0:
            self._before = seen[-_SPLIT:]
            return data, ""
        stop = place + len(BRACKETED_PASTE_START) - len(self._before)
        self._before, self._pasted = "", ""
        return data[:stop], data[stop:]


def read_pastes_whole(driver: type[Driver]) -> None:
    """Let a driver's module make our reader instead of Textual's, where it reads a terminal."""
    module = sys.modules[driver.__module__]
    if hasattr(module, "XTermParser"):
        module.XTermParser = PasteReader  # type: ignore[attr-defined]
