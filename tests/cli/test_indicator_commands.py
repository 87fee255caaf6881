"""`indicators` and `deduct`, exactly as docs/CLI.md has them."""

from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from tests import workbooks
from tests.cli.conftest import Shell
from tests.workbooks import annex, full_points


@pytest.fixture
def desk(shell: Shell, centre: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A centre on a day in July, when June's points come."""
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-14")
    return centre


def test_a_file_of_the_notices_own_layout_is_taken_in_without_a_question(
    shell: Shell, desk: Path, tmp_path: Path
) -> None:
    path = annex(tmp_path / "来文.xlsx", full_points() | {"I05": 1.5, "I27": 17})
    seen = shell("-C", desk, "indicators", "import", path, "--look", "--json").json
    assert (seen["period"], seen["columns"]["name"], seen["columns"]["points"]) == (
        "2021-06", "D", "F",
    )  # fmt: skip
    assert shell("-C", desk, "indicators", "--json").json["measurement"] is None
    done = shell("-C", desk, "indicators", "import", path, "--arrived", "7-12", "--json").json
    made = done["measurement"]
    assert (made["id"], made["source"], made["period"], made["arrived"]) == (
        "M01", "省", "2021-06", "2021-07-12",
    )  # fmt: skip
    assert done["reading"]["doubtful"] == done["reading"]["lacking"] == made["unmatched"] == []
    original = desk / "store" / "evidence" / made["file"]["sha256"]
    assert original.read_bytes() == path.read_bytes()
    june = shell("-C", desk, "indicators", "--period", "2021-06", "--json").json
    assert set(june) == {
        "period", "source", "sources", "measurement", "former", "rows", "sums", "total",
        "deductions",
    }  # fmt: skip
    assert shell("-C", desk, "check").status == 0
    original.unlink()
    assert "来文.xlsx" in shell("-C", desk, "check").out
    rows = {row["id"]: row for row in june["rows"]}
    assert set(rows["I05"]) == {
        "id", "items", "text", "level1", "level2", "level3", "full", "points", "lost", "before",
        "change", "rank", "remark", "trend", "units",
    }  # fmt: skip
    assert (rows["I05"]["points"], rows["I05"]["lost"]) == ("1.5", "0.5")
    assert (rows["I27"]["items"], rows["I27"]["lost"]) == (list(workbooks.SHARED), "1")
    assert (june["total"]["full"], june["total"]["points"], june["total"]["lost"]) == (
        "100", "98.5", "1.5",
    )  # fmt: skip
    first = next(s for s in june["sums"] if (s["level"], s["no"]) == (1, 1))
    assert (first["full"], first["points"]) == ("20", "19.5")
    lost = shell("-C", desk, "indicators", "--lost").out
    assert "评估结果应用" in lost
    assert "信息质量" not in lost
    assert "得 98.5 / 100" in lost


def test_months_are_compared_and_a_corrected_version_replaces_visibly(
    shell: Shell, desk: Path, tmp_path: Path
) -> None:
    take = ("-C", desk, "indicators", "import")
    shell(*take, annex(tmp_path / "5.xlsx", full_points() | {"I05": 1}, month="2021年5月"))
    shell(*take, annex(tmp_path / "6.xlsx", full_points() | {"I05": 0.5, "I06": 1}))
    new = annex(tmp_path / "6更正.xlsx", full_points() | {"I05": 1.5, "I06": 1})
    done = shell(*take, new, "--note", "更正版", "--json").json
    assert done["replaces"] == "M02"
    assert done["corrections"] == [{"item": "I05", "before": "0.5", "after": "1.5"}]
    ask = ("-C", desk, "indicators", "--period", "2021-06", "--json")
    june = shell(*ask).json
    [row] = [row for row in june["rows"] if row["id"] == "I05"]
    assert (row["before"], row["points"], row["change"]) == ("1", "1.5", "0.5")
    assert [each["points"] for each in row["trend"]] == ["1", "1.5"]
    assert (june["total"]["change"], [f["id"] for f in june["former"]]) == ("-0.5", ["M02"])
    log = shell("-C", desk, "indicators", "log", "--json").json["measurements"]
    states = [(each["id"], each["state"]) for each in log]
    assert states == [("M03", "current"), ("M02", "replaced"), ("M01", "current")]
    assert "I05 0.5 改为 1.5" in shell("-C", desk, "indicators", "log").out
    gone = shell("-C", desk, "indicators", "withdraw", "m03", "--reason", "发错了", "--json").json
    assert gone == {"id": "M03", "period": "2021-06", "source": "省", "current": "M02"}
    assert shell(*ask).json["measurement"]["id"] == "M02"
    again = shell("-C", desk, "indicators", "withdraw", "M03", "--reason", "再来")
    assert (again.status, again.err.count("\n")) == (1, 1)
    twice = shell(*take, tmp_path / "6.xlsx")
    assert (twice.status, "已经导入过" in twice.err) == (1, True)


def test_a_column_is_asked_for_once_and_remembered_for_the_next_file_of_that_shape(
    shell: Shell, desk: Path, tmp_path: Path
) -> None:
    def unclear(name: str, got: float) -> Path:
        rows: list[list[object]] = [["监测情况", "甲", "乙"]]
        rows += [[item.text, 3, got] for item in workbooks.INDICATORS[:5]]
        return workbooks.table(tmp_path / name, ("表一", [["说明"]]), ("表二", rows))

    take = ("-C", desk, "indicators", "import")
    june, may = unclear("2021年6月.xlsx", 1), unclear("2021-05.xlsx", 2)
    refused = shell(*take, june)
    assert (refused.status, refused.out) == (1, "")
    assert "B列“甲”（3、3、3）；C列“乙”（1、1、1）" in refused.err
    assert shell(*take, june, "--points-column", "c", "--source", "国家").status == 0
    done = shell(*take, may, "--json").json
    assert done["measurement"]["columns"]["points"] == "C"
    assert (done["measurement"]["source"], done["measurement"]["period"]) == ("国家", "2021-05")
    assert done["total"]["points"] == "10"
    assert shell(*take, may, "--points-column", "Z").status == 2
    assert shell(*take, may, "--sheet", "表三").status == 2


def test_a_row_that_is_only_like_an_indicator_is_asked_for_once(
    shell: Shell, desk: Path, tmp_path: Path
) -> None:
    def sheet(name: str) -> Path:
        known: list[list[object]] = [[item.text, item.points] for item in workbooks.INDICATORS[:3]]
        rows: list[list[object]] = [["指标", "得分"], *known]
        rows += [["信用信息归集", 1], ["特定信用信息归集", 1]]
        rows += [["联系人13812345678", 1]]
        return workbooks.table(tmp_path / name, ("表", rows))

    take = ("-C", desk, "indicators", "import")
    path = sheet("2021年6月.xlsx")
    refused = shell(*take, path)
    assert refused.status == 1
    assert "第 5 行“信用信息归集”像是 I06" in refused.err
    assert "--row 5=I06" in refused.err
    assert shell("-C", desk, "indicators", "--json").json["measurement"] is None
    done = shell(*take, path, "--row", "5=I06", "--row", "6=无", "--json").json
    assert done["reading"]["points"] == {"I01": "3", "I02": "2", "I03": "2", "I06": "1"}
    assert "第 7 行里有手机号码" in done["reading"]["remarks"][0]
    assert shell(*take, sheet("2021年7月.xlsx")).status == 0
    for wrong in ("5", "5=T20", "5=I99"):
        assert shell(*take, path, "--row", wrong).status in (1, 2), wrong


def test_lost_points_are_handed_to_those_who_answer_for_them_and_come_back(
    shell: Shell, met: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit, centre = met
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-14")
    path = annex(tmp_path / "得分.xlsx", full_points() | {"I05": 1.5, "I17": 2})
    shell("-C", centre, "indicators", "import", path)
    done = shell("-C", centre, "indicators", "assign", "--due", "2021-07-20", "--json").json
    assert (done["id"], done["due"]) == ("D01", "2021-07-20T23:59:59+08:00")
    handed = {row["unit"]: row["items"] for row in done["units"]}
    assert (handed["chengjiang"], handed["shuiwu"]) == (["I05"], ["I05", "I17"])
    feedback = shell("-C", centre, "feedback", "--unit", "澄江街道", "--json").json["files"][0]
    with ZipFile(feedback["path"]) as bundle:
        travels = bundle.read("events.log").decode()
    assert "I05 “双公示”评估结果应用：满分 2 分，得 1.5 分，失 0.5 分" in travels
    assert "I17" not in travels
    shell("-C", unit, "receive", feedback["path"])
    assert "2021年6月失分指标交办单" in shell("-C", unit, "call").out
    shell("-C", unit, "record", "I05", "--period", "2021-07", "--text", "已整改。")
    shell("-C", unit, "answer", "D01", "--text", "已整改。")
    sent = shell("-C", unit, "export", "--period", "2021-07", "--json").json["path"]
    assert shell("-C", centre, "merge", sent).status == 0
    [call] = [c for c in shell("-C", centre, "call", "--json").json["calls"] if c["answer"]]
    assert (call["unit"], call["answer"]["text"]) == ("chengjiang", "已整改。")
    again = shell("-C", centre, "indicators", "assign", "--due", "2021-07-20")
    assert (again.status, "D01" in again.err) == (1, True)
    assert shell("-C", centre, "indicators", "assign", "--due", "2021-07-01").status == 1
    assert shell("-C", centre, "indicators", "assign", "--due", "下周", "--item", "I01").status == 2


def test_a_slip_for_a_unit_names_its_own_indicators_and_nobody_else(
    shell: Shell, desk: Path, tmp_path: Path
) -> None:
    path = annex(tmp_path / "得分.xlsx", full_points() | {"I05": 1.5, "I17": 2})
    shell("-C", desk, "indicators", "import", path)
    slip = ("-C", desk, "indicators", "slip")
    assert shell(*slip, "--unit", "海关", "--due", "2021-07-20", "-o", "单.txt").status == 0
    draft = Path("单.txt").read_text(encoding="utf-8-sig")
    assert "编号：（未发出）　　办理时限：2021年7月20日前" in draft
    assert "I17" in draft
    assert "附件：海关失分指标办理情况回执" in draft
    shell("-C", desk, "indicators", "assign", "--due", "2021-07-22T16:00", "--item", "I17")
    found = shell(*slip, "-o", tmp_path / "交办单", "--json").json
    names = sorted(Path(each).name for each in found["files"])
    assert names == [
        "海关_2021年6月失分指标交办单D01.docx",
        "税务局_2021年6月失分指标交办单D01.docx",
    ]
    # Those in a folder are official letters, with a form to answer on paper.
    first = docx.Document(found["files"][0])
    assert [p.text for p in first.paragraphs][:2] == ["2021年6月失分指标交办单", "海关："]
    assert "附件" in [p.text for p in first.paragraphs]
    shell(*slip, "--unit", "海关", "-o", "单.txt")
    sent = Path("单.txt").read_text(encoding="utf-8-sig")
    assert "编号：D01　　办理时限：2021年7月22日16:00前" in sent
    assert "税务局" not in sent
    shell(*slip, "-o", "一览.txt")
    assert "不发给单位" in Path("一览.txt").read_text(encoding="utf-8-sig")
    assert shell(*slip, "-o", "单.pdf").status == 2


def test_deductions_come_off_in_each_of_their_months_with_their_evidence(
    shell: Shell, met: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit, desk = met
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-14")
    for month in ("2021年5月", "2021年6月"):
        path = annex(tmp_path / f"{month}.xlsx", full_points(), month=month)
        shell("-C", desk, "indicators", "import", path)
    (tmp_path / "通报.pdf").write_bytes(b"which names other units too")
    note = ("-C", desk, "deduct", "--attach", "通报.pdf", "--reason")
    first = shell(
        *note, "材料不实。", "1", "--period", "2021-05", "--unit", "澄江街道", "--json"
    ).json
    assert (first["id"], first["points"], first["months"]) == ("K01", 20, 3)
    assert [file["name"] for file in first["evidence"]] == ["通报.pdf"]
    shell(*note, "数据泄露。", "2", "--period", "2021-06")
    ask = ("-C", desk, "indicators", "--json", "--period")
    total = {month: shell(*ask, month).json["total"] for month in ("2021-05", "2021-06")}
    assert [total[m]["net"] for m in total] == ["80", "70"]
    told = shell("-C", desk, "deduct", "--json").json
    assert (told["cap"], told["printed"]) == ("30", 30)
    assert [case["points"] for case in told["cases"]] == [20, 10]
    assert "不确定" in shell("-C", desk, "deduct").out
    feedback = shell("-C", desk, "feedback", "--unit", "澄江街道", "--json").json["files"][0][
        "path"
    ]
    with ZipFile(feedback) as bundle:
        assert b"K01" in bundle.read("events.log")
        assert b"K02" not in bundle.read("events.log")
        assert not [name for name in bundle.namelist() if name.startswith("evidence/")]
    shell(*note, "又一次。", "1", "--period", "2021-06")
    capped = shell(*ask, "2021-06").json["total"]
    assert (capped["deducted"], capped["counted"], capped["net"]) == ("50", "30", "70")
    config = desk / "config.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("[indicators]", "[indicators]\ndeduction_cap = 0"), "utf-8")
    free = shell(*ask, "2021-06").json["total"]
    assert (free["cap"], free["net"]) == (None, "50")
    gone = shell("-C", desk, "deduct", "--withdraw", "K01", "--reason", "查无此事", "--json").json
    assert gone == {"id": "K01", "withdrawn": True}
    assert shell(*ask, "2021-05").json["total"]["net"] == "100"
    shell("-C", unit, "receive", feedback)
    assert shell("-C", desk, "check", "--rebuild").status == 0


def test_what_cannot_be_is_refused_in_a_sentence(
    shell: Shell, desk: Path, unit: Path, tmp_path: Path
) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"no workbook")
    nameless = workbooks.table(tmp_path / "无月份.xlsx", ("表", [["指标", "得分"], ["x", 1]]))
    path = annex(tmp_path / "得分.xlsx", full_points(), month="")
    for folder, status, arguments in (
        (desk, 1, ["indicators", "import", "missing.xlsx"]),
        (desk, 1, ["indicators", "import", "x.xlsx"]),
        (desk, 1, ["indicators", "import", nameless]),
        (desk, 2, ["indicators", "import", path]),
        (desk, 2, ["indicators", "import", path, "--period", "2035-01"]),
        (desk, 1, ["indicators", "import", path, "--period", "2021-08"]),
        (desk, 1, ["indicators", "import", path, "--period", "2021-06", "--arrived", "7-20"]),
        (desk, 2, ["indicators", "import", path, "--period", "2021-06", "--source", "源" * 21]),
        (desk, 2, ["indicators", "--source", "国家"]),
        (desk, 1, ["indicators", "withdraw", "M09", "--reason", "x"]),
        (desk, 1, ["indicators", "assign", "--due", "2021-07-20"]),
        (desk, 1, ["indicators", "slip", "-o", "x.docx"]),
        (desk, 2, ["deduct", "3", "--reason", "x", "--attach", "x.xlsx"]),
        (desk, 1, ["deduct", "1", "--reason", "x"]),
        (desk, 1, ["deduct", "1", "--attach", "x.xlsx"]),
        (desk, 1, ["deduct", "--withdraw", "K01", "--reason", "x"]),
        (unit, 2, ["indicators"]),
        (unit, 2, ["deduct"]),
    ):
        answer = shell("-C", folder, *arguments)
        assert (answer.status, answer.out, answer.err.count("\n")) == (status, "", 1), arguments
    notes = desk / "store" / "measurements.jsonl"
    for line in (b"{}\n", b'{"id": 1}\n', b"[]\n", b'{"id":"M01","rows":3}\n'):
        notes.write_bytes(line)
        answer = shell("-C", desk, "indicators")
        assert (answer.status, "第 1 行读不懂" in answer.err) == (1, True), line
