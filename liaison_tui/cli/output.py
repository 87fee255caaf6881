"""Where a command's words go: the answer to stdout, everything else to stderr."""

import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from liaison_tui.errors import LiaisonError
from liaison_tui.storage.files import reason
from liaison_tui.text import sanitise


def prepare_streams() -> None:
    """Make sure that neither a character a console lacks nor a closed stream stops a command."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def on_terminal() -> bool:
    """Tell whether a person sits at a terminal, so that the app may open."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())


def answer(data: Any, *, as_json: bool, table: Callable[[], str]) -> None:
    """Print the answer: one JSON document in UTF-8 whatever the locale, or the table."""
    text = json.dumps(data, ensure_ascii=False, indent=1) if as_json else sanitise(table())
    with _heard():
        if as_json:
            sys.stdout.flush()
            sys.stdout.buffer.write(f"{text}\n".encode())
        else:
            click.echo(text)
        sys.stdout.flush()


def answer_rows(rows: Iterable[Any]) -> None:
    """Print rows as one JSON document, the same to the byte as `answer` would, as they come."""
    before = "["
    for row in rows:
        # A line end within a string is spelled, so these are all lines between values.
        text = json.dumps(row, ensure_ascii=False, indent=1).replace("\n", "\n ")
        _put(f"{before}\n {text}")
        before = ","
    _put("[]\n" if before == "[" else "\n]\n")
    with _heard():
        sys.stdout.flush()


def _put(text: str) -> None:
    """Write a piece of a JSON document, in UTF-8 whatever the locale."""
    with _heard():
        sys.stdout.buffer.write(text.encode())


@contextmanager
def _heard() -> Iterator[None]:
    """Say it where an answer could not be shown: what was done is done."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise LiaisonError(
            f"命令已经执行，但结果没有显示出来（{reason(error)}）", "请用查询命令查看结果"
        ) from None


def say(sentence: str) -> None:
    """Print a sentence that is not the answer."""
    click.echo(sanitise(sentence), err=True)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows how far long work has come, on stderr, if that is a terminal."""
    shown = sys.stderr.isatty()

    def show(number: int, count: int) -> None:
        if shown and count > 1:
            done = round(20 * number / count)
            bar = "#" * done + "-" * (20 - done)
            click.echo(f"\r{what} [{bar}] {number}/{count} \x1b[K", err=True, nl=False)
            if number == count:
                click.echo("", err=True)

    yield show
