"""Events a bundle must not carry, and lines that are not what they were."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from liaison_tui.workspace import Workspace
from tests import second_writer
from tests.exchange import offices
from tests.second_writer import Chain, Device, event, event_id, progress, stub

MONTH, TOWN, OTHER = offices.MONTH, offices.TOWN, offices.OTHER_TOWN


def _assert_refused_alone(
    centre: Workspace, chain: Chain, beside: Path, tmp_path: Path, *words: str
) -> None:
    """Nothing of the chain's bundle was taken in, and the other bundle of the batch was."""
    path = chain.write(tmp_path / "a.liaison")
    [refused, merged] = offices.take(centre, path, beside)
    offices.assert_refused(centre, refused, path, *words)
    assert (merged.outcome, merged.new_events) == ("merged", 1)
    assert offices.texts(centre) == ["旁边的一条"]
    assert offices.state(centre) == second_writer.read_bundle(beside).state


BODIES: dict[str, dict[str, Any]] = {
    "percent 150": {"percent": 150},
    "percent below zero": {"percent": -1},
    "percent as text": {"percent": "40"},
    "percent true": {"percent": True},
    "an unknown status": {"status": "finished"},
    "an unknown nothing": {"nothing": "none"},
    "an unknown channel": {"channel": "pigeon"},
    "a status that is a list": {"status": ["done"]},
    "a negative quantity": {"quantities": {"certified": "-4"}},
    "an undeclared quantity": {"quantities": {"enterprises": "4"}},
    "a quantity as a number": {"quantities": {"certified": 4}},
    "a quantity not in its shortest form": {"quantities": {"certified": "4.0"}},
    "a quantity in words": {"quantities": {"certified": "四"}},
    "quantities as a list": {"quantities": ["4"]},
    "20,001 characters": {"text": "字" * 20_001},
    "20,001 characters of problems": {"problems": "字" * 20_001},
    "text that is a number": {"text": 7},
    "evidence without a hash": {"evidence": [{"name": "a.txt", "size": 1}]},
    "evidence of negative size": {"evidence": [{"sha256": "0" * 64, "name": "a", "size": -1}]},
    "evidence that is text": {"evidence": "a.txt"},
    "an unknown field": {"score": 100},
}


@pytest.mark.parametrize("body", BODIES)
def test_an_entry_with_a_forbidden_body_is_refused(
    centre: Workspace, own: Chain, beside: Path, tmp_path: Path, body: str
) -> None:
    good = progress(own.device, TOWN, "T12", MONTH, text="同一报送里的好话")
    own.submit([good, progress(own.device, TOWN, "T20", MONTH, **BODIES[body])], period=MONTH)
    _assert_refused_alone(centre, own, beside, tmp_path)


def test_twenty_thousand_characters_percent_100_and_zero_are_taken_in(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    entry = progress(
        own.device, TOWN, "T20", MONTH, text="字" * 20_000, percent=100,
        quantities={"certified": "0"},
    )  # fmt: skip
    own.submit([entry], period=MONTH)
    assert offices.take_one(centre, own.write(tmp_path / "a")).outcome == "merged"
    assert offices.texts(centre) == ["字" * 20_000]


FIELDS: dict[str, dict[str, Any]] = {
    "an unknown item": {"item": "T99"},
    "an item of no shape": {"item": "任务"},
    "no item": {"item": None},
    "no month": {"period": None},
    "a month that is none": {"period": "2021-13"},
    "a quarter": {"period": "2021-Q2"},
    "a nonce of another length": {"nonce": "12"},
    "a time in another zone": {"at": "2021-06-28T10:00:00Z"},
    "no author's name": {"by": None},
    "another device's word": {"device": "0" * 32},
    "another unit's report": {"unit": OTHER},
    "every unit's report": {"unit": "*"},
    "another programme's event": {"programme": "wuxi-2021@1"},
    "version zero": {"v": 0},
    "version true": {"v": True},
    "replaces that is no id": {"replaces": ["T20"]},
    "a float": {"body": {"text": "一", "percent": 40.0}},
    "a null": {"body": {"text": None}},
    "a key in capitals": {"body": {"Text": "一"}},
    "nine levels": {"body": {"text": "一", "quantities": {"a": [[[[[[["1"]]]]]]]}}},
    "an integer beyond 2^53-1": {"body": {"percent": 2**53}},
}


@pytest.mark.parametrize("wrong", FIELDS)
def test_an_event_with_a_wrong_field_is_refused(
    centre: Workspace, own: Chain, beside: Path, tmp_path: Path, wrong: str
) -> None:
    fields: dict[str, Any] = {"item": "T20", "period": MONTH, "body": {"text": "一"}}
    own.submit([event(own.device, **{"unit": TOWN, "kind": "progress"} | fields | FIELDS[wrong])],
               period=MONTH)  # fmt: skip
    _assert_refused_alone(centre, own, beside, tmp_path)


@pytest.mark.parametrize("kind", ["receipt", "review", "settle", "trust", "revoke", "close"])
def test_a_unit_that_writes_what_only_a_centre_says_is_refused(
    centre: Workspace, own: Chain, beside: Path, tmp_path: Path, kind: str
) -> None:
    evil = Device("同伙").id
    said = event(
        own.device, TOWN, kind, item="T20", period=MONTH, about=["0" * 64], body={"device": evil}
    )
    own.submit([said], period=MONTH)
    _assert_refused_alone(centre, own, beside, tmp_path, kind)
    assert evil not in centre.store.vouching().seats


def test_an_unknown_kind_is_refused_from_a_unit(
    centre: Workspace, own: Chain, beside: Path, tmp_path: Path
) -> None:
    own.submit([event(own.device, TOWN, "poem", body={"text": "白日依山尽"})], period=MONTH)
    _assert_refused_alone(centre, own, beside, tmp_path, "poem")


def _of_a_newer_version(device: Device, **fields: str) -> bytes:
    """JSON of a newer version, spelled with escapes, as that version may allow."""
    said = event(device, TOWN, **{"kind": "forecast", "v": 2, "item": "T20", **fields})  # type: ignore[arg-type]
    return said.replace(b"@@", b"\\ud800")


@pytest.mark.parametrize("field", ["kind", "item", "period"])
def test_half_a_character_in_a_newer_event_breaks_nothing(
    centre: Workspace, own: Chain, beside: Path, tmp_path: Path, field: str
) -> None:
    own.submit([_of_a_newer_version(own.device, **{field: "a@@"})], period=MONTH)
    rows = offices.take(centre, own.write(tmp_path / "a.liaison"), beside)
    assert rows[0].outcome in ("merged", "refused")
    assert rows[1].outcome == "merged"
    assert offices.texts(centre) == ["旁边的一条"]


def _altered(line: bytes) -> bytes:
    return line.replace("第一号".encode(), "第二号".encode())


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "a word altered": _altered,
    "its id altered": lambda line: (b"0" if line[:1] != b"0" else b"1") + line[1:],
    "re-encoded with a space": lambda line: line.replace(b'"v":1', b'"v": 1'),
    "cut off": lambda line: line[:-20],
    "its JSON lost": lambda line: line[:65],
    "gone": lambda _: b"",
    "Windows line ends": lambda line: line.replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_line_that_is_not_what_it_was_is_refused(
    centre: Workspace, own: Chain, beside: Path, tmp_path: Path, damage: str
) -> None:
    entry = progress(own.device, TOWN, "T20", MONTH, text="第一号")
    kept = progress(own.device, TOWN, "T12", MONTH, text="同一报送里的好话")
    own.submit([entry, kept], period=MONTH)
    own.lines[event_id(entry)] = DAMAGES[damage](own.lines[event_id(entry)])
    _assert_refused_alone(centre, own, beside, tmp_path, "内容缺失或被改动")


def test_lines_nobody_lists_are_passed_over_and_counted(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    stranger = Device("别人")
    own.submit([progress(own.device, TOWN, "T20", MONTH, text="列入的")], period=MONTH)
    unlisted = progress(stranger, TOWN, "T12", MONTH, text="没有列入的")
    own.lines[event_id(unlisted)] = second_writer.line(unlisted)
    own.lines["garbage"] = "乱七八糟 \x00\r\n".encode()
    own.lines["stub"] = stub("5" * 64)
    row = offices.take_one(centre, own.write(tmp_path / "a.liaison"))
    assert (row.outcome, row.new_events) == ("merged", 1)
    assert "3 行" in row.reason
    offices.assert_one_sentence(row.reason)
    assert offices.texts(centre) == ["列入的"]
    assert centre.store.known([event_id(unlisted), "5" * 64]) == {}


@pytest.mark.parametrize("content", [b"other bytes", b""])
def test_altered_evidence_is_refused_and_not_kept(
    centre: Workspace, own: Chain, beside: Path, tmp_path: Path, content: bytes
) -> None:
    notes = b"sign-in sheet"
    named = [second_writer.attachment("签到表.txt", notes)]
    own.submit([progress(own.device, TOWN, "T20", MONTH, text="一", evidence=named)], period=MONTH)
    own.files[second_writer.sha256(notes)] = content
    _assert_refused_alone(centre, own, beside, tmp_path, "佐证材料")
    folder = centre.store_folder / "evidence"
    assert not folder.exists() or list(folder.iterdir()) == []


def test_evidence_of_another_size_than_the_manifest_says_is_refused(
    centre: Workspace, own: Chain, beside: Path, tmp_path: Path
) -> None:
    notes = b"sign-in sheet"
    named = [second_writer.attachment("签到表.txt", notes) | {"size": 3}]
    entry = progress(own.device, TOWN, "T20", MONTH, text="一", evidence=named)
    own.submit([entry], period=MONTH, files=[notes])
    _assert_refused_alone(centre, own, beside, tmp_path, "佐证材料")
