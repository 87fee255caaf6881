"""`merge --watch`: files are taken in as they come, until Ctrl+C."""

import json
import shutil
import signal
import time
from pathlib import Path

from tests.cli.conftest import Shell
from tests.cli.processes import start


def test_files_are_taken_in_as_they_come_until_ctrl_c(
    shell: Shell, met: tuple[Path, Path], tmp_path: Path
) -> None:
    unit, centre = met
    folder = tmp_path / "收件"
    folder.mkdir()
    (folder / "说明.txt").write_text("请查收。", encoding="utf-8")
    shell("-C", unit, "record", "T20", "--text", "新增。")
    sent = shell("-C", unit, "export", "--json").json["path"]
    process = start(centre, "merge", "--watch", folder, "--every", "0.1", "--json")
    assert process.stderr
    assert "正在看守" in process.stderr.readline().decode()
    assert "问题文件" in process.stderr.readline().decode()
    shutil.copyfile(sent, folder / "补.liaison")
    assert "已汇入" in process.stderr.readline().decode()
    time.sleep(0.3)  # the same files once more are no news
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 1  # for the bad file, as merge does
    answer = json.loads(out)
    assert [Path(row["path"]).name for row in answer["bundles"]] == ["说明.txt", "补.liaison"]
    assert err.decode() == ""
    assert answer["new_events"] == 1
    runs = shell("-C", centre, "merge", "--runs", "--json").json["runs"]
    assert [len(run["files"]) for run in runs[:2]] == [1, 1]


def test_only_a_folder_is_watched_and_nothing_else_beside(shell: Shell, centre: Path) -> None:
    assert shell("-C", centre, "merge", "--watch", centre / "config.toml").status == 2
    assert shell("-C", centre, "merge", "--watch", centre, centre).status == 2
