"""What the desktop around the terminal can do with a written file: show its folder, take its place.

By programs of the operating system, with lists of arguments and no shell. Where none works one is
told so, and goes on: nothing here raises.
"""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

Which = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Means:
    """Programs to try, one after the other.

    `openers` are given a folder as their last argument. Those of `unsure` do not tell by their
    exit whether it worked. `copiers` read the text in `encoding`. One that has not ended after
    `patience` seconds has opened its window, or will never take the text.
    """

    openers: tuple[tuple[str, ...], ...]
    copiers: tuple[tuple[str, ...], ...]
    encoding: str = "utf-8"
    unsure: bool = False
    patience: float = 3.0


def means_of(platform: str, environ: Mapping[str, str], which: Which) -> Means:
    """Return the programs of a platform (`sys.platform`) in an environment.

    On Windows they are named by their full path: looked for by name, a file of that name in the
    current folder would go before. On Linux without a screen there are none: `xdg-open` would
    start a browser in the terminal.
    """
    if platform == "win32":
        system = environ.get("SYSTEMROOT", r"C:\Windows")
        return Means(
            openers=((rf"{system}\explorer.exe",),),
            copiers=((rf"{system}\System32\clip.exe",),),
            # With its mark: clip.exe takes anything else for the code page of the console.
            encoding="utf-16",
            unsure=True,
        )
    wayland, x11 = "WAYLAND_DISPLAY" in environ, "DISPLAY" in environ
    openers = [("xdg-open",), ("gio", "open")] if wayland or x11 else []
    copiers: list[tuple[str, ...]] = [("wl-copy",)] if wayland else []
    if x11:
        copiers += [("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input")]
    return Means(_found(openers, which), _found(copiers, which))


def open_folder(folder: Path, means: Means | None = None) -> bool:
    """Show a folder in the desktop's own window for files; returns whether a program took it."""
    means = means or _means_here()
    return any(_begin([*words, str(folder)], means) for words in means.openers)


def copy_text(text: str, means: Means | None = None) -> bool:
    """Put a text where other programs paste from; returns whether a program took it."""
    means = means or _means_here()
    data = text.encode(means.encoding, "replace")
    return any(_feed(words, data, means.patience) for words in means.copiers)


def _means_here() -> Means:
    return means_of(sys.platform, os.environ, shutil.which)


def _found(programs: list[tuple[str, ...]], which: Which) -> tuple[tuple[str, ...], ...]:
    """Return the programs that are installed, each by its full path."""
    places = [(which(name), rest) for name, *rest in programs]
    return tuple((place, *rest) for place, rest in places if place)


def _begin(words: list[str], means: Means) -> bool:
    """Start a program that may stay as long as its window does."""
    try:
        process = subprocess.Popen(  # noqa: S603 - a list of arguments, by full path, no shell
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(means.patience) == 0 or means.unsure
    except subprocess.TimeoutExpired:
        # Somebody has to hear of its end, or it stays in the list of processes for good.
        threading.Thread(target=process.wait, daemon=True).start()
        return True


def _feed(words: tuple[str, ...], data: bytes, patience: float) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - as above
            words,
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            timeout=patience,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
