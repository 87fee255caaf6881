"""How far work in the backroom has come, which notes it and never waits for the screen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from textual.widgets import ProgressBar

_LOOK = 0.1


class Progress(ProgressBar):
    """The bar, seen while something is done; `noted` is how far that has come, and of how much."""

    def __init__(self) -> None:
        super().__init__(show_eta=False, id="progress")
        self.display = False
        self.noted = (0, 0)

    def note(self, number: int, count: int) -> None:
        """Note, from whichever thread, which of how many is at hand."""
        self.noted = (number, count)

    @contextmanager
    def shown(self, show: Callable[[int, int], object]) -> Iterator[None]:
        """Show the bar while something is done; `show` says in words, ever again, what is noted."""

        def look() -> None:
            number, count = self.noted
            self.update(total=count or None, progress=number)
            show(number, count)

        self.noted = (0, 0)
        self.update(total=None, progress=0)
        self.display = True
        looking = self.set_interval(_LOOK, look)
        try:
            yield
        finally:
            looking.stop()
            self.display = False
