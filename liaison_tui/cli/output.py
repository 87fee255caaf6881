"""Where a command's words go: the answer to stdout, everything else to stderr."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from liaison_tui.text import sanitise


def prepare_streams() -> None:
    """Make sure that no character a console's code page lacks ever stops a command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def answer(data: Any, *, as_json: bool, table: Callable[[], str]) -> None:
    """Print the answer: one JSON document in UTF-8 whatever the locale, or the table."""
    if as_json:
        text = json.dumps(data, ensure_ascii=False, indent=1)
        sys.stdout.flush()
        sys.stdout.buffer.write(f"{text}\n".encode())
        sys.stdout.buffer.flush()
    else:
        click.echo(sanitise(table()))


def say(sentence: str) -> None:
    """Print a sentence that is not the answer."""
    click.echo(sanitise(sentence), err=True)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int, Path], None]]:
    """Give a function that shows how far long work has come, on stderr, if that is a terminal."""
    shown = sys.stderr.isatty()

    def show(number: int, count: int, _path: Path) -> None:
        if shown and count > 1:
            done = round(20 * number / count)
            bar = "#" * done + "-" * (20 - done)
            click.echo(f"\r{what} [{bar}] {number}/{count} \x1b[K", err=True, nl=False)
            if number == count:
                click.echo("", err=True)

    yield show
