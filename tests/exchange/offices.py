"""Offices in passing folders, and the steps that tests take with them."""

import hashlib
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from liaison_tui import desk
from liaison_tui.exchange import sending, trusting
from liaison_tui.exchange.merge import merge_files, merge_held
from liaison_tui.exchange.taking import Row
from liaison_tui.journal.event import Event
from liaison_tui.reports import entries as entry_rows
from liaison_tui.workspace import Workspace, create
from tests.second_writer import Chain, Device

TODAY = "2021-06-28"
MONTH = "2021-06"
TOWN = "chengjiang"
OTHER_TOWN = "huashi"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def make_centre(root: Path, programme: Path | None = None) -> Workspace:
    return create(root, unit=None, officer="王健", programme_file=programme)


def make_unit(root: Path, unit: str = TOWN, officer: str = "周敏") -> Workspace:
    return create(root, unit=unit, officer=officer)


def write(
    office: Workspace,
    text: str,
    *,
    item: str = "T20",
    month: str = MONTH,
    settle: bool = False,
    attach: Sequence[Path] = (),
    **body: Any,
) -> str:
    """Keep an entry and return its id."""
    unit = office.unit or office.unit_named(TOWN)
    found = office.programme.item_by_id[item]
    kept = desk.record(
        office, unit, found, month, {"text": text, **body}, attachments=attach, settle=settle
    )
    assert kept.event is not None
    return kept.event.id


def send(office: Workspace, target: Path, month: str = MONTH) -> Path:
    """Write the office's bundle into a folder, or under the name given."""
    return sending.export(office.office, month, target).path


def send_back(centre: Workspace, target: Path, unit: str = TOWN, *, month: str = MONTH) -> Path:
    """Write a centre's feedback to a unit, up to a month."""
    sent = sending.feedback(centre.office, unit, month, target)
    assert sent is not None
    return sent.path


def without_evidence(path: Path) -> Path:
    """Return a copy of a bundle from which every attached file is left out."""
    aside = path.with_name(f"少材料_{path.name}")
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(aside, "w") as less:
        for name in whole.namelist():
            if not name.startswith("evidence/"):
                less.writestr(name, whole.read(name))
    return aside


def take(office: Workspace, *paths: Path) -> list[Row]:
    return merge_files(office.office, paths)


def take_one(office: Workspace, path: Path) -> Row:
    [row] = take(office, path)
    return row


def device_of(office: Workspace) -> str:
    return office.office.key.device


def trust(office: Workspace, *devices: str) -> list[Row]:
    """Confirm devices of which a file waits, and take in what waited."""
    for device in devices:
        trusting.confirm(office.office, device, device)
    return merge_held(office.office)


def trust_all(office: Workspace) -> None:
    trust(office, *(d.device for d in trusting.devices(office.office) if d.state == "pending"))


def bring(office: Workspace, centre: Workspace, folder: Path, month: str = MONTH) -> None:
    """Let a centre take in what an office has said; it knows the device from then on."""
    take(centre, send(office, folder / "报送", month))
    trust_all(centre)


def bring_back(centre: Workspace, office: Workspace, folder: Path) -> None:
    """Let an office take in what its centre has said; it knows the device from then on."""
    take(office, send_back(centre, folder / "回执"))
    trust_all(office)


def introduce(centre: Workspace, device: Device, unit: str) -> Event:
    """Let a centre trust a device of which it has no file yet."""
    event = centre.office.new_event("trust", unit=unit, body={"device": device.id})
    centre.store.say([event])
    return event


def chain(
    office: Workspace, unit: str = TOWN, *, device: Device | None = None, seed: str = "甲"
) -> Chain:
    """Return the second writer's chain, written under the office's own programme file."""
    author = device or Device(f"{seed}/{unit}")
    return Chain(author, unit, programme_sha256=office.programme.sha256)


def state(office: Workspace) -> str:
    return office.store.vouching().state


def entries(office: Workspace, **wanted: list[str]) -> list[dict[str, Any]]:
    """Return the current entries as every office must see them: without what each adds itself."""
    rows = entry_rows.entries(office.reports(**wanted).values())
    own = ("received_at", "state")
    return [{key: value for key, value in row.items() if key not in own} for row in rows]


def texts(office: Workspace) -> list[str]:
    return sorted(row["text"] for row in entries(office))


def assert_refused(office: Workspace, row: Row, original: Path, *words: str) -> None:
    """The file was refused in one Chinese sentence and lies whole in quarantine beside it."""
    assert row.outcome == "refused", row
    assert_one_sentence(row.reason)
    for word in words:
        assert word in row.reason
    assert row.receipt is None
    assert row.new_events == 0
    assert row.sha256 == hashlib.sha256(original.read_bytes()).hexdigest()
    kept = office.office.inbox.find(row.sha256)
    assert kept is not None
    assert kept.path.parent == office.store_folder / "quarantine"
    assert kept.path.read_bytes() == original.read_bytes()
    note = kept.path.with_suffix(".txt").read_text("utf-8")
    assert f"原文件名：{row.path.name}\n" in note
    assert note.endswith(f"原因：{row.reason}\n")


def assert_held(office: Workspace, row: Row) -> None:
    """The file waits whole in the inbox, and one Chinese sentence says what for."""
    assert row.outcome == "held", row
    assert_one_sentence(row.reason)
    assert row.receipt is None
    assert row.new_events == 0
    assert row.sha256 in {arrival.sha256 for arrival in office.office.inbox.held()}


def assert_one_sentence(text: str) -> None:
    assert _CHINESE.search(text)
    assert len(text.splitlines()) == 1
    assert len(text) < 200
    assert "。" not in text
    assert "；" not in text
    assert not re.search(r"Error|Exception|Traceback|Errno", text)
