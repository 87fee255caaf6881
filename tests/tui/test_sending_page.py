"""Exporting: first what to see to, once more what must not travel, then where the file lies."""

import hashlib
import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from liaison_tui.journal.phone_words import words_of
from liaison_tui.journal.submission import fingerprint
from liaison_tui.storage.config import change_config
from liaison_tui.tui.screens.approving import ApprovalPage
from liaison_tui.tui.screens.desk import Desk
from liaison_tui.tui.screens.explanation import ExplanationDialog
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.screens.sending import SendingPage
from liaison_tui.tui.screens.written import WrittenPage
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.second_writer import read_bundle
from tests.tui.desks import (
    ROOMY,
    focus,
    form_of,
    lines,
    open_form,
    opened,
    paste,
    press,
    screen_text,
    toasts,
    type_text,
)

CALL = "请联系张三 13812345678"


def rows(pilot: Pilot[None]) -> list[str]:
    return pilot.app.screen.query_one("#concerns", Board).keys


def bundles(unit: Path) -> list[Path]:
    return sorted((unit / "store" / "outbox").glob("*"))


def shown(pilot: Pilot[None]) -> str:
    """Return what is on the screen without spaces and line ends."""
    return re.sub(r"\s", "", screen_text(pilot.app))


async def to_folder(pilot: Pilot[None], folder: Path | str) -> None:
    field = await focus(pilot, "#folder")
    assert isinstance(field, LineField)
    field.select_all()
    await paste(pilot, str(folder))


async def test_f5_lists_what_to_see_to_the_gravest_first_and_what_is_missing_after_it(
    unit: Path,
) -> None:
    town = Workspace(unit)
    offices.write(town, "一样的话。", item="T13", month="2021-05", percent=60)
    offices.write(town, "一样的话。", item="T13", percent=50)
    offices.write(town, CALL)
    async with opened(unit) as pilot:
        await open_form(pilot, "T22")
        await type_text(pilot, "走进")
        await press(pilot, "escape", "f5")
        assert isinstance(pilot.app.screen, SendingPage)
        assert rows(pilot)[:5] == [
            "T20:2021-06:personal", "T22:2021-06:draft", "T13:2021-06:percent-back",
            "T13:2021-06:unchanged", "T12:2021-06:missing",
        ]  # fmt: skip
        text = screen_text(pilot.app)
        for words in (
            "导出报送包  2021年6月", "应报 33 项，已填 2 项，草稿 1 项（不会报送）。新内容 3 条。",
            "请处理 32 处，请看一看 2 处", "先处理：个人信息、密级标志（1）", "138****5678",
            "还没有填（30）",
        ):  # fmt: skip
            assert words in text
        assert "13812345678" not in text
        assert bundles(unit) == []


async def test_enter_opens_the_form_and_what_is_mended_is_gone_from_the_list(unit: Path) -> None:
    offices.write(Workspace(unit), CALL)
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, "f5")
        assert rows(pilot)[0] == "T20:2021-06:personal"
        await press(pilot, "enter")
        form_of(pilot, "T20")
        await focus(pilot, "#text")
        await press(pilot, "end", *["backspace"] * 11)
        await type_text(pilot, "电话")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, SendingPage)
        assert not any("personal" in row for row in rows(pilot))


async def test_an_earlier_month_is_mended_in_its_own_form_if_it_owes_the_item(unit: Path) -> None:
    for item in ("I05", "T20"):
        offices.write(Workspace(unit), CALL, month="2021-05", item=item)
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, "f5", "down")
        assert "2021年5月：工作进展里有手机号码" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert form_of(pilot, "I05").month.period == "2021-05"
        await press(pilot, "escape", "up", "enter")
        assert toasts(pilot.app) == ["T20 不是2021年5月的应报事项，没有表格可打开。"]
        assert isinstance(pilot.app.screen, SendingPage)


async def test_f6_keeps_an_explanation_which_is_shown_last_and_travels(unit: Path) -> None:
    offices.write(Workspace(unit), CALL)
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, "f5", "f6")
        assert isinstance(pilot.app.screen, ExplanationDialog)
        assert "138****5678" in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app) == ["还没有写说明，请写好再按 Ctrl+S。"]
        assert isinstance(pilot.app.screen, ExplanationDialog)
        await type_text(pilot, "公开的办公电话")
        await press(pilot, "ctrl+s")
        assert rows(pilot)[-1] == "T20:2021-06:personal"
        await press(pilot, "end")
        assert screen_text(pilot.app).count("公开的办公电话") == 2
        await press(pilot, "f6")
        assert "公开的办公电话" in screen_text(pilot.app)
        await press(pilot, "escape", "f5")
        assert isinstance(pilot.app.screen, WrittenPage)
    [path] = bundles(unit)
    assert len(read_bundle(path).lines) == 2


async def test_words_typed_as_an_explanation_are_not_lost_by_escape_without_asking(
    unit: Path,
) -> None:
    async with opened(unit) as pilot:
        await press(pilot, "f5", "f6")
        await type_text(pilot, "等上级文件")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, "1")
        assert "等上级文件" in screen_text(pilot.app)
        await press(pilot, "escape", "2")
        assert isinstance(pilot.app.screen, SendingPage)


async def test_what_must_not_travel_asks_once_more_and_leads_there_or_goes(unit: Path) -> None:
    offices.write(Workspace(unit), CALL)
    offices.write(Workspace(unit), "机密★1年", item="T12")
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, "f5", "end", "f5")
        assert isinstance(pilot.app.screen, Question)
        text = screen_text(pilot.app)
        assert "有密级标志、个人信息，还没有处理" in text
        assert "138****5678" in text
        await press(pilot, "1")
        assert pilot.app.screen.query_one(Board).cursor_key == "T12:2021-06:secret"
        await press(pilot, "f5", "escape")
        assert isinstance(pilot.app.screen, SendingPage)
        assert bundles(unit) == []
        await press(pilot, "f5", "2")
        assert isinstance(pilot.app.screen, WrittenPage)
    assert len(bundles(unit)) == 1


async def test_what_was_written_stands_there_with_its_name_whole_and_all_to_compare(
    unit: Path, tmp_path: Path
) -> None:
    offices.write(Workspace(unit), "走访企业12家。")
    target = tmp_path / "交信用办"
    target.mkdir()
    async with opened(unit) as pilot:
        await press(pilot, "f5")
        await to_folder(pilot, f'"{target}"')
        await press(pilot, "f5")
        assert isinstance(pilot.app.screen, WrittenPage)
        [path] = target.iterdir()
        assert path.name.startswith("澄江街道_2021-06_1_")
        assert [line.strip() for line in lines(pilot.app)].count(path.name) == 1
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        own = fingerprint(offices.device_of(Workspace(unit)))
        [submission] = Workspace(unit).store.vouching().submissions
        for fact in (
            "已导出，请交江阴市发改委（信用办）", f"{path}", "KB核对码",
            f"核对码{submission.code}", "第1次报送，新报1条，佐证材料0份", "没有填报32项：T12、",
            f"文件校验值{digest}", f"本机指纹{own.replace(' ', '')}",
            "".join(words_of(offices.device_of(Workspace(unit)))),
        ):  # fmt: skip
            assert fact in shown(pilot)
        assert fingerprint(digest)[:39] in screen_text(pilot.app)
        await press(pilot, "escape", "4")
        [row] = [line for line in lines(pilot.app) if line.startswith(" T20")]
        assert "已报送（待回执）" in row


@pytest.mark.long
async def test_a_folder_that_is_not_there_is_made_only_once_that_is_agreed_to(
    unit: Path, tmp_path: Path
) -> None:
    offices.write(Workspace(unit), "走访企业12家。")
    mistyped = tmp_path / "交信用半" / "六月"
    async with opened(unit) as pilot:
        await press(pilot, "f5")
        await to_folder(pilot, mistyped)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Question)
        assert "还没有这个文件夹" in screen_text(pilot.app)
        await press(pilot, "1")
        assert pilot.app.screen.query_one("#folder").has_focus
        assert not mistyped.parent.exists()
        await press(pilot, "enter", "2")
        assert isinstance(pilot.app.screen, WrittenPage)
    assert len(list(mistyped.iterdir())) == 1


@pytest.mark.long
async def test_what_hinders_is_told_in_a_sentence_and_the_page_stays(
    unit: Path, tmp_path: Path
) -> None:
    blocked = tmp_path / "文件"
    blocked.write_text("不是文件夹")
    async with opened(unit) as pilot:
        await press(pilot, "f5", "f5")
        assert toasts(pilot.app) == ["还没有可报送的内容。先填写事项再导出。"]
        assert "还没有可报送的内容，请先填写" in screen_text(pilot.app)
        offices.write(Workspace(unit), "走访企业12家。")
        for place, answers in ((blocked, ()), (blocked / "里面", ("2",))):
            await to_folder(pilot, place)
            await press(pilot, "enter", *answers)
            [sentence] = toasts(pilot.app)
            assert str(blocked) in sentence
            assert isinstance(pilot.app.screen, SendingPage)
        assert blocked.read_text() == "不是文件夹"
        assert Workspace(unit).store.vouching().submissions == []
        await to_folder(pilot, "")
        await press(pilot, "ctrl+u", "enter")
        assert isinstance(pilot.app.screen, WrittenPage)
    assert len(bundles(unit)) == 1


@pytest.mark.long
async def test_volumes_and_zip_are_turned_on_by_keys_and_remembered(
    unit: Path, tmp_path: Path
) -> None:
    photos = [tmp_path / f"{name}.jpg" for name in "甲乙"]
    for place, photo in enumerate(photos):
        photo.write_bytes(bytes([place]) * 3 * 1024 * 1024)
    offices.write(Workspace(unit), "走访企业12家。", attach=photos)
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, "f5")
        assert "不分卷" in screen_text(pilot.app)
        await press(pilot, "f7", "f8")
        assert "每卷 5 MB" in screen_text(pilot.app)
        assert "装进普通的 .zip" in screen_text(pilot.app)
        await press(pilot, "escape", "f5")
        assert "每卷 5 MB" in screen_text(pilot.app)
        await press(pilot, "f5")
        assert "共 2 卷，先后不限，都要发送" in screen_text(pilot.app)
        names = [line.strip() for line in lines(pilot.app)]
        assert [path.name in names for path in bundles(unit)] == [True, True]
    assert [path.suffix for path in bundles(unit)] == [".zip", ".zip"]
    config = Workspace(unit).config
    assert (config.volume_mb, config.zipped) == (5, True)


@pytest.mark.long
async def test_an_export_with_nothing_new_says_so_before_and_after(unit: Path) -> None:
    offices.write(Workspace(unit), "走访企业12家。")
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, "f5", "f5", "escape", "f5")
        assert "没有新内容；第 1 次的包丢了，可以再导出" in screen_text(pilot.app)
        [path] = bundles(unit)
        first = path.read_bytes()
        path.unlink()
        await press(pilot, "f5")
        assert "没有新内容，与第 1 次报送相同" in screen_text(pilot.app)
    assert path.read_bytes() == first


@pytest.mark.long
async def test_where_approval_is_required_the_page_says_so_and_leads_to_it(unit: Path) -> None:
    offices.write(Workspace(unit), "走访企业12家。")
    change_config(unit / "config.toml", {"export": {"approval": "require"}})
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, "f5", "f5")
        assert toasts(pilot.app) == ["没有导出：有 1 项未经审签：T20，请审签后再报（F2 审签）。"]
        assert bundles(unit) == []
        await press(pilot, "f6")
        assert toasts(pilot.app) == ["未经审签的不能用说明代替，请办审签（F2）。"]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ApprovalPage)
        await focus(pilot, "#approver")
        await type_text(pilot, "陈志强")
        await press(pilot, "ctrl+s", "escape")
        assert not any("unapproved" in row for row in rows(pilot))
        await press(pilot, "f5")
        assert isinstance(pilot.app.screen, WrittenPage)


@pytest.mark.long
async def test_a_look_through_is_left_by_escape(unit: Path) -> None:
    offices.write(Workspace(unit), "走访企业12家。")
    async with opened(unit) as pilot:
        await pilot.press("f5", "escape")
        await press(pilot, "home")
        assert isinstance(pilot.app.screen, Desk)
        assert bundles(unit) == []


@pytest.mark.long
async def test_what_is_missing_or_changed_of_the_evidence_is_named_before_the_export(
    unit: Path, tmp_path: Path
) -> None:
    photos = [tmp_path / name for name in ("现场.jpg", "签到.jpg", "会场.jpg")]
    for photo in photos:
        photo.write_bytes(photo.name.encode())
    office = Workspace(unit)
    offices.write(office, "走访企业12家。", attach=photos)
    lost, altered, _ = (
        office.office.evidence.path_of(hashlib.sha256(photo.name.encode()).hexdigest())
        for photo in photos
    )
    lost.unlink()
    altered.write_bytes(b"altered")
    async with opened(unit) as pilot:
        await press(pilot, "f5")
        assert rows(pilot)[:2] == ["T20:2021-06:evidence-changed", "T20:2021-06:evidence-missing"]
        text = screen_text(pilot.app)
        assert "佐证材料“签到.jpg”保存后被改动过，请重新添加" in text
        assert "佐证材料“现场.jpg”不在本机" in text
        assert "会场.jpg" not in text


@pytest.mark.long
async def test_a_colleagues_words_are_no_old_ones_where_an_export_takes_them_along(
    unit: Path, tmp_path: Path
) -> None:
    colleague = offices.make_unit(tmp_path / "同事", officer="吴")
    offices.write(colleague, "同事填的", item="T12")
    town = Workspace(unit)
    offices.take(town, offices.send(colleague, tmp_path / "b.liaison"))
    offices.trust_all(town)
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, "f5")
        said = "本机没有新内容，可以带上同事那台电脑的1条（信用办还没有回执）。"
        assert said in shown(pilot)
        await press(pilot, "f5")
        assert isinstance(pilot.app.screen, WrittenPage)
        assert "本机没有新内容，带上了同事那台电脑的1条（信用办还没有回执）" in shown(pilot)
