"""Make the pictures of papers in docs/pictures: each page as an office lays it out.

Run it in the project's environment, `.venv/bin/python docs/make_paper_pictures.py [FOLDER]`. It
plays the demo, writes the papers, has LibreOffice lay them out and Chromium show the dashboard.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from liaison_tui import handing_on, survey
from liaison_tui.demo.rehearsal import Rehearsal
from liaison_tui.handing_on import Switches
from liaison_tui.papers.dashboard.page import dashboard_page
from liaison_tui.papers.letter import Letter
from liaison_tui.papers.writing import write_paper
from liaison_tui.rulings.inspections import inspect
from liaison_tui.workspace import Workspace

_MONTH = "2021-06"
_PAGES = {"director": 1, "circular": 5, "slip": 2}
_DOTS_PER_INCH = "60"
_SCREEN = "1366,768"


def letters(centre: Workspace) -> dict[str, Letter]:
    """Return the papers by the names of their pictures."""
    unit, item = centre.unit_named("澄江街道"), centre.programme.item_by_id["T20"]
    found = inspect(
        centre, unit, [item],
        {"sort": "irregular", "manner": "concentrated", "subject": "special",
         "finding": "贯标企业走访台账不全。", "deadline": "2021-07-20"},
    )  # fmt: skip
    red = Switches(red_head=True, disclosure="request")
    return {
        "director": handing_on.director_page(centre, _MONTH, (), Switches(internal=True)),
        "circular": handing_on.circular(centre, _MONTH, (), red),
        "slip": handing_on.supervision_slip(centre, found.id, Switches()),
    }


def program(*names: str) -> str:
    """Return where a program lies, or end with its name."""
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        sys.exit(f"{names[0]} is not installed")
    return path


def run(*arguments: str | Path) -> None:
    """Run a program silently; its failure is ours."""
    subprocess.run([str(a) for a in arguments], check=True, capture_output=True, timeout=300)  # noqa: S603


def main() -> None:
    """Write the pictures into the folder named, or docs/pictures."""
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures").absolute()
    office, pages = program("soffice"), program("pdftoppm")
    browser = program("chromium", "chromium-browser", "google-chrome")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        centre = Rehearsal(folder / "演示", lambda *_: None).play()
        with centre.at_its_date():
            for stem, letter in letters(centre).items():
                path = folder / f"{stem}.docx"
                write_paper(path, letter)
                run(office, "--headless", f"-env:UserInstallation={(folder / 'lo').as_uri()}",
                    "--convert-to", "pdf", "--outdir", folder, path)  # fmt: skip
                run(pages, "-r", _DOTS_PER_INCH, "-png", "-l", str(_PAGES[stem]),
                    path.with_suffix(".pdf"), target / f"paper-{stem}")  # fmt: skip
            page = folder / "dashboard.html"
            write_paper(page, dashboard_page(survey.read_dashboard(centre, _MONTH)))
        run(browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            f"--user-data-dir={folder / 'profile'}", f"--window-size={_SCREEN}",
            f"--screenshot={target / 'paper-dashboard.png'}", page.as_uri())  # fmt: skip


if __name__ == "__main__":
    main()
