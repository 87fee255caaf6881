"""`close`, exactly as docs/CLI.md has it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Shell

CLOSE = ("close", "--period", "2021-06")
Both = tuple[Path, Path]


@pytest.fixture
def shut(shell: Shell, met: Both, monkeypatch: pytest.MonkeyPatch) -> Both:
    """A unit and a centre that has closed June for it."""
    unit, centre = met
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")
    done = shell(
        "-C", centre, *CLOSE, "--finish", "--unit", "澄江街道", "--anyway", "已电话催过。",
        "--approver", "李主任",
    )  # fmt: skip
    assert done.status == 0
    return unit, centre


def send_late(shell: Shell, unit: Path, item: str, text: str) -> str:
    shell("-C", unit, "record", item, "--text", text, "--period", "2021-06")
    return str(shell("-C", unit, "export", "--period", "2021-06", "--json").json["path"])


def test_a_month_in_whose_way_something_is_is_closed_with_a_reason_only(
    shell: Shell, met: Both
) -> None:
    _, centre = met
    found = shell("-C", centre, *CLOSE, "--json").json
    assert set(found) == {"period", "state", "obstacles", "units", "totals", "changes"}
    assert [each["kind"] for each in found["obstacles"]] == ["due", "review", "missing"]
    refused = shell("-C", centre, *CLOSE, "--finish")
    assert (refused.status, refused.out) == (1, "")
    for each in found["obstacles"]:
        assert each["message"] in refused.err
    done = shell("-C", centre, *CLOSE, "--finish", "--anyway", "提前定稿。", "--json")
    assert (done.status, done.json["state"]) == (0, "closed")
    assert len(done.json["units"]) == 63
    assert {each["reason"] for each in done.json["units"]} == {"提前定稿。"}
    assert done.json["totals"]["owed"] == sum(e["figures"]["owed"] for e in done.json["units"])


def test_a_late_bundle_is_said_to_bring_amendments_and_changes_no_closed_figure(
    shell: Shell, shut: Both
) -> None:
    unit, centre = shut
    ask = ("-C", centre, *CLOSE, "--unit", "澄江街道")
    before = shell(*ask, "--json").json["units"][0]
    assert (before["state"], before["day"], before["approver"]) == (
        "closed", "2021-07-08", "李主任",
    )  # fmt: skip
    live = shell("-C", centre, "overview", "--period", "2021-06", "--json").json
    merged = shell("-C", centre, "merge", send_late(shell, unit, "T20", "走访企业12家。"))
    assert "2021年6月已定稿，新到 1 项列为定稿后更正：澄江街道 T20" in merged.err
    after = shell(*ask, "--json").json
    assert after["units"][0]["figures"] == before["figures"]
    [change] = after["changes"]
    assert (change["item"], change["before"], change["after"]["gist"]) == (
        "T20", None, "走访企业12家。",
    )  # fmt: skip
    assert (change["accepted"], change["received"][:10]) == (False, "2021-07-08")
    now = shell("-C", centre, "overview", "--period", "2021-06", "--json").json
    assert set(now) == set(live)
    assert now["totals"]["reported"] == live["totals"]["reported"] + 1
    assert "T20" in shell(*ask).out


def test_an_accepted_amendment_is_counted_taken_back_and_counted_again_after_reopening(
    shell: Shell, shut: Both
) -> None:
    unit, centre = shut
    shell("-C", centre, "merge", send_late(shell, unit, "T20", "走访企业12家。"))
    of_town = ("-C", centre, *CLOSE, "--unit", "澄江街道", "--json")
    assert shell(*of_town, "--amend").status == 1
    done = shell(*of_town, "--amend", "--item", "T20", "--reason", "漏报。").json
    assert (done["units"][0]["figures"]["reported"], done["units"][0]["later"]) == (2, 0)
    [change] = done["changes"]
    assert (change["accepted"], change["reason"], change["day"]) == (True, "漏报。", "2021-07-08")
    back = shell(*of_town, "--undo").json
    assert (back["units"][0]["figures"]["reported"], back["units"][0]["later"]) == (1, 1)
    assert shell(*of_town, "--reopen").status == 1
    opened = shell(*of_town, "--reopen", "--reason", "漏审一项。").json
    assert (opened["state"], opened["units"][0]["figures"]) == ("open", None)
    again = shell(*of_town, "--finish", "--anyway", "已催过。").json
    assert again["units"][0]["figures"]["reported"] == 2


def test_a_unit_is_told_that_its_month_is_closed_and_what_its_words_become(
    shell: Shell, shut: Both
) -> None:
    unit, centre = shut
    told = shell("-C", centre, "feedback", "--unit", "澄江街道", "--period", "2021-06", "--json")
    shell("-C", unit, "receive", told.json["files"][0]["path"])
    found = shell("-C", unit, *CLOSE, "--json").json
    assert (found["state"], len(found["units"]), found["obstacles"]) == ("closed", 1, [])
    kept = shell("-C", unit, "record", "T20", "--text", "补报。", "--period", "2021-06", "--json")
    assert "closed" in [warning["kind"] for warning in kept.json["warnings"]]
    sent = shell("-C", unit, "export", "--period", "2021-06")
    assert "2021年6月已定稿，报送后列为定稿后更正" in sent.err


def test_what_is_no_closing_is_refused_in_a_sentence(shell: Shell, shut: Both) -> None:
    unit, centre = shut
    for folder, status, arguments in (
        (unit, 2, ["--finish"]), (centre, 2, ["--finish", "--reopen"]),
        (centre, 2, ["--reason", "一"]), (centre, 2, ["--amend", "--reason", "一"]),
        (centre, 2, ["--undo"]), (centre, 1, ["--undo", "--unit", "澄江街道"]),
        (centre, 1, ["--finish", "--unit", "澄江街道", "--anyway", "一"]),
        (centre, 1, ["--reopen", "--unit", "华士镇", "--reason", "一"]),
        (centre, 1, ["--amend", "--item", "T20", "--reason", "一"]),
        (centre, 2, ["--unit", "不存在"]),
    ):  # fmt: skip
        answer = shell("-C", folder, *CLOSE, *arguments)
        assert (answer.status, answer.out, answer.err.count("\n")) == (status, "", 1), arguments
