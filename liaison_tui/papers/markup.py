"""Building HTML of which no text can become markup: what is not `Markup` already is escaped."""

from collections.abc import Iterable
from html import escape

from liaison_tui.text import sanitise

_VOID = frozenset(("meta", "col", "br", "input"))


class Markup(str):
    """Text that is HTML already; made here only, of our own words and of escaped ones."""

    __slots__ = ()


Child = Markup | str | int | None | Iterable["Child"]


def text(words: str) -> Markup:
    """Return text as it goes into HTML, inert and escaped; also for a value in quotes."""
    return Markup(escape(sanitise(words)))


def tag(name: str, /, *children: Child, **attributes: str | int | bool | None) -> Markup:
    """Return an element; `class_` is its class, `data_area` its `data-area`.

    An attribute of True stands alone, one of None or False is left out.
    """
    shown = "".join(
        f" {key.rstrip('_').replace('_', '-')}"
        + ("" if value is True else f'="{text(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return Markup(f"<{name}{shown}>")
    return Markup(f"<{name}{shown}>{joined(children)}</{name}>")


def joined(children: Iterable[Child]) -> Markup:
    """Return children one after the other, text among them escaped."""
    return Markup("".join(_one(child) for child in children))


def _one(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Markup):
        return str(child)
    if isinstance(child, str | int):
        return text(str(child))
    return joined(child)
