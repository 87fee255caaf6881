"""`config.toml`: people's comments survive every change, every mistake is named with its line."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from liaison_tui.errors import Refused
from liaison_tui.storage.config import BrokenConfig, Config, change_config, read_config

SHIPPED = files("liaison_tui.storage").joinpath("config.toml").read_text(encoding="utf-8")


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_bytes(text.encode())
    return path


def test_the_shipped_settings_are_those_of_an_office_not_set_up(tmp_path: Path) -> None:
    assert read_config(written(tmp_path, SHIPPED)) == Config("", "", "", "jiangyin-2021", 50, 20)


def test_comments_order_and_blank_lines_survive_a_change(tmp_path: Path) -> None:
    path = written(tmp_path, SHIPPED + "# 王芳 2021-06-28：上限已和信用办商定\n")
    office = {"role": "unit", "unit": "chengjiang", "officer": '王"芳\\'}
    change_config(path, {"office": office})
    found = read_config(path)
    assert (found.role, found.unit, found.officer) == ("unit", "chengjiang", '王"芳\\')
    after = path.read_text(encoding="utf-8").splitlines()
    before = [*SHIPPED.splitlines(), "# 王芳 2021-06-28：上限已和信用办商定"]
    assert len(after) == len(before)
    changed = [old for old, new in zip(before, after, strict=True) if old != new]
    assert changed == ['role = ""', 'unit = ""', 'officer = ""']


def test_several_tables_are_changed_in_one_write_and_a_line_keeps_its_remark(
    tmp_path: Path,
) -> None:
    path = written(
        tmp_path, "[limits]\r\nevidence_mb = 20 # 和信用办商定\r\n\r\n[screen]\r\n# 外观\r\n"
    )
    change_config(
        path, {"limits": {"evidence_mb": 30, "attachment_mb": 40}, "screen": {"plain": True}}
    )
    found = read_config(path)
    assert (found.evidence_mb, found.attachment_mb, found.plain) == (30, 40, True)
    text = path.read_bytes().decode()
    assert "evidence_mb = 30 # 和信用办商定\r\n" in text
    assert text.index("attachment_mb") < text.index("[screen]") < text.index("# 外观")


def test_settings_saved_by_notepad_with_its_mark_are_read_and_changed(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeff[office]\r\nofficer = '王芳'\r\n")
    assert read_config(path).officer == "王芳"
    change_config(path, {"office": {"officer": "李强"}})
    assert read_config(path).officer == "李强"


def test_an_export_asks_for_approval_only_where_the_settings_say_so(tmp_path: Path) -> None:
    assert read_config(written(tmp_path, "")).approval == "off"
    for rule in ("off", "warn", "require"):
        assert read_config(written(tmp_path, f'[export]\napproval = "{rule}"\n')).approval == rule
    with pytest.raises(BrokenConfig, match=r"第 2 行 export\.approval"):
        read_config(written(tmp_path, '[export]\napproval = "always"\n'))


def test_who_fills_items_in_is_read_changed_and_taken_away_and_comments_stay(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, SHIPPED)
    assert read_config(path).fillers == {}
    change_config(path, {"fillers": {"T18": "张三", "I05": "李四"}})
    assert read_config(path).fillers == {"T18": "张三", "I05": "李四"}
    assert path.read_text(encoding="utf-8").startswith(SHIPPED)
    change_config(path, {"fillers": {"T18": None, "T19": None, "I05": "王五"}})
    assert read_config(path).fillers == {"I05": "王五"}
    assert path.read_text(encoding="utf-8") == f'{SHIPPED}I05 = "王五"\n'


def test_a_name_is_one_line_of_at_most_fifty_characters_and_stands_at_an_item(
    tmp_path: Path,
) -> None:
    names = {"T18": "张三", "T19": "", "t20": "李四", "I05": "长" * 51, "I06": 7}
    lines = [f"{key} = {json.dumps(name, ensure_ascii=False)}" for key, name in names.items()]
    with pytest.raises(BrokenConfig) as caught:
        read_config(written(tmp_path, "\n".join(["[fillers]", *lines, 'I07 = "甲\\n乙"'])))
    said = caught.value.sentence
    for part in ("第 4 行 fillers.t20", "第 5 行 fillers.I05：姓名有 51 字", "第 6 行 fillers.I06",
                 "第 7 行 fillers.I07：应为一行"):  # fmt: skip
        assert part in said
    assert "T18" not in said.replace("应写成 T18", "")
    assert "T19" not in said
    few = written(tmp_path, '[fillers]\nT18 = " 张三 "\nT19 = ""\n')
    assert read_config(few).fillers == {"T18": "张三"}


def test_how_the_list_is_sorted_is_one_of_four(tmp_path: Path) -> None:
    assert read_config(written(tmp_path, "")).order == "need"
    assert read_config(written(tmp_path, '[screen]\norder = "light"\n')).order == "light"
    with pytest.raises(BrokenConfig, match=r"第 2 行 screen\.order"):
        read_config(written(tmp_path, '[screen]\norder = "lights"\n'))


def test_how_an_export_is_wrapped_is_a_size_and_a_yes_or_no(tmp_path: Path) -> None:
    path = written(tmp_path, SHIPPED)
    assert (read_config(path).volume_mb, read_config(path).zipped) == (0, False)
    change_config(path, {"export": {"volume_mb": 20, "zip": True}})
    assert (read_config(path).volume_mb, read_config(path).zipped) == (20, True)
    assert path.read_text(encoding="utf-8").count("#") == SHIPPED.count("#")
    with pytest.raises(BrokenConfig, match=r"第 2 行 export\.volume_mb"):
        read_config(written(tmp_path, "[export]\nvolume_mb = -1\n"))


def test_a_table_that_is_not_there_yet_is_added(tmp_path: Path) -> None:
    path = written(tmp_path, "# 只有这一句\n")
    change_config(path, {"clock": {"today": "2021-06-28"}})
    assert read_config(path).today == "2021-06-28"
    assert path.read_text(encoding="utf-8").startswith("# 只有这一句\n")


def test_all_mistakes_are_named_at_once_with_line_key_and_the_nearest_known(
    tmp_path: Path,
) -> None:
    text = '[office]\nrole = "unti"\noficer = "王芳"\n\n[limits]\nattachment_mb = "50"\n[colour]\n'
    with pytest.raises(BrokenConfig) as caught:
        read_config(written(tmp_path, text))
    said = caught.value.sentence
    for part in ("第 2 行 office.role", "“unit”", "第 3 行 office.oficer", "是不是“officer”",
                 "第 6 行 limits.attachment_mb", "第 7 行 colour"):  # fmt: skip
        assert part in said


@pytest.mark.parametrize("data", [b"[office\n", b"\xff\xfe", b"a = " + b"[" * 5000])
def test_settings_that_cannot_be_read_are_refused_and_stay(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(data)
    with pytest.raises(BrokenConfig, match=r"config\.toml"):
        read_config(path)
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# 一\n[office]\nofficer = 王芳\n", 3),
        ("# 一\n[office]\n\nofficer = '王芳\n", 4),
        ("# 一\nofficer = [1,\n", 2),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(BrokenConfig, match=f"第 {line} 行写法不对"):
        read_config(written(tmp_path, text))
    in_gbk = tmp_path / "config.toml"
    in_gbk.write_bytes("[office]\n# 王\n".encode("gbk"))
    with pytest.raises(BrokenConfig, match="第 2 行不是 UTF-8"):
        read_config(in_gbk)


def test_missing_settings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        read_config(tmp_path / "config.toml")
