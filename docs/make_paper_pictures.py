"""Make the pictures of papers in docs/pictures/papers: a page of each, as an office lays it out.

Run it in the project's environment and folder, `python -m docs.make_paper_pictures [FOLDER]`. It
plays the demo, adds by commands what papers tell of besides, has each paper written by the command
an officer would use, LibreOffice lay it out and Chromium print the dashboard. Needs soffice,
pdftoppm and Chromium.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import xlsxwriter

from docs.small_png import from_ppm
from liaison_tui.demo.rehearsal import Rehearsal
from liaison_tui.workspace import Workspace

_MONTH, _TOWN = ("--period", "2021-06"), ("--unit", "青阳镇")
_JULY, _AFTER = "2021-07-14", "2021-07-22"
_LOST = {"I05": 1.5, "I12": 1.2, "I20": 0.5, "I27": 16.5, "I39": 3}
_HIGH = "900"
# Part of a page, in dots from its upper left corner: resolution, x, y, width, height.
_FORM_PART = ("190", "120", "110", "1400", "900")
# What offices have and other machines have not, and what stands in for it there.
_SONG, _HEI = "Noto Serif CJK SC", "Noto Sans CJK SC"
_FONTS = {
    "宋体": _SONG, "SimSun": _SONG, "仿宋": _SONG, "仿宋_GB2312": _SONG, "FangSong": _SONG,
    "楷体": _SONG, "楷体_GB2312": _SONG, "KaiTi": _SONG, "方正小标宋简体": _SONG,
    "黑体": _HEI, "SimHei": _HEI,
}  # fmt: skip


class Page(NamedTuple):
    """A page of a paper: the picture's name, the paper's ending and command, which page, a part."""

    name: str
    ending: str
    command: Sequence[str]
    number: int = 1
    part: Sequence[str] = ()


def pages(inspection: str) -> list[Page]:
    """Return the pages to be shown; `inspection` is the id of the one whose slip is printed."""
    report = ("report",)
    red = ("--by", "7-30", "--red-head", "--number", "3", "--disclosure", "request")
    return [
        Page("director", ".docx", [*report, "director", *_MONTH]),
        Page("circular", ".docx", [*report, "circular", *_MONTH, *red]),
        Page("slip", ".docx", [*report, "slip", "--id", inspection]),
        Page("points-slip", ".docx", ["indicators", "slip", "--unit", "税务局"]),
        Page("agenda", ".docx", ["meeting", "agenda", "H01"]),
        Page("approval", ".docx", [*report, "approval", *_MONTH, *_TOWN]),
        Page("draft", ".docx", [*report, "draft", "--period", "2021-Q2", *_TOWN]),
        Page("summary", ".xlsx", [*report, "summary", *_MONTH]),
        Page("summary-unit", ".xlsx", [*report, "summary", *_MONTH, *_TOWN]),
        Page("indicators", ".xlsx", [*report, "indicators", *_MONTH]),
        Page("missing", ".xlsx", [*report, "missing", *_MONTH]),
        Page("problems", ".xlsx", [*report, "problems", *_MONTH]),
        Page("practices", ".xlsx", [*report, "practices", *_MONTH]),
        Page("scores", ".xlsx", [*report, "scores", *_MONTH]),
        Page("form", ".xlsx", ["form", *_TOWN, *_MONTH], part=_FORM_PART),
        Page("dashboard", ".html", [*report, "dashboard", *_MONTH]),
        Page("dashboard-heat", ".html", [*report, "dashboard", *_MONTH], number=2),
    ]


def add_what_papers_tell(centre: Workspace, folder: Path) -> str:
    """Add points, an inspection, a meeting and approved scores; returns the inspection's id."""
    root = centre.root
    points = folder / "6月得分.xlsx"
    _write_points(centre, points)
    say(root, _JULY, "indicators", "import", points, *_MONTH, "--source", "省")
    say(root, _JULY, "indicators", "assign", *_MONTH, "--due", "2021-07-25")
    asked = say(root, _JULY, "inspect", "T20", "--unit", "澄江街道", "--sort", "不定期",
                "--manner", "集中检查", "--finding", "贯标企业走访台账不全。",
                "--deadline", "2021-07-20", "--json")  # fmt: skip
    for list_of, most in (("problems", 4), ("practices", 2)):
        for row in json.loads(say(root, _JULY, list_of, "--json"))["waiting"][:most]:
            say(root, _JULY, list_of, "take", row["id"][:12])
    say(root, _JULY, "meeting", "add", "--date", "2021-07-15", "--place", "发改委三楼会议室")
    say(root, _JULY, "scores", *_MONTH, "--approve", "--approver", "李主任", "--days", "5")
    return str(json.loads(asked)["id"])[:8]


def _write_points(centre: Workspace, path: Path) -> None:
    """Write a sheet of June's points as one comes from above; a few of them are lost."""
    programme = centre.programme
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("监测得分")
        sheet.write_row(0, 0, ("指标名称", "满分", "得分"))
        row = 0
        for item in programme.items:
            shared = programme.shared_points_of(item)
            full = shared.points if shared and shared.items[0] == item.id else item.points
            if item.kind == "indicator" and full is not None and item.id != "I40":
                row += 1
                sheet.write_row(row, 0, (item.text, full, _LOST.get(item.id, full)))


def say(root: Path, today: str, *words: str | Path) -> str:
    """Run a command in a workspace on a day, and return what it answers."""
    command = [sys.executable, "-m", "liaison_tui", "-C", root, *words]
    return run(*command, LIAISON_TODAY=today, PYTHONUTF8="1")


def program(*names: str) -> str:
    """Return where a program lies, or end with its name."""
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        sys.exit(f"{names[0]} is not installed")
    return path


def run(*arguments: str | Path, **environment: str) -> str:
    """Run a program and return what it says; its failure is ours."""
    words, around = [str(each) for each in arguments], {**os.environ, **environment}
    done = subprocess.run(words, check=False, capture_output=True, timeout=300, env=around)  # noqa: S603
    if done.returncode:
        sys.exit(f"{words} failed:\n{done.stderr.decode(errors='replace')}")
    return done.stdout.decode("utf-8", errors="replace")


def _write_fonts(path: Path) -> None:
    """Write which fonts stand in for those of an office."""
    rules = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        '<edit name="family" mode="prepend" binding="strong">'
        f"<string>{other}</string></edit></match>"
        for name, other in _FONTS.items()
    )
    path.write_text(
        f"<fontconfig><include>/etc/fonts/fonts.conf</include>{rules}</fontconfig>", "utf-8"
    )


def draw(page: Page, paper: Path, target: Path) -> int:
    """Draw a page of a paper as a picture; returns its size in bytes."""
    folder, printed = paper.parent, paper.with_suffix(".pdf")
    if page.ending == ".html":
        browser = program("chromium", "chromium-browser", "google-chrome")
        run(browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={printed}",
            paper.as_uri())  # fmt: skip
    else:
        run(program("soffice"), "--headless", f"-env:UserInstallation={(folder / 'lo').as_uri()}",
            "--convert-to", "pdf", "--outdir", folder, paper,
            FONTCONFIG_FILE=str(folder / "fonts.conf"))  # fmt: skip
    size = ["-scale-to-x", "-1", "-scale-to-y", _HIGH]
    if page.part:
        dots, x, y, wide, high = page.part
        size = ["-r", dots, "-x", x, "-y", y, "-W", wide, "-H", high]
    number = str(page.number)
    run(program("pdftoppm"), "-singlefile", "-f", number, "-l", number, *size, printed,
        folder / page.name)  # fmt: skip
    picture = from_ppm((folder / f"{page.name}.ppm").read_bytes())
    (target / f"{page.name}.png").write_bytes(picture)
    return len(picture)


def main() -> None:
    """Write the pictures into the folder named, or docs/pictures/papers."""
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures/papers").absolute()
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_fonts(folder / "fonts.conf")
        centre = Rehearsal(folder / "演示", lambda *_: None).play()
        inspection = add_what_papers_tell(centre, folder)
        for page in pages(inspection):
            paper = folder / f"{page.name}{page.ending}"
            say(centre.root, _AFTER, *page.command, "-o", paper)
            print(f"{page.name}: {draw(page, paper, target)} bytes", flush=True)


if __name__ == "__main__":
    main()
