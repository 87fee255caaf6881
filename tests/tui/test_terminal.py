"""The program as officers start it, in a real terminal, with keys as a keyboard sends them."""

import os
import re
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pexpect

from liaison_tui.storage.drafts import Draft
from liaison_tui.workspace import Workspace
from tests.cli.processes import run_real
from tests.storage.shelf import ROOT
from tests.tui.desks import make_unit, said

CTRL_S, CTRL_Q = "\x13", "\x11"
_PATIENCE = 30


@contextmanager
def terminal(
    *arguments: str | Path, home: Path, program: Sequence[str] = ("-m", "liaison_tui")
) -> Iterator["pexpect.spawn[str]"]:
    """Start the program in a terminal of 80 by 24; whatever still runs in the end is ended."""
    size = {"COLUMNS": "80", "LINES": "24", "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    own = {"LIAISON_HOME": str(home), "XDG_DATA_HOME": str(home), "PYTHONPATH": str(ROOT)}
    child = pexpect.spawn(
        sys.executable, [*program, *map(str, arguments)],
        env={**os.environ, **size, **own}, dimensions=(24, 80), encoding="utf-8",
        timeout=_PATIENCE,
    )  # fmt: skip
    try:
        yield child
    finally:
        child.close(force=True)


def wait_for(child: "pexpect.spawn[str]", words: str) -> None:
    """Wait until words were drawn one after the other."""
    child.expect(re.escape(words))


def wait_for_cursor(child: "pexpect.spawn[str]", hint: str) -> None:
    """Wait until the cursor stands in the field that shows this hint: on its first character."""
    child.expect(rf"{hint[0]}(\x1b\[[\d;]*m)+{re.escape(hint[1:])}")


BROKEN = """
import sys
from liaison_tui.cli import main
from liaison_tui.tui.app import LiaisonApp
def fail(app):
    raise ZeroDivisionError("division by zero")
LiaisonApp.action_help = fail
main()
"""


def test_a_fault_of_the_program_is_told_in_one_chinese_sentence_and_keeps_the_draft(
    tmp_path: Path,
) -> None:
    root = make_unit(tmp_path)
    with terminal("-C", root, home=tmp_path, program=("-c", BROKEN)) as child:
        wait_for(child, "应报 33")
        child.send("\x1bOP")
        wait_for(child, "程序出错")
        left = child.read()
    assert "请联系信用办" in left
    assert "Error" not in left
    assert "Traceback" not in left


def drafts(root: Path) -> dict[str, Draft]:
    return {item: draft for (_, item, _), draft in Workspace(root).drafts.all().items()}


def test_from_the_first_start_to_the_last_key_an_entry_is_written_and_found_by_a_command(
    tmp_path: Path,
) -> None:
    root = tmp_path / "报送"
    with terminal("-C", root, home=tmp_path) as child:
        wait_for_cursor(child, "输入单位名称")
        child.send("澄江")
        wait_for(child, "澄江街道")
        child.send("\r")
        wait_for_cursor(child, "联络员或承办人")
        child.send("周敏")
        wait_for(child, "周敏")
        child.send(CTRL_S)
        wait_for(child, "请看清单位和姓名")
        child.send(CTRL_S)
        wait_for(child, "应报 33")
        child.send("\r")
        wait_for(child, "保存并到下一项（T13）")
        wait_for_cursor(child, "本期做了什么")
        child.send("参训12人，其中3人持证。")
        child.send(CTRL_S)
        wait_for(child, "已保存")
        assert said(root, "T12") == {"text": "参训12人，其中3人持证。"}
        child.send(CTRL_Q)
        child.expect(pexpect.EOF)
        child.wait()
        assert (child.exitstatus, child.signalstatus) == (0, None)
    assert Workspace(root).config.officer == "周敏"
    found = run_real(root, "history", "T12").stdout.decode()
    assert "参训12人，其中3人持证。" in found


def test_a_kill_while_one_is_writing_loses_at_most_the_last_second(
    unit: Path, tmp_path: Path
) -> None:
    with terminal("-C", unit, home=tmp_path) as child:
        wait_for(child, "应报 33")
        child.send("\r")
        wait_for(child, "保存并到下一项（T13）")
        wait_for_cursor(child, "本期做了什么")
        child.send("参训12人，")
        time.sleep(1)  # the second after which nothing may be lost
        child.send("其中")
        child.kill(signal.SIGKILL)
        child.expect(pexpect.EOF)
        child.wait()
        assert child.signalstatus == signal.SIGKILL
    text = drafts(unit)["T12"].values["text"]
    assert text in ("参训12人，", "参训12人，其", "参训12人，其中")
    assert said(unit, "T12") == {}
    assert Workspace(unit).store.troubles() == []

    with terminal("-C", unit, home=tmp_path) as child:
        wait_for(child, "草稿")
        child.send("\r")
        wait_for(child, "还没有保存")
        child.send(CTRL_S)
        wait_for(child, "已保存")
        child.send(CTRL_Q)
        child.expect(pexpect.EOF)
    assert said(unit, "T12") == {"text": text}
    assert drafts(unit) == {}


def test_a_paste_with_escapes_in_it_comes_whole_and_presses_no_keys(
    unit: Path, tmp_path: Path
) -> None:
    pasted = (
        f"甲\x1b[31m{CTRL_Q}红\x1b[0m\x1b]8;;http://example.invalid\x07链接\x1b]8;;\x07\r\n乙\x1b丙"
    )
    with terminal("-C", unit, home=tmp_path) as child:
        wait_for(child, "应报 33")
        child.send("\r")
        wait_for_cursor(child, "本期做了什么")
        child.send(f"前\x1b[200~{pasted}\x1b[201~后")
        wait_for(child, "乙丙后")
        child.send(CTRL_S)
        wait_for(child, "已保存")
        child.send(CTRL_Q)
        child.expect(pexpect.EOF)
    assert said(unit, "T12") == {"text": "前甲\ufffd红链接\n乙丙后"}


def test_the_demo_opens_the_centres_overview_and_says_where_it_lies(tmp_path: Path) -> None:
    with terminal("demo", tmp_path / "演示", home=tmp_path) as child:
        wait_for(child, "信用办（汇总端）")
        wait_for(child, "已收")
        child.send(CTRL_Q)
        wait_for(child, "内容全部虚构")
        child.expect(pexpect.EOF)
        child.wait()
        assert child.exitstatus == 0
