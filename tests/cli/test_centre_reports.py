"""`report summary|circular|slip|dashboard` and `letterhead`, as docs/CLI.md has them."""

from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def after(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")


def words(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_the_dashboard_is_one_html_file(shell: Shell, met: tuple[Path, Path]) -> None:
    _, centre = met
    done = shell("-C", centre, "report", "dashboard", "--period", "2021-06", "-o", "看板.html")
    assert (done.status, done.err) == (0, "")
    assert "2021年6月信用工作看板" in done.out
    assert "Content-Security-Policy" in (centre.parent / "看板.html").read_text("utf-8")
    wrong = shell("-C", centre, "report", "dashboard", "-o", "看板.docx")
    assert wrong.status == 2
    assert "“.html”" in wrong.err


def test_the_directors_page_is_a_document_with_what_is_asked(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    _, centre = met
    done = shell("-C", centre, "report", "summary", "--period", "2021-06", "--ask", "请审定。",
                 "--internal", "-o", "专报.docx")  # fmt: skip
    assert done.status == 0
    said = words(centre.parent / "专报.docx")
    assert "2021年6月信用工作情况专报" in said
    assert "内部资料　注意保存" in said
    assert "请审定。" in said


def test_the_circular_strikes_units_with_reasons(
    shell: Shell, met: tuple[Path, Path], after: None
) -> None:
    _, centre = met
    asked = ["-C", centre, "report", "circular", "--period", "2021-06", "-o", "通报.docx"]
    alone = shell(*asked, "--strike", "华士镇")
    assert alone.status == 2
    assert "一一对应" in alone.err
    done = shell(*asked, "--strike", "华士镇", "--reason", "机构合并。", "--by", "7-15")
    assert done.status == 0
    said = words(centre.parent / "通报.docx")
    assert "华士镇" not in said.partition("工作底稿")[0]
    assert "2021年7月15日前补报" in said


def test_the_slip_is_made_of_an_inspection(shell: Shell, met: tuple[Path, Path]) -> None:
    _, centre = met
    kept = shell("-C", centre, "inspect", "T20", "--unit", "澄江街道", "--finding", "台账不全。",
                 "--deadline", "2021-07-20", "--json").json  # fmt: skip
    assert shell("-C", centre, "report", "slip", "-o", "单.docx").status == 2
    done = shell("-C", centre, "report", "slip", "--id", kept["id"][:8], "-o", "单.docx")
    assert done.status == 0
    said = words(centre.parent / "单.docx")
    for part in ("督办通知单", "澄江街道：", "台账不全。", "请于2021年7月20日前整改到位",
                 "附件：澄江街道整改情况回执"):  # fmt: skip
        assert part in said
    shell("-C", centre, "inspect", "--withdraw", kept["id"][:8])
    gone = shell("-C", centre, "report", "slip", "--id", kept["id"][:8], "-o", "单.docx")
    assert "已经撤销" in gone.err


def test_the_letterhead_is_shown_and_written_to_be_edited(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    _, centre = met
    assert "样式文件：程序自带的" in shell("-C", centre, "letterhead").out
    assert shell("-C", centre, "letterhead", "--write").status == 0
    path = centre / "letterhead.toml"
    path.write_text(path.read_text("utf-8").replace('signature = ""', 'signature = "江阴市信用办"'),
                    "utf-8")  # fmt: skip
    assert "署名：江阴市信用办" in shell("-C", centre, "letterhead").out
    assert "公文模板：没有" in shell("-C", centre, "letterhead").out
    assert "请用文字处理软件修改" in shell("-C", centre, "letterhead", "--template").out
    assert f"公文模板：{centre / '公文模板.docx'}" in shell("-C", centre, "letterhead").out
    path.write_text("[office]\nsignatur = 1\n", "utf-8")
    broken = shell("-C", centre, "letterhead")
    assert broken.status == 1
    assert "第 2 行" in broken.err


def test_a_number_without_the_offices_prefix_is_written_and_the_way_to_mend_it_told(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    _, centre = met
    asked = ["-C", centre, "report", "summary", "--period", "2021-06", "--number", "3"]
    done = shell(*asked, "-o", "专报.docx")
    assert done.status == 0
    assert "number_prefix" in done.err
    assert "〔2021〕3号" in words(centre.parent / "专报.docx")
    shell("-C", centre, "letterhead", "--write")
    path = centre / "letterhead.toml"
    shipped = path.read_text("utf-8")
    path.write_text(shipped.replace('number_prefix = ""', 'number_prefix = "澄信办"'), "utf-8")
    assert shell(*asked, "-o", "专报2.docx").err == ""
    assert "澄信办〔2021〕3号" in words(centre.parent / "专报2.docx")


def test_units_are_told_that_these_are_the_centres(shell: Shell, unit: Path) -> None:
    for kind in ("circular", "slip"):
        assert shell("-C", unit, "report", kind, "-o", "x.docx").status == 2
    assert shell("-C", unit, "report", "dashboard", "-o", "x.html").status == 2
