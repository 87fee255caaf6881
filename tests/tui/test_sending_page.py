"""Exporting: what will go and what is missing, then where the file lies and how to compare it."""

import hashlib
import re
from pathlib import Path

from textual.pilot import Pilot

from liaison_tui.journal.submission import fingerprint
from liaison_tui.tui.screens.sending import SendingDialog
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.second_writer import read_bundle
from tests.tui.desks import (
    focus,
    lines,
    open_form,
    opened,
    paste,
    press,
    screen_text,
    toasts,
    type_text,
)


def dialog(pilot: Pilot[None]) -> str:
    """Return what the dialog says, without its spaces and line ends."""
    framed = [line.split("│") for line in lines(pilot.app)]
    return re.sub(r"\s", "", "".join(parts[1] for parts in framed if len(parts) > 1))


async def test_f5_says_what_is_missing_and_again_writes_the_bundle_and_says_where_it_lies(
    unit: Path, tmp_path: Path
) -> None:
    offices.write(Workspace(unit), "走访企业12家。")
    target = tmp_path / "交信用办"
    async with opened(unit) as pilot:
        await open_form(pilot, "T22")
        await type_text(pilot, "走进")
        await press(pilot, "escape", "f5")
        assert isinstance(pilot.app.screen, SendingDialog)
        shown = dialog(pilot)
        assert "导出报送包2021年6月" in shown
        assert "已填1项，应报33项" in shown
        assert "还没有填31项：T12、T13、" in shown
        assert "草稿1项，不会报送：T22" in shown
        assert str(unit / "store" / "outbox")[:20] in shown
        assert not list((unit / "store").glob("outbox/*"))

        pilot.app.screen.query_one("#folder", LineField).select_all()
        await paste(pilot, f'"{target}"')
        await press(pilot, "f5")
        shown = dialog(pilot)
        (path,) = target.iterdir()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        sent = read_bundle(path)
        for fact in (
            f"已导出{path}（", "KB），交江阴市发改委（信用办）", "第1次报送，新报1条",
            "还有32项没有填报或只有草稿：T12、", f"文件校验值{digest}",
        ):  # fmt: skip
            assert fact in shown
        own = fingerprint(offices.device_of(Workspace(unit)))
        assert f"本机指纹{own.replace(' ', '')}" in shown
        (submission,) = Workspace(unit).store.vouching().submissions
        assert f"核对码{submission.code}" in shown
        assert path.name.startswith("澄江街道_2021-06_1_")
        assert len(sent.lines) == 1

        await press(pilot, "escape", "4")
        (row,) = [line for line in lines(pilot.app) if line.startswith(" T20")]
        assert "已报送（待回执）" in row


async def test_what_hinders_is_told_in_a_sentence_and_the_dialog_goes_on(
    unit: Path, tmp_path: Path
) -> None:
    blocked = tmp_path / "文件"
    blocked.write_text("不是文件夹")
    async with opened(unit) as pilot:
        await press(pilot, "f5", "f5")
        assert toasts(pilot.app) == ["还没有可报送的内容。先填写事项再导出。"]
        assert "应报 33 项" in screen_text(pilot.app)
        assert not list((unit / "store").glob("outbox/*"))

        offices.write(Workspace(unit), "走访企业12家。")
        folder = await focus(pilot, "#folder")
        assert isinstance(folder, LineField)
        folder.select_all()
        await paste(pilot, str(blocked / "里面"))
        await press(pilot, "enter")
        [sentence] = toasts(pilot.app)
        assert str(blocked) in sentence
        assert sentence.endswith("。")
        assert "应报 33 项" in screen_text(pilot.app)
        assert blocked.read_text() == "不是文件夹"
        assert Workspace(unit).store.vouching().submissions == []

        folder.select_all()
        await press(pilot, "backspace", "enter")
        assert "第 1 次报送" in screen_text(pilot.app)
    assert len(list((unit / "store").glob("outbox/*.liaison"))) == 1


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
        shown = dialog(pilot)
        assert "佐证材料“现场.jpg”不在本机，不会随包报送，请重新添加" in shown
        assert "佐证材料“签到.jpg”保存后被改动过，请重新添加" in shown
        assert "会场.jpg" not in shown
