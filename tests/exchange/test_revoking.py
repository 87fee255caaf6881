"""Revoking a device: what it sent before goes on counting, what comes after does not."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from liaison_tui.errors import LiaisonError
from liaison_tui.exchange import revoking, trusting
from liaison_tui.programme.period import Span
from liaison_tui.reports.overview import overview
from liaison_tui.workspace import Workspace
from tests import second_writer
from tests.exchange import offices
from tests.second_writer import Chain, Device, event, event_id, progress

MONTH, TOWN = offices.MONTH, offices.TOWN
ITEMS = ("T12", "T13", "T14")


@pytest.fixture
def chain(centre: Workspace, tmp_path: Path) -> Chain:
    """A device's chain of three numbers, one entry in each, taken in at the centre."""
    made = offices.chain(centre)
    offices.introduce(centre, made.device, TOWN)
    for number, item in enumerate(ITEMS, start=1):
        entry = progress(made.device, TOWN, item, MONTH, text=f"第{number}号")
        made.submit([entry], period=MONTH)
    offices.take(centre, made.write(tmp_path / "3.liaison"))
    return made


def _reported(centre: Workspace) -> int:
    answer: dict[str, Any] = overview(
        centre.programme, Span(MONTH, [MONTH]), centre.reports(), {}, date(2021, 6, 28)
    )
    [unit] = [unit for unit in answer["units"] if unit["id"] == TOWN]
    return int(unit["reported"])


def test_a_look_before_says_what_a_revocation_then_takes_away(
    centre: Workspace, chain: Chain, tmp_path: Path
) -> None:
    device, second = chain.device.id, chain.submissions[1].sha256
    former = progress(
        chain.device, TOWN, "T12", MONTH, text="更正",
        replaces=[entry["id"] for entry in offices.entries(centre) if entry["item"] == "T12"],
    )  # fmt: skip
    chain.submit([former], period=MONTH)
    offices.take(centre, chain.write(tmp_path / "4.liaison"))
    none = revoking.loss(centre.office, device, None)
    assert (none.submissions, none.gone, none.former) == (0, [], [])
    lost = revoking.loss(centre.office, device, second)
    assert lost.submissions == 3
    assert [item for _, item, _ in lost.gone] == ["T13", "T14"]
    assert [item for _, item, _ in lost.former] == ["T12"]
    assert _reported(centre) == 3  # nothing was done by looking
    [known] = [d for d in trusting.devices(centre.office) if d.device == device]
    assert [s.submission.number for s in revoking.sendings(centre.office, device)] == [4, 3, 2, 1]
    assert revoking.revoke_from(centre.office, known, second).state == "revoked"
    assert _reported(centre) == 1
    assert offices.texts(centre) == ["第1号"]


def test_from_the_first_number_on_nothing_of_a_device_is_left(
    centre: Workspace, chain: Chain
) -> None:
    [known] = [d for d in trusting.devices(centre.office) if d.device == chain.device.id]
    revoking.revoke_from(centre.office, known, chain.submissions[0].sha256)
    assert _reported(centre) == 0


AFTER: dict[str, tuple[Callable[[Chain], str | None], int]] = {
    "no number": (lambda _: None, 3),
    "number 2": (lambda _: "2", 2),
    "number 1": (lambda _: "1", 1),
    "number 0": (lambda _: "0", 0),
    "the code of number 2": (lambda chain: chain.submissions[1].code, 2),
    "the code as people type it": (
        lambda chain: chain.submissions[1].code.replace("-", " ").lower(), 2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("after", AFTER)
def test_ancestors_go_on_counting_and_the_rest_leaves_state_and_overview(
    centre: Workspace, chain: Chain, after: str
) -> None:
    named, kept = AFTER[after]
    assert _reported(centre) == 3
    trusting.revoke(centre.office, chain.device.id, named(chain))
    assert offices.texts(centre) == [f"第{number}号" for number in range(1, kept + 1)]
    assert _reported(centre) == kept
    ids = list(chain.lines)
    assert offices.state(centre) == second_writer.state([ids[:kept]])
    [device] = trusting.devices(centre.office)
    assert (device.state, device.last_number) == ("revoked", 3)


def test_a_revoked_devices_later_bundle_is_refused(
    centre: Workspace, chain: Chain, tmp_path: Path
) -> None:
    trusting.revoke(centre.office, chain.device.id, None)
    before = offices.state(centre)
    chain.submit([progress(chain.device, TOWN, "T20", MONTH, text="停用以后")], period=MONTH)
    path = chain.write(tmp_path / "4.liaison")
    offices.assert_refused(centre, offices.take_one(centre, path), path, "停用")
    assert offices.state(centre) == before
    assert "停用以后" not in offices.texts(centre)


def test_what_a_revoked_device_sent_before_is_still_nothing_new(
    centre: Workspace, chain: Chain, tmp_path: Path
) -> None:
    trusting.revoke(centre.office, chain.device.id, None)
    assert offices.take_one(centre, tmp_path / "3.liaison").outcome == "nothing-new"
    assert len(offices.texts(centre)) == 3


def test_of_a_fork_one_side_is_kept_by_its_code(
    centre: Workspace, chain: Chain, tmp_path: Path
) -> None:
    backup = chain.fork()
    del backup.submissions[2]
    fork = backup.submit([progress(chain.device, TOWN, "T20", MONTH, text="另三")], period=MONTH)
    offices.take(centre, backup.write(tmp_path / "fork.liaison"))
    with pytest.raises(LiaisonError, match="有两份"):
        trusting.revoke(centre.office, chain.device.id, "3")
    assert len(offices.texts(centre)) == 4
    trusting.revoke(centre.office, chain.device.id, fork.code)
    assert offices.texts(centre) == ["另三", "第1号", "第2号"]


def test_a_revoked_device_is_not_confirmed_again(centre: Workspace, chain: Chain) -> None:
    trusting.revoke(centre.office, chain.device.id, None)
    with pytest.raises(LiaisonError, match="已停用"):
        trusting.confirm(centre.office, chain.device.id, None)


def test_an_unknown_number_or_code_revokes_nothing(centre: Workspace, chain: Chain) -> None:
    for after in ("9", "AAAA-AAAA"):
        with pytest.raises(LiaisonError, match=after):
            trusting.revoke(centre.office, chain.device.id, after)
    assert len(offices.texts(centre)) == 3
    assert trusting.devices(centre.office)[0].state == "trusted"


def test_the_fingerprint_spoken_must_be_the_devices_own(centre: Workspace, tmp_path: Path) -> None:
    chain = offices.chain(centre)
    chain.submit([progress(chain.device, TOWN, "T20", MONTH, text="一")], period=MONTH)
    offices.take(centre, chain.write(tmp_path / "a.liaison"))
    with pytest.raises(LiaisonError, match="指纹"):
        trusting.confirm(centre.office, chain.device.id[:8], Device("别人").id)
    assert offices.entries(centre) == []
    spoken = " ".join(chain.device.id[n : n + 4] for n in range(0, 32, 4)).upper()
    trusting.confirm(centre.office, chain.device.id[:8], spoken)
    assert trusting.devices(centre.office)[0].state == "trusted"


def test_a_unit_revokes_a_colleagues_pc_and_keeps_what_it_said_before(
    town: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    offices.write(colleague, "停用以前", item="T12")
    offices.take(town, offices.send(colleague, tmp_path / "1.liaison"))
    offices.trust_all(town)
    trusting.revoke(town.office, offices.device_of(colleague), None)
    offices.write(colleague, "停用以后", item="T13")
    path = offices.send(colleague, tmp_path / "2.liaison")
    offices.assert_refused(town, offices.take_one(town, path), path, "停用")
    assert offices.texts(town) == ["停用以前"]
    assert offices.texts(Workspace(town.root)) == ["停用以前"]


def test_what_a_revoked_county_said_of_trust_afterwards_leaves_with_the_rest(
    centre: Workspace, tmp_path: Path
) -> None:
    county, evil = Device("县"), Device("同伙")
    office = offices.chain(centre, device=county)
    office.centre = "xian"
    office.submit([event(county, TOWN, "review", body={})], period=MONTH)
    office.submit([event(county, TOWN, "trust", body={"device": evil.id})], period=MONTH)
    units = offices.chain(centre, device=evil)
    entry = progress(evil, TOWN, "T20", MONTH, text="县里后来担保的")
    units.submit([entry], period=MONTH)
    offices.take(centre, office.write(tmp_path / "a.liaison", units))
    offices.trust(centre, county.id)
    assert offices.state(centre) == second_writer.state([[event_id(entry)]])
    trusting.revoke(centre.office, county.id, "1")
    assert offices.entries(centre) == []
    assert offices.state(centre) == second_writer.state([])
