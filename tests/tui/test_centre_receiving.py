"""Taking a folder of files in: what became of each, how far it has come, and stopping midway."""

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.pilot import Pilot

from liaison_tui.exchange import runs
from liaison_tui.exchange.merge import merge_files
from liaison_tui.reports import wording
from liaison_tui.workspace import Workspace
from tests.cli.processes import run_real
from tests.exchange import offices
from tests.tui.desks import (
    NARROW,
    WIDE,
    lines,
    make_centre,
    opened,
    paste,
    press,
    screen_text,
    toasts,
    type_text,
)
from tests.tui.looking import cut, foreign_words, rehearsed

TITLES = ["文件", "结果", "单位", "新增", "已有", "核对码", "说明"]
JUNK = 400


@pytest.fixture(autouse=True)
def _after_the_due_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rehearsed(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def acquainted(tmp_path_factory: pytest.TempPathFactory, demo: Path) -> Path:
    """A centre that knows the units' devices from April, and nothing since."""
    fresh = make_centre(tmp_path_factory.mktemp("acquainted"))
    office = Workspace(fresh)
    offices.take(office, demo / "报送包" / "2021-04")
    offices.trust_all(office)
    return fresh


@pytest.fixture
def centre(acquainted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(acquainted, tmp_path / "信用办"))


@pytest.fixture
def folder(tmp_path: Path, demo: Path) -> Path:
    """June's files, one cut off, two from unknown devices; with April's of one unit and a text."""
    folder = Path(shutil.copytree(demo / "报送包" / "2021-06", tmp_path / "收件"))
    [april] = (demo / "报送包" / "2021-04").glob("青阳镇*")
    shutil.copyfile(april, folder / "旧文件.zip")
    (folder / "说明.txt").write_text("请查收。", encoding="utf-8")
    (folder / "下级").mkdir()
    return folder


def state(centre: Path) -> str:
    return offices.state(Workspace(centre))


def table(app: App[None]) -> list[dict[str, str]]:
    """Return the rows of the files in sight, by the titles of the columns."""
    drawn = lines(app)
    head = next(n for n, line in enumerate(drawn) if line.startswith(" 文件 "))
    starts = [cell_len(drawn[head][: drawn[head].index(title)]) for title in TITLES]
    rows = []
    for line in drawn[head + 1 :]:
        if not line or line.startswith("─"):
            break
        edges = zip(starts, [*starts[1:], 160], strict=True)
        rows.append(dict(zip(TITLES, (cut(line, a, b - a).strip() for a, b in edges), strict=True)))
    return rows


def crowded(crowd: Path, folder: Path) -> tuple[Path, int]:
    """Fill a folder with many texts and, between them, the files of another; tells how many."""
    crowd.mkdir()
    files = [path for path in sorted(folder.iterdir()) if path.is_file()]
    for number in range(JUNK):
        (crowd / f"{number:04}.txt").write_text(f"第 {number} 个。", encoding="utf-8")
    for number, path in enumerate(files):
        shutil.copyfile(path, crowd / f"{number * JUNK // len(files):04}.zip")
    return crowd, len(files)


async def receive(pilot: Pilot[None], path: Path) -> None:
    await press(pilot, "f4")
    await paste(pilot, str(path))
    await press(pilot, "enter")


async def test_each_file_has_a_row_with_its_outcome_and_why(
    centre: Path, folder: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(centre, tmp_path / "另一份"))
    told = json.loads(run_real(other, "merge", str(folder), "--json").stdout)["bundles"]
    async with opened(centre, WIDE) as pilot:
        await receive(pilot, folder)
        rows = table(pilot.app)
        heading = lines(pilot.app)[0]
    programme = Workspace(centre).programme
    assert [row["文件"] for row in rows] == [Path(bundle["path"]).name for bundle in told]
    for row, bundle in zip(rows, told, strict=True):
        assert row["结果"] == wording.OUTCOMES[bundle["outcome"]]
        assert row["单位"] == programme.unit_name(bundle["unit"])
        assert (row["新增"], row["已有"]) == (
            str(bundle["new_events"]), str(bundle["known_events"]),
        )  # fmt: skip
        assert row["核对码"] == (bundle["receipt"] or "")
        assert row["说明"] == bundle["reason"]
    outcomes = Counter(row["结果"] for row in rows)
    assert outcomes == {"已汇入": 10, "没有新内容": 1, "待核验": 2, "问题文件": 2}
    new = sum(bundle["new_events"] for bundle in told)
    assert heading.startswith(" 汇入完毕：15 个文件 ")
    assert all(f" {word} {count} " in f"{heading} " for word, count in outcomes.items())
    assert f" 新增 {new} 条 " in heading
    assert state(centre) == state(other)


async def test_bad_files_are_kept_aside_with_the_reason_that_was_shown(
    centre: Path, folder: Path
) -> None:
    async with opened(centre, WIDE) as pilot:
        await receive(pilot, folder)
        reasons = {r["文件"]: r["说明"] for r in table(pilot.app) if r["结果"] == "问题文件"}
    assert sorted(reasons) == ["说明.txt", "青阳镇_2021-06_3_4a9f(1).liaison"]
    notes = [note.read_text("utf-8") for note in (centre / "store/quarantine").glob("*.txt")]
    for name, reason in reasons.items():
        assert reason
        assert sum(f"原文件名：{name}\n" in n and reason in n for n in notes) == 1


async def test_the_same_folder_again_changes_nothing(centre: Path, folder: Path) -> None:
    async with opened(centre, WIDE) as pilot:
        await receive(pilot, folder)
        before = state(centre)
        await press(pilot, "f4")
        rows = table(pilot.app)
        assert Counter(row["结果"] for row in rows) == {
            "没有新内容": 11, "待核验": 2, "问题文件": 2,
        }  # fmt: skip
        assert {row["新增"] for row in rows} == {"0"}
        assert " 新增 0 条 " in lines(pilot.app)[0]
        assert state(centre) == before


async def test_what_came_is_counted_when_one_goes_back(centre: Path, folder: Path) -> None:
    async with opened(centre, WIDE) as pilot:
        assert "已收 0 / 63 家" in lines(pilot.app)[0]
        await receive(pilot, folder)
        await press(pilot, "escape")
        assert "已收 10 / 63 家" in lines(pilot.app)[0]
        assert "待核验 2 家" in lines(pilot.app)[0]
        assert any(line.split()[:3] == ["工信局", "32", "32"] for line in lines(pilot.app))


async def test_a_device_is_confirmed_by_its_fingerprint_and_what_waited_is_merged(
    centre: Path, folder: Path
) -> None:
    known = Workspace(centre)
    async with opened(centre, WIDE) as pilot:
        await receive(pilot, folder)
        assert "待核验：按 F6 查看指纹，与对方核对后登记，文件随即汇入。" in screen_text(pilot.app)
        before = state(centre)
        await press(pilot, "f6")
        waiting = [line.split() for line in lines(pilot.app) if line.startswith(" 待核验 ")]
        assert [words[1] for words in waiting] == ["公安局", "市场监管局"]
        assert lines(pilot.app)[4].split()[0] == "待核验"
        fingerprint = waiting[0][2:10]
        await press(pilot, "enter")
        assert "  ".join(["指纹", " ".join(fingerprint)]) in screen_text(pilot.app)
        await press(pilot, "enter")  # the first answer: not yet
        assert state(centre) == before
        await press(pilot, "enter", "right", "enter")
        assert toasts(pilot.app) == [
            f"已登记 {' '.join(fingerprint)}。\n公安局待核验的报送已汇入，新增 25 条。"
        ]
        assert state(centre) != before
        states = [tuple(line.split()[:2]) for line in lines(pilot.app)]
        assert states.count(("待核验", "市场监管局")) == 1
        assert states.count(("已登记", "公安局")) == 2
        assert ("待核验", "公安局") not in states
        await press(pilot, "escape", "escape")
        assert "已收 11 / 63 家" in lines(pilot.app)[0]
        assert "待核验 1 家" in lines(pilot.app)[0]
    assert known.store.vouching().state == state(centre)


@pytest.mark.long
async def test_when_all_are_confirmed_the_centre_knows_what_the_demos_centre_knows(
    centre: Path, folder: Path, demo: Path
) -> None:
    shutil.copytree(demo / "报送包" / "2021-05", folder, dirs_exist_ok=True)
    async with opened(centre, WIDE) as pilot:
        await receive(pilot, folder)
        await press(pilot, "f6")
        for _ in range(2):
            await press(pilot, "home", "enter", "right", "enter")
    # The demo's clerk has not confirmed the second device of 公安局.
    whole = Workspace(demo / "信用办")
    offices.trust_all(whole)
    assert state(centre) == offices.state(whole)


@pytest.mark.long
async def test_escape_stops_between_files_and_a_second_run_completes_the_work(
    centre: Path, folder: Path, tmp_path: Path
) -> None:
    """Hundreds of other files lie between the bundles, so that there is time for a key."""
    straight = Path(shutil.copytree(centre, tmp_path / "另一份"))
    merge_files(Workspace(straight).office, [folder])
    crowd, bundles = crowded(tmp_path / "一堆", folder)
    count = JUNK + bundles
    async with opened(centre, WIDE) as pilot:
        await press(pilot, "f4")
        await paste(pilot, str(crowd))
        pilot.app.post_message(events.Key("enter", None))
        while f" / {count} 个文件" not in lines(pilot.app)[0]:
            await pilot.pause(0)
        halfway = lines(pilot.app)
        await press(pilot, "escape")
        [sentence] = [line for line in lines(pilot.app) if "没有汇入；" in line]
        assert "ReceivingPage" in repr(pilot.app.screen)
        left = int(sentence.strip().removeprefix("还有 ").split()[0])
        assert 0 < left < count
        assert sentence.endswith("个文件没有汇入；再汇入一次即可接着做。")
        assert lines(pilot.app)[0].startswith(f" 已中断：{count - left} 个文件")
        assert halfway[0].startswith(" 正在汇入")
        assert any("%" in line for line in halfway)
        assert foreign_words(halfway, crowd) == []
        assert state(centre) != state(straight)
        for path in crowd.glob("*.txt"):
            path.unlink()
        await press(pilot, "f4")
        assert lines(pilot.app)[0].startswith(f" 汇入完毕：{bundles} 个文件")
        assert "%" not in screen_text(pilot.app)
    assert state(centre) == state(straight)
    assert said(centre) == said(straight)


def said(centre: Path) -> list[dict[str, Any]]:
    return offices.entries(Workspace(centre))


@pytest.mark.long
async def test_a_path_may_be_quoted_or_an_address_and_several_may_be_given(
    centre: Path, folder: Path
) -> None:
    names = ["供电公司_2021-06_3_1783.liaison", "工信局_2021-06_3_da11.liaison"]
    async with opened(centre, WIDE) as pilot:
        await press(pilot, "f4")
        await paste(pilot, f'"{folder / names[0]}"\r\n\r\n{(folder / names[1]).as_uri()}\r\n')
        await press(pilot, "enter")
        assert [(row["文件"], row["结果"]) for row in table(pilot.app)] == [
            (name, "已汇入") for name in names
        ]


@pytest.mark.long
async def test_without_a_path_or_files_it_says_what_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    async with opened(make_centre(tmp_path), NARROW) as pilot:
        await press(pilot, "f4", "enter")
        assert toasts(pilot.app) == ["请先写上文件或文件夹的位置。"]
        await paste(pilot, str(tmp_path / "空"))
        await press(pilot, "enter")
        assert "文件夹里没有文件（下级文件夹不查看）。" in screen_text(pilot.app)
        await press(pilot, "escape")
        await receive(pilot, tmp_path / "没有.liaison")
        assert "读不到 1" in lines(pilot.app)[0]
        assert any("没有.liaison" in line and "读不到" in line for line in lines(pilot.app))


@pytest.mark.long
async def test_leaving_the_program_midway_stops_between_files_too(
    centre: Path, folder: Path, tmp_path: Path
) -> None:
    crowd, _ = crowded(tmp_path / "一堆", folder)
    async with opened(centre, WIDE) as pilot:
        await press(pilot, "f4")
        await paste(pilot, str(crowd))
        pilot.app.post_message(events.Key("enter", None))
        while "个文件" not in lines(pilot.app)[0]:
            await pilot.pause(0)
        await pilot.press("ctrl+q")
    assert not pilot.app.is_running
    refused = len(list((centre / "store/quarantine").glob("*.txt")))
    assert 0 < refused < JUNK


@pytest.mark.long
async def test_a_day_of_arrival_is_stated_for_the_next_batch_only_and_runs_are_shown(
    centre: Path, folder: Path
) -> None:
    async with opened(centre, WIDE) as pilot:
        await press(pilot, "f4", "f7")
        await type_text(pilot, "7-9")
        await press(pilot, "tab")
        await type_text(pilot, "邮件7月5日送达")
        await press(pilot, "ctrl+s")
        assert "收到日期不能晚于今天" in screen_text(pilot.app)
        await press(pilot, "end", *["backspace"] * 10)
        await type_text(pilot, "7-5")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app) == ["下一批按 2021-07-05 收到签收。"]
        await paste(pilot, str(folder))
        await press(pilot, "enter")
        await press(pilot, "f4")
        await press(pilot, "escape", "f4")
        assert "最近汇入" in screen_text(pilot.app)
        assert "收到时间 2021-07-05 23:59（邮件7月5日送达）" in screen_text(pilot.app)
    made = runs.runs(Workspace(centre).office)
    assert [run["received"] for run in made] == [None, "2021-07-05T23:59:59+08:00"]
    reports = Workspace(centre).reports(periods=["2021-06"]).values()
    days = {head.received[:10] for r in reports for head in r.heads if head.received}
    assert days == {"2021-07-05"}
