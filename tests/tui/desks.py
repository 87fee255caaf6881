"""The app on real workspaces, and what one sees and does in it."""

# ruff: noqa: SLF001 - Textual's own Pilot waits for less, and tests must not guess

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Any

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Button
from textual.worker import WorkerCancelled

from liaison_tui.tui.app import LiaisonApp
from liaison_tui.tui.screens.form import FormPage
from liaison_tui.tui.screens.menu import Menu
from liaison_tui.tui.widgets.board import Board
from liaison_tui.workspace import Workspace
from tests.exchange import offices

NARROW = (80, 24)
WIDE = (160, 45)
# Two panes beside each other, and quicker to draw.
ROOMY = (124, 36)

# What the app does by itself every two seconds; nobody waits for it.
_BY_ITSELF = "look"
_PATIENCE = 20.0
_MOMENT = 0.002


def make_unit(folder: Path) -> Path:
    """Make the workspace of 澄江街道 in a folder and return its root."""
    return offices.make_unit(folder / "澄江街道").root


def make_centre(folder: Path) -> Path:
    """Make the centre's workspace in a folder and return its root."""
    return offices.make_centre(folder / "信用办").root


@asynccontextmanager
async def opened(
    root: Path | None, size: tuple[int, int] = NARROW, *, place: Path | None = None
) -> AsyncIterator[Pilot[None]]:
    """Open the app on a workspace, or on making one in `place`, once its first page is there."""
    workspace = Workspace(root) if root else None
    app = LiaisonApp(workspace, place or root or Path.cwd())
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        yield pilot
    assert app.problem is None


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until what was begun is done, and what it led to, however busy the machine is."""
    while True:
        await asyncio.sleep(_MOMENT)
        if await _worked(pilot) or not _is_at_rest(pilot.app):
            continue
        await pilot._wait_for_screen()
        await pilot.wait_for_animation()
        if not await _worked(pilot) and _is_at_rest(pilot.app):
            return


async def _worked(pilot: Pilot[Any]) -> bool:
    """Wait for the workers there are, and tell whether there were any."""
    busy = [w for w in pilot.app.workers if w.group != _BY_ITSELF and not w.is_finished]
    for worker in busy:
        with suppress(WorkerCancelled):
            await worker.wait()
    return bool(busy)


def _is_at_rest(app: App[Any]) -> bool:
    """Tell whether no message waits anywhere, and nothing is still to be drawn."""
    screen = app.screen
    pumps = [app, *screen.walk_children(with_self=True)]
    waiting = any(pump.message_queue_size or pump._next_callbacks for pump in pumps)
    return not (
        waiting or screen._callbacks or screen._layout_required or screen._recompose_required
    )


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Wait for what comes by itself; fails where it does not come."""
    begun = monotonic()
    while not condition():
        assert monotonic() - begun < _PATIENCE, "waited in vain"
        await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, and wait each time until what it began is done.

    In a menu a Chinese word stands for the number of what begins with it.
    """
    for wanted in keys:
        key = wanted if wanted.isascii() else number_of(pilot, wanted)
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settle(pilot)


def number_of(pilot: Pilot[Any], word: str) -> str:
    """Return the number of what begins with a word in the menu that is open."""
    menu = pilot.app.screen
    assert isinstance(menu, Menu)
    labels = [str(button.label) for button in menu.query(Button)]
    (number,) = [label.split()[0] for label in labels if label.split()[1].startswith(word)]
    return number


async def type_text(pilot: Pilot[Any], text: str) -> None:
    """Type characters as they come from a terminal, in one go."""
    for character in text:
        key = character if character.isalnum() else _character_to_key(character)
        pilot.app.post_message(events.Key(key, character))
    await settle(pilot)


async def paste(pilot: Pilot[Any], text: str) -> None:
    """Paste a text as a terminal does."""
    pilot.app.post_message(events.Paste(text))
    await settle(pilot)


async def open_form(pilot: Pilot[Any], item: str) -> FormPage:
    """Go to an item in the desk's list, open its form and return that."""
    await stand_on(pilot, item)
    await press(pilot, "enter")
    return form_of(pilot, item)


async def stand_on(pilot: Pilot[Any], item: str) -> None:
    """Go to an item in the desk's list."""
    board = pilot.app.screen.query_one("#items", Board)
    steps = board.keys.index(item)
    for key in ("home", *["down"] * steps):
        pilot.app.post_message(events.Key(key, None))
    await settle(pilot)
    assert board.cursor_key == item


async def stand_on_row(pilot: Pilot[Any], key: str) -> None:
    """Go to a row in the list of the page that is open."""
    pilot.app.screen.query_one(Board).go_to(key)
    await settle(pilot)
    assert pilot.app.screen.query_one(Board).cursor_key == key


def form_of(pilot: Pilot[Any], item: str) -> FormPage:
    """Return the form that is open, which must be this item's."""
    page = pilot.app.screen
    assert isinstance(page, FormPage)
    assert page.item.id == item
    return page


async def focus(pilot: Pilot[Any], selector: str) -> Widget:
    """Put the cursor in a field, however many Tabs away it is, and return the field."""
    widget = pilot.app.screen.query_one(selector)
    widget.focus()
    await settle(pilot)
    assert widget.has_focus
    return widget


def said(root: Path, item: str, month: str = offices.MONTH) -> Mapping[str, Any]:
    """Return the current entry of an item as a program finds it that opens the workspace anew."""
    report = Workspace(root).reports(items=[item], periods=[month]).get((offices.TOWN, item, month))
    return report.current.event.body if report and report.current else {}


def lines(app: App[Any]) -> list[str]:
    """Return what is on the screen, line by line, without the spaces at the ends of lines."""
    screen = app.screen
    strips = screen._compositor.render_strips(screen.size)
    return [strip.text.rstrip() for strip in strips]


def screen_text(app: App[Any]) -> str:
    """Return what is on the screen, as one text of lines."""
    return "\n".join(lines(app))


def toasts(app: App[Any]) -> list[str]:
    """Return the messages that stand in the corner, the oldest first."""
    return [notification.message for notification in app._notifications]
