"""A centre's commands and the way back, exactly as docs/CLI.md has them."""

from pathlib import Path

from tests.cli.conftest import Answer, Shell, state_of

UNIT_KEYS = {
    "id", "name", "owed", "reported", "on_time", "late", "nothing_new", "missing", "returned",
    "accepted", "conflicts", "lights", "last_bundle",
}  # fmt: skip
ENTRY_KEYS = {
    "id", "unit", "item", "period", "status", "percent", "quantities", "text", "problems",
    "next_steps", "practices", "nothing", "evidence", "at", "by", "received_at", "state",
    "replaces",
}  # fmt: skip
ROW_KEYS = {
    "path", "sha256", "unit", "device", "outcome", "reason", "new_events", "known_events",
    "receipt", "forks",
}  # fmt: skip


def send(shell: Shell, unit: Path, centre: Path) -> Answer:
    path = shell("-C", unit, "export", "--json").json["path"]
    return shell("-C", centre, "merge", path, "--json")


def bring_back(shell: Shell, unit: Path, centre: Path) -> Answer:
    path = shell("-C", centre, "feedback", "--json").json["files"][0]["path"]
    return shell("-C", unit, "receive", path, "--json")


def test_an_unknown_device_is_held_until_it_is_confirmed(
    shell: Shell, unit: Path, centre: Path
) -> None:
    shell("-C", unit, "record", "T20", "--text", "新增。")
    path = shell("-C", unit, "export", "--json").json["path"]
    held = shell("-C", centre, "merge", path, "--json")
    assert held.status == 1
    (row,) = held.json["bundles"]
    assert set(row) == ROW_KEYS
    assert set(held.json) == {"bundles", "new_events", "known_events", "conflicts", "state"}
    assert (row["outcome"], row["unit"], row["receipt"]) == ("held", "chengjiang", None)
    (device,) = shell("-C", centre, "trust", "--json").json["devices"]
    assert set(device) == {"device", "unit", "fingerprint", "state", "first_seen", "last_number"}
    assert (device["state"], device["last_number"]) == ("pending", 1)
    assert device["fingerprint"].replace(" ", "") == device["device"] == row["device"]
    wrong = shell("-C", centre, "trust", device["device"], "--fingerprint", "0000 " * 8)
    assert wrong.status == 1
    confirmed = shell(
        "-C",
        centre,
        "trust",
        device["device"][:8],
        "--fingerprint",
        device["fingerprint"],
        "--json",
    )
    assert [d["state"] for d in confirmed.json["devices"]] == ["trusted"]
    assert len(shell("-C", centre, "entries", "--json").json) == 1


def test_a_device_is_confirmed_by_the_words_its_own_end_reads_out(
    shell: Shell, unit: Path, centre: Path
) -> None:
    shell("-C", unit, "record", "T20", "--text", "新增。")
    shell("-C", centre, "merge", shell("-C", unit, "export", "--json").json["path"])
    own = shell("-C", unit, "device")
    words = own.err.splitlines()[1:]
    assert len(" ".join(words).split()) == 16
    listed = shell("-C", centre, "trust").out
    assert all(line in listed for line in words)
    device = own.out.strip()[:9]
    swapped = " ".join(reversed(words))
    assert shell("-C", centre, "trust", device, "--fingerprint", swapped).status == 1
    assert shell("-C", centre, "trust", device, "--fingerprint", " ".join(words)).status == 0
    assert shell("-C", centre, "trust", "--json").json["devices"][0]["state"] == "trusted"


def test_a_month_goes_there_and_back(shell: Shell, met: tuple[Path, Path]) -> None:
    unit, centre = met
    shell("-C", unit, "record", "T20", "--text", "新增。", "--quantity", "certified=4")
    assert state_of(shell, unit, "T20") == "reported"
    merged = send(shell, unit, centre)
    assert merged.status == 0
    (row,) = merged.json["bundles"]
    assert (row["outcome"], row["new_events"], row["known_events"]) == ("merged", 1, 1)
    assert state_of(shell, unit, "T20") == "exported"
    bring_back(shell, unit, centre)
    assert state_of(shell, unit, "T20") == "received"
    (entry,) = shell("-C", centre, "entries", "--item", "T20", "--json").json
    assert set(entry) == ENTRY_KEYS
    assert (
        shell("-C", centre, "review", entry["id"][:8], "--return", "请补充企业所属行业").status == 0
    )
    bring_back(shell, unit, centre)
    assert state_of(shell, unit, "T20") == "returned"
    shell("-C", unit, "record", "T20", "--text", "新增，均为制造业。", "--quantity", "certified=4")
    send(shell, unit, centre)
    (entry,) = shell("-C", centre, "entries", "--item", "T20", "--json").json
    assert entry["state"] == "received"
    shell("-C", centre, "review", entry["id"], "--accept")
    bring_back(shell, unit, centre)
    assert state_of(shell, unit, "T20") == "accepted"
    rows = shell("-C", unit, "history", "T20", "--json").json
    assert sorted(row["kind"] for row in rows) == ["progress", "progress", "review", "review"]
    assert [row["head"] for row in rows if row["kind"] == "progress"] == [False, True]


def test_the_overview_counts_add_up(shell: Shell, met: tuple[Path, Path]) -> None:
    unit, centre = met
    shell("-C", unit, "record", "T20", "--text", "新增。", "--quantity", "certified=17")
    shell("-C", unit, "record", "I27", "--nothing", "zero")
    shell("-C", unit, "record", "I16", "--nothing", "no-progress")
    send(shell, unit, centre)
    answer = shell("-C", centre, "overview", "--json").json
    assert set(answer) == {"period", "due", "units", "totals", "quantities"}
    assert len(answer["units"]) == 63
    for row in answer["units"]:
        assert set(row) == UNIT_KEYS
        assert row["reported"] == row["on_time"] + row["late"] + row["nothing_new"]
        assert row["missing"] == row["owed"] - row["reported"]
        assert sum(row["lights"].values()) == row["owed"]
    town = next(row for row in answer["units"] if row["id"] == "chengjiang")
    assert (town["owed"], town["on_time"], town["nothing_new"]) == (33, 3, 1)
    certified = next(q for q in answer["quantities"] if q["key"] == "certified")
    assert (certified["sum"], certified["target"]) == ("17", 150)
    assert certified["by_unit"] == {"chengjiang": "17"}


def test_the_day_of_arrival_can_be_stated_with_a_reason(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    unit, centre = met
    shell("-C", unit, "record", "T20", "--text", "新增。")
    path = shell("-C", unit, "export", "--json").json["path"]
    assert shell("-C", centre, "merge", path, "--received", "2021-06-27").status == 2
    stated = ("--received", "2021-06-27", "--reason", "邮件6月27日到")
    assert shell("-C", centre, "merge", path, *stated).status == 0
    answer = shell("-C", centre, "overview", "--json").json
    town = next(row for row in answer["units"] if row["id"] == "chengjiang")
    assert (town["late"], town["on_time"]) == (0, 2)
    (entry,) = shell("-C", centre, "entries", "--item", "T20", "--json").json
    assert entry["received_at"].startswith("2021-06-27")
    future = ("--received", "2021-07-09", "--reason", "x")
    assert shell("-C", centre, "merge", path, *future).status == 2


def test_an_entry_by_telephone_gives_way_to_the_units_own(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    unit, centre = met
    words = ["record", "T20", "--unit", "澄江街道", "--text", "电话报来。"]
    assert shell("-C", centre, *words).status == 2
    by_phone = [*words, "--channel", "telephone", "--informant", "周敏"]
    assert shell("-C", centre, *by_phone).status == 0
    (row,) = shell("-C", centre, "entries", "--item", "T20", "--json").json
    assert (row["text"], row["state"]) == ("电话报来。", "received")
    shell("-C", unit, "record", "T20", "--text", "本单位填报。")
    assert send(shell, unit, centre).json["conflicts"] == []
    (row,) = shell("-C", centre, "entries", "--item", "T20", "--json").json
    assert row["text"] == "本单位填报。"


def test_two_who_wrote_unseen_stand_side_by_side_until_one_settles(
    shell: Shell, met: tuple[Path, Path], tmp_path: Path
) -> None:
    unit, centre = met
    shell("init", "second", "--unit", "澄江街道", "--officer", "曹琳")
    for folder, text in ((unit, "甲"), (tmp_path / "second", "乙")):
        shell("-C", folder, "record", "T20", "--text", text)
        last = send(shell, folder, centre)
    device = last.json["bundles"][0]["device"]
    shell("-C", centre, "trust", device)
    again = shell("-C", centre, "merge", last.json["bundles"][0]["path"], "--json").json
    ((conflict),) = again["conflicts"]
    assert set(conflict) == {"unit", "item", "period", "heads"}
    assert len(conflict["heads"]) == 2
    blocked = shell(
        "-C", centre, "record", "T20", "--unit", "chengjiang", "--channel", "telephone",
        "--informant", "周敏", "--text", "x", "--json",
    )  # fmt: skip
    assert blocked.status == 1
    assert blocked.json == {"id": None, "heads": conflict["heads"]}
    settled = ["record", "T20", "--unit", "chengjiang", "--text", "以甲为准。", "--settle"]
    assert shell("-C", centre, *settled).status == 0
    (row,) = shell("-C", centre, "entries", "--item", "T20", "--json").json
    assert row["text"] == "以甲为准。"
    assert sorted(row["replaces"])[:2] != []


def test_centre_commands_are_refused_at_a_unit(shell: Shell, unit: Path) -> None:
    for command in (["overview"], ["feedback"], ["review", "0" * 8, "--accept"]):
        answer = shell("-C", unit, *command)
        assert answer.status == 2
        assert "汇总端" in answer.err
