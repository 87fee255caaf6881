"""The dashboard in a real browser: it filters, prints, asks for nothing and complains of nothing.

One browser serves all tests of this file.
"""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from liaison_tui.papers.dashboard.page import html
from tests.papers.boards import IN_TIME, LATE, board, entries, hostile_programme
from tests.papers.browser import Page, browser, needs_chromium

pytestmark = needs_chromium
TOWN = "chengjiang"
_ROWS = "document.querySelectorAll('table.heat tr[data-unit]:not([hidden])').length"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture
def opened(page: Page, tmp_path: Path) -> Page:
    said = entries(
        (TOWN, "T20", IN_TIME, {"text": "贯标", "quantities": {"certified": "30"}}),
        (TOWN, "T21", LATE, {"text": "迟了"}),
    )
    return show(page, tmp_path, html(board(said)))


def show(page: Page, folder: Path, written: str) -> Page:
    path = folder / "看板 6月.html"
    path.write_text(written, "utf-8")
    page.told.clear()
    page.asked.clear()
    page.open(path)
    return page


def counted(page: Page, key: str) -> Any:
    return page.run(f"document.querySelector('[data-count={key}]').textContent")


def test_nothing_is_asked_of_any_network_and_nothing_is_complained_of(opened: Page) -> None:
    opened.choose("unit", f"u:{TOWN}")
    opened.run("document.getElementById('again').click()")
    assert [url.partition(":")[0] for url in opened.asked] == ["file"]
    assert opened.told == []


def test_a_unit_alone_has_its_own_row_counts_lights_and_shares(opened: Page) -> None:
    everything = counted(opened, "owed")
    opened.choose("unit", f"u:{TOWN}")
    assert opened.run(_ROWS) == 1
    assert [counted(opened, key) for key in ("owed", "reported", "late", "missing")] == [
        "33", "2", "1", "31",
    ]  # fmt: skip
    assert counted(opened, "red") == "31"
    share = "document.querySelector('[data-share=chengjiang]:not([hidden])').textContent"
    assert opened.run(share) == "30"
    assert "澄江街道" in opened.run("document.getElementById('chosen').textContent")
    reds = "[].map.call(document.querySelectorAll('[data-light-count=red]'), c => +c.textContent)"
    assert sum(opened.run(reds)) == 31
    opened.run("document.getElementById('again').click()")
    assert counted(opened, "owed") == everything


def test_an_area_alone_hides_the_other_columns_and_a_state_the_other_units(opened: Page) -> None:
    opened.choose("area", "7")
    shown = "document.querySelectorAll('table.heat thead tr:last-child th:not([hidden])').length"
    assert opened.run(shown) == 3
    opened.choose("state", "late")
    assert opened.run(_ROWS) == 1
    assert counted(opened, "late") == "1"
    opened.choose("unit", "g:部门")
    assert opened.run(_ROWS) == 0


def test_hostile_names_are_shown_as_they_are_written_and_do_nothing(
    page: Page, tmp_path: Path
) -> None:
    show(page, tmp_path, html(board({}, programme=hostile_programme())))
    assert page.run("document.querySelectorAll('script').length") == 1
    assert page.run("document.querySelectorAll('img').length") == 0
    assert "<script>alert(1)</script>" in page.run("document.querySelector('#unit').textContent")
    assert page.told == []


def test_a_script_that_got_in_anyhow_would_not_run_and_the_browser_would_say_so(
    opened: Page,
) -> None:
    opened.run(
        "var s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        "document.body.appendChild(s); 0"
    )
    assert opened.run("window.ran") is None
    assert any("Content Security Policy" in str(told) for told in opened.told)


def test_it_fits_an_office_screen_and_prints_on_a4_landscape(opened: Page) -> None:
    opened.call("Emulation.setDeviceMetricsOverride", width=1366, height=768,
                deviceScaleFactor=1, mobile=False)  # fmt: skip
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert opened.run(wide)
    printed = opened.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
    assert b"/MediaBox [0 0 841" in base64.b64decode(printed["data"])


def test_without_its_script_the_page_shows_all_and_no_dead_choices(
    page: Page, tmp_path: Path
) -> None:
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        show(page, tmp_path, html(board({})))
    finally:
        page.call("Emulation.setScriptExecutionDisabled", value=False)
    assert page.run("document.getElementById('filters').hidden")
    assert page.run(_ROWS) == len(board({}).heat.rows)
