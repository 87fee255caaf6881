"""Two PCs of one unit, by the commands: merged inside, sent on in one file, taken in whole."""

from pathlib import Path

from tests.cli.conftest import Shell


def confirm_all(shell: Shell, office: Path) -> None:
    for device in shell("-C", office, "trust", "--json").json["devices"]:
        if device["state"] == "pending":
            assert shell("-C", office, "trust", device["device"]).status == 0


def test_a_colleagues_bundle_is_sent_on_with_ones_own_in_one_file_that_a_centre_takes_in_whole(
    shell: Shell, unit: Path, centre: Path, tmp_path: Path
) -> None:
    shell("init", "second", "--unit", "澄江街道", "--officer", "曹琳")
    second, note = tmp_path / "second", tmp_path / "照片.txt"
    note.write_bytes("走访照片".encode())
    shell("-C", unit, "record", "T12", "--text", "自己填的。")
    shell("-C", second, "record", "T20", "--text", "同事填的。", "--attach", note)
    theirs = shell("-C", second, "export", "--json").json["path"]
    shell("-C", unit, "merge", theirs)
    confirm_all(shell, unit)
    sent = shell("-C", unit, "export", "--json").json
    assert "T12" not in sent["missing"]
    assert "T20" not in sent["missing"]

    shell("-C", centre, "merge", sent["path"])
    confirm_all(shell, centre)
    rows = shell("-C", centre, "entries", "--json").json
    assert {(row["item"], row["by"], row["text"]) for row in rows} == {
        ("T12", "周敏", "自己填的。"), ("T20", "曹琳", "同事填的。"),
    }  # fmt: skip
    (file,) = next(row["evidence"] for row in rows if row["item"] == "T20")
    assert (centre / "store" / "evidence" / file["sha256"]).read_bytes() == note.read_bytes()
    again = shell("-C", centre, "merge", theirs, "--json").json
    assert (again["bundles"][0]["outcome"], again["new_events"]) == ("nothing-new", 0)
    assert shell("-C", centre, "check").status == 0
