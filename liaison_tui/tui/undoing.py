"""Undo: the states something went through, back and forth, a burst of typing being one step."""

from math import inf
from typing import Generic, TypeVar

S = TypeVar("S")

# A pause after which typing in the same place begins a step of its own, in seconds.
PAUSE = 1.0
# How long what was changed at once, and not by typing, may take to have its effect in other fields.
_ECHO = 0.3


class Undoing(Generic[S]):
    """The steps from a first state on. States are compared with ==; none is changed."""

    def __init__(self, first: S) -> None:
        self._past: list[S] = []
        self._now = first
        self._future: list[S] = []
        self._where: str | None = None
        self._at = -inf

    def note(self, state: S, where: str | None, at: float) -> None:
        """Note a state that was reached by typing somewhere, at a moment in seconds.

        It belongs to the step before where it was typed in the same place without a pause, or
        follows at once from what came there otherwise (`where` is None).
        """
        if state == self._now:
            return
        pause = at - self._at
        goes_on = pause < _ECHO if self._where is None else where == self._where and pause < PAUSE
        if not goes_on:
            self._past.append(self._now)
        self._now, self._where, self._at = state, where, at
        self._future.clear()

    def back(self) -> S | None:
        """Go back to the state before the last step; None where there is none."""
        return self._go(self._past, self._future)

    def forth(self) -> S | None:
        """Go forth to the state from which one went back; None where there is none."""
        return self._go(self._future, self._past)

    def _go(self, there: list[S], here: list[S]) -> S | None:
        if not there:
            return None
        here.append(self._now)
        self._now, self._where, self._at = there.pop(), None, -inf
        return self._now
