"""`report archive`: a year filed away by office, each file with its hash."""

import csv
import hashlib
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def sent(
    shell: Shell, met: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, Path]:
    """A centre that has merged a unit's bundle with evidence; the bundle."""
    unit, centre = met
    proof = unit / "=证明.txt"
    proof.write_text("附件", encoding="utf-8")
    shell("-C", unit, "record", "T20", "--text", "走访企业12家。", "--attach", proof)
    bundle = Path(shell("-C", unit, "export", "--json").json["path"])
    assert shell("-C", centre, "merge", bundle).status == 0
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")
    return centre, bundle


def test_tables_originals_and_evidence_lie_by_office_and_the_list_names_them_all(
    shell: Shell, sent: tuple[Path, Path], tmp_path: Path
) -> None:
    centre, bundle = sent
    target = tmp_path / "归档"
    done = shell("-C", centre, "report", "archive", "--period", "2021-06", "-o", target)
    assert done.status == 0, done.err
    assert "考核得分表" in done.out  # not approved yet: said, not left out in silence
    with (target / "归档清单.csv").open(encoding="utf-8-sig", newline="") as source:
        head, *rows = csv.reader(source)
    listed = {row[3]: row for row in rows if row[5]}
    files = [path for path in target.rglob("*") if path.is_file()]
    assert {f"{path.relative_to(target).as_posix()}" for path in files} == {*listed, "归档清单.csv"}
    for path in files:
        if path.name != "归档清单.csv":
            data = path.read_bytes()
            row = listed[path.relative_to(target).as_posix()]
            assert row[4:6] == [str(len(data)), hashlib.sha256(data).hexdigest()]
    own = target / "2021年度" / "澄江街道"
    assert bundle.read_bytes() in [path.read_bytes() for path in (own / "报送包").iterdir()]
    [proof] = (own / "佐证材料").iterdir()
    assert proof.read_text(encoding="utf-8") == "附件"
    assert (target / "2021年度" / "江阴市发改委（信用办）" / "汇总表_2021年6月.xlsx").is_file()
    assert head[5] == "SHA-256"


def test_a_folder_that_is_there_is_left_alone(
    shell: Shell, sent: tuple[Path, Path], tmp_path: Path
) -> None:
    centre, _ = sent
    done = shell("-C", centre, "report", "archive", "--period", "2021-06", "-o", tmp_path)
    assert (done.status, "没有归档" in done.err) == (1, True)
