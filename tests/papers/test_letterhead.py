"""The office's letterhead: the shipped file, one that was edited, one that is broken."""

from pathlib import Path

import pytest

from liaison_tui.papers.fonts import STANDARD
from liaison_tui.papers.letterhead import (
    NAME,
    BrokenLetterhead,
    parse,
    read_letterhead,
    shipped,
)

HERE = Path("letterhead.toml")


def test_without_a_file_the_shipped_letterhead_is_used(tmp_path: Path) -> None:
    found = read_letterhead(tmp_path)
    assert found.addressees == "各有关单位"
    assert found.internal == "内部资料　注意保存"
    assert found.fonts.title[0] == "方正小标宋简体"
    assert found.fonts.body == STANDARD.body


def test_an_edited_file_is_used_also_as_notepad_saves_it(tmp_path: Path) -> None:
    text = shipped().decode().replace('number_prefix = ""', 'number_prefix = "澄信用办发"')
    text = text.replace('body = ["仿宋"', 'body = ["方正仿宋_GBK"')
    (tmp_path / NAME).write_bytes(b"\xef\xbb\xbf" + text.encode())
    found = read_letterhead(tmp_path)
    assert found.number_prefix == "澄信用办发"
    assert found.fonts.body[0] == "方正仿宋_GBK"


def test_every_font_has_stand_ins_for_windows_wps_and_kylin() -> None:
    for names in parse(shipped(), HERE).fonts.all.values():
        assert len(names) >= 2
    others = parse(shipped(), HERE).fonts.all
    assert "华文中宋" in others["方正小标宋简体"]
    assert "FangSong" in others["仿宋"]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (b"[office\n", "读不了"),
        (b"\xff\xfe", "读不了"),
        (b'[office]\nsignatur = "x"\n', "第 2 行"),
        (b'[fonts]\nbody = ["a<b"]\n', "尖括号"),
        (('[office]\nheading = "' + "长" * 61 + '"\n').encode(), "最多 60 字"),
    ],
)  # fmt: skip
def test_a_broken_file_is_named_with_what_is_wrong_in_it(broken: bytes, said: str) -> None:
    with pytest.raises(BrokenLetterhead) as told:
        parse(broken, HERE)
    assert said in str(told.value)
