"""Make the pictures of the app in docs/pictures, from the demo's made-up months.

Run it in the project's environment: `.venv/bin/python docs/make_pictures.py`. It plays the demo in
a folder of its own, drives the real app and writes what is on its screen as SVG.
"""

import asyncio
import os
import re
import tempfile
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Button

from liaison_tui.demo.rehearsal import Rehearsal
from liaison_tui.exchange import sending, trusting
from liaison_tui.exchange.merge import merge_files, merge_held
from liaison_tui.storage.config import change_config
from liaison_tui.tui.app import LiaisonApp
from liaison_tui.workspace import Workspace

HERE = Path(__file__).parent / "pictures"
SIZES = {"80x24": (80, 24), "160x45": (160, 45)}
_CELL = 12.2
_FONT = "'Noto Sans Mono CJK SC','Sarasa Mono SC','NSimSun',monospace"
_TEXT = re.compile(r'(<text [^>]*?) x="([\d.]+)"([^>]*?) textLength="[\d.]+"([^>]*>)([^<]*)</text>')


class Picture(NamedTuple):
    """A picture: its name, whose workspace, on which day, after which keys, in which look."""

    name: str
    office: str
    today: str
    keys: Sequence[str] = ()
    dark: bool = False
    plain: bool = False


UNIT, RETURNED, CENTRE, NEW = "单位/青阳镇", "单位/澄江街道", "信用办", ""
BEFORE, AFTER = "2021-06-28", "2021-07-08"
PICTURES = (
    Picture("first-start", NEW, BEFORE),
    Picture("desk", UNIT, BEFORE),
    Picture("desk-dark", UNIT, BEFORE, dark=True),
    Picture("desk-plain", UNIT, BEFORE, plain=True),
    Picture("desk-returned", RETURNED, AFTER, ("f7",)),
    Picture("form", UNIT, BEFORE, ("enter",)),
    Picture("form-data", UNIT, BEFORE, ("f3", *"I12", "enter", "enter")),
    Picture("form-carried", RETURNED, BEFORE, ("enter", "f7")),
    Picture("marking", UNIT, BEFORE, ("1", "home", "space", "space", "f6")),
    Picture("areas", UNIT, BEFORE, ("ctrl+l",)),
    Picture("picking", UNIT, BEFORE, ("enter", "f4", "f6")),
    Picture("item-menu", UNIT, BEFORE, ("ctrl+b",)),
    Picture("office-menu", UNIT, BEFORE, ("ctrl+u",)),
    Picture("history", UNIT, BEFORE, ("4", "ctrl+b", "1")),
    Picture("plan", UNIT, BEFORE, ("ctrl+b", "2")),
    Picture("extension", UNIT, BEFORE, ("ctrl+b", "3")),
    Picture("feedback", RETURNED, AFTER, ("ctrl+u", "信用办反馈")),
    Picture("approval", UNIT, BEFORE, ("ctrl+u", "审签")),
    Picture("activities", UNIT, BEFORE, ("ctrl+u", "活动", "f6")),
    Picture("local-items", UNIT, BEFORE, ("ctrl+u", "本地事项", "f6")),
    Picture("form-books", UNIT, BEFORE, ("ctrl+u", "填报表")),
    Picture("roster", UNIT, BEFORE, ("ctrl+u", "人员名册")),
    Picture("span-draft", UNIT, AFTER, ("ctrl+u", "半年稿")),
    Picture("settings", UNIT, BEFORE, ("ctrl+e",)),
    Picture("export", UNIT, BEFORE, ("f5",)),
    Picture("receive", CENTRE, AFTER, ("f4", *"报送包/2021-06", "enter")),
    Picture("devices", CENTRE, AFTER, ("f6",)),
    Picture("revoking", CENTRE, AFTER, ("f6", "down", "down", "delete")),
    Picture("overview", CENTRE, AFTER),
    Picture("overview-dark", CENTRE, AFTER, dark=True),
    Picture("unit", CENTRE, AFTER, ("enter",)),
    Picture("entry", CENTRE, AFTER, ("enter", "enter")),
    Picture("entering", CENTRE, AFTER, ("enter", "ctrl+b", "代录")),
    Picture("reviewing", CENTRE, AFTER, ("f5",)),
    Picture("heat", CENTRE, AFTER, ("ctrl+k",)),
    Picture("trial", CENTRE, AFTER, ("ctrl+k", "f6")),
    Picture("rulings", CENTRE, AFTER, ("ctrl+u", "延期")),
    Picture("programme", CENTRE, AFTER, ("ctrl+u", "查找", "年度")),
    Picture("papers", CENTRE, AFTER, ("ctrl+u", "文稿")),
    Picture("answering", CENTRE, AFTER, ("ctrl+u", "发回执包")),
    Picture("roll-call", CENTRE, AFTER, ("ctrl+u", "催报")),
    Picture("closing", CENTRE, AFTER, ("ctrl+u", "定稿")),
    Picture("sums", CENTRE, AFTER, ("ctrl+u", "目标汇总", "down", "down")),
    Picture("indicators", CENTRE, AFTER, ("ctrl+u", "监测")),
    Picture("scores", CENTRE, AFTER, ("ctrl+u", "绩效", "ctrl+l", "季度")),
    Picture("inspections", CENTRE, AFTER, ("ctrl+u", "延期", "f4")),
    Picture("register", CENTRE, AFTER, ("ctrl+u", "联席会议")),
    Picture("search", CENTRE, AFTER, ("ctrl+u", "查找", "全文检索", *"2021", "enter")),
    Picture("help", UNIT, BEFORE, ("f1",)),
    Picture("palette", UNIT, BEFORE, ("f9",)),
)


def send_back(centre: Workspace, unit: Path) -> None:
    """Let a unit take in what the centre has said of its months."""
    owner = Workspace(unit)
    with owner.at_its_date():
        sent = sending.feedback(centre.office, owner.unit_named(None).id, "2021-06", unit.parent)
        if sent:
            merge_files(owner.office, [sent.path])
            trusting.confirm(owner.office, centre.office.key.device, None)
            merge_held(owner.office)


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until the app has done what it was told."""
    for _ in range(4):
        await pilot.pause()
        workers = [w for w in pilot.app.workers if w.group != "look"]
        await pilot.app.workers.wait_for_complete(workers)


def number_of(app: LiaisonApp, word: str) -> str:
    """Return the number of what begins with a word in the menu that is open."""
    labels = [str(button.label).split() for button in app.screen.query(Button)]
    return next(label[0] for label in labels if label[1].startswith(word))


async def draw(picture: Picture, root: Path, size: tuple[int, int]) -> str:
    """Return the screen after a picture's keys as SVG."""
    workspace = Workspace(root / picture.office) if picture.office else None
    app = LiaisonApp(workspace, Path("D:/报送"))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        looks = ("ctrl+t",) * picture.dark + ("ctrl+g",) * picture.plain
        for key in (*looks, *picture.keys):
            is_word = len(key) > 1 and not key.isascii()
            await pilot.press(number_of(app, key) if is_word else key)
            await settle(pilot)
        await settle(pilot)
        # Not the folder that is made for this: one that an office may have.
        return as_seen(app.export_screenshot().replace(str(root), "D:/演示"))


def as_seen(svg: str) -> str:
    """Return Textual's SVG with each character in its own cells, and without fonts from afar."""
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg)
    svg = svg.replace("font-variant-east-asian: full-width;", "text-autospace: no-autospace;")
    svg = svg.replace("Fira Code, monospace", _FONT).replace(
        "font-family: arial", f"font-family: {_FONT}"
    )
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return _TEXT.sub(_in_cells, svg)


def _in_cells(match: re.Match[str]) -> str:
    start, x, middle, end, text = match.groups()
    places, place = [], float(x)
    for character in unescape(text):
        places.append(f"{place:.1f}")
        place += _CELL * cell_len(character)
    return f'{start} x="{" ".join(places)}"{middle}{end}{text}</text>'


def main() -> None:
    """Play the demo and make every picture at every size."""
    HERE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="liaison-") as folder:
        root = Path(folder) / "演示"
        os.chdir(folder)
        send_back(Rehearsal(root, print).play(), root / RETURNED)
        os.chdir(root)
        for picture in PICTURES:
            os.environ["LIAISON_TODAY"] = picture.today
            for name, size in SIZES.items():
                # Looks are remembered: each picture begins with the light, fine one.
                if picture.office:
                    change_config(
                        root / picture.office / "config.toml",
                        {"screen": {"theme": "light", "plain": False}},
                    )
                svg = asyncio.run(draw(picture, root, size))
                (HERE / f"{picture.name}-{name}.svg").write_text(svg, encoding="utf-8")
                print(picture.name, name)


if __name__ == "__main__":
    main()
