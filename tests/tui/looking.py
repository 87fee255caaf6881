"""What tests of screens look for, and the demo's three months to look at."""

import atexit
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from rich.segment import Segment
from textual.strip import Strip

from liaison_tui.demo.rehearsal import Rehearsal
from tests.programme.plan import TEXT

HOSTILE = [
    "[/张三]", "[@click=app.quit]x[/]", "[link=http://x]y[/link]", "[/", "\x1b[31m红\x1b]0;x\x07",
    "\x9b2J", "abc\u202egpj.exe", "\ud800", "甲\n乙\r\n丙\t丁", "很长" * 10_000, "e\u0301👍🏽☎️",
    "\u2028\u2029\u200b",
]  # fmt: skip
_BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}

# What an officer may read in Latin letters: what stands on his keyboard, his paper and his disk.
_MAY_BE_READ = [
    r"(?<![\w-])[0-9A-Z]{4}-[0-9A-Z]{4}(?![\w-])",  # a receipt code
    r"(?:Ctrl|Shift)\+[A-Z][a-z]*",  # keys
    r"\b(?:Enter|Esc|Tab|Del|F\d+)(?![a-z])",
    r"\bU 盘",
    r"\bExcel\b",
    r"\b[0-9a-f]{4}(?: [0-9a-f]{4})+\b",  # a fingerprint
    r"\b(?=[a-f]*\d)[0-9a-f]{4,64}\b",  # a hash, or what of it or of a fingerprint a line holds
    r"\b[KM]B\b",
    r"_\d{4}-\d\d_\d+_[^\s│]*",  # a bundle's name
    # A file's name, or its ending.
    r"[^\s│]*\.(?:liaison|txt|pdf|zip|docx|html|xlsx|xls|ods|csv|toml)\b",
    r"\bstore/quarantine\b",
    r"信用APP",  # as the notice prints it in T18
]
_BRANDS = set(re.findall(r"[A-Za-z]{2,}", "".join(re.findall(r"[“《][^”》\n]*[”》]", TEXT))))


def controls(text: str) -> list[str]:
    """Return what a terminal would act on instead of drawing it."""
    return [
        c for c in text
        if unicodedata.category(c) in ("Cc", "Cs") or unicodedata.bidirectional(c) in _BIDI
    ]  # fmt: skip


def foreign_words(lines: Iterable[str], *paths: Path) -> list[str]:
    """Return the Latin words of two or more letters that no officer need understand.

    `paths` may be shown, on one line or cut over several.
    """
    found = []
    folders = sorted({str(f) for path in paths for f in (path, path.parent)}, key=len)[::-1]
    for line in lines:
        rest = line
        for pattern in [*map(re.escape, folders), *_MAY_BE_READ]:
            rest = re.sub(pattern, " ", rest)
        for run in re.findall(r"[\w./:-]*[A-Za-z]{2,}[\w./:-]*", rest):
            if not any(_is_of(str(path), run) for path in paths):
                found += [w for w in re.findall(r"[A-Za-z]{2,}", run) if w not in _BRANDS]
    return found


def _is_of(path: str, run: str) -> bool:
    """Tell whether a run is a piece of a path, or what is left of its end on the next line."""
    return (len(run) > 5 and run in path) or path.endswith(run)


def cut(line: str, start: int, width: int) -> str:
    """Return `width` cells of a line from the cell `start` on."""
    return Strip([Segment(f"{line}{' ' * 200}")]).crop(start, start + width).text


@cache
def _played() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="liaison-demo-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Rehearsal(folder / "演示", lambda *_: None).play()
    return folder / "演示"


def rehearsed(folder: Path) -> Path:
    """Put a copy of the demo's three months into a folder and return its root."""
    return Path(shutil.copytree(_played(), folder / "演示"))
