"""Devices: which are known, which wait, and saying whom to trust and whom no longer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from liaison_tui.errors import Refused, UnknownName, WrongUse
from liaison_tui.exchange.office import Office
from liaison_tui.exchange.reading import Bundle, DamagedBundle, open_bundles
from liaison_tui.exchange.signatures import is_signed
from liaison_tui.journal.ids import EVERY_UNIT
from liaison_tui.journal.phone_words import device_said
from liaison_tui.journal.submission import Submission, fingerprint, spoken_code, tips
from liaison_tui.journal.vouching import Cut, Seat, Vouching
from liaison_tui.programme.names import nearest
from liaison_tui.storage.unit_store import UnitStore

DeviceState = Literal["pending", "trusted", "revoked"]


@dataclass(frozen=True, slots=True)
class Device:
    """A device of another person: what it claims or is confirmed to be, and what came from it."""

    device: str
    seat: Seat
    state: DeviceState
    first_seen: str | None
    last_number: int


def devices(office: Office) -> list[Device]:
    """Return the known devices but our own: confirmed and revoked ones, and those that wait."""
    vouching = office.store.vouching()
    found: dict[str, Device] = {}
    for device, seat in vouching.seats.items():
        found[device] = Device(device, seat, _state(vouching, device, "trusted"), None, 0)
    for submission in vouching.submissions:
        moment = vouching.received.get(submission.sha256, submission.at)
        _see(found, submission, moment)
    for submission, moment in _waiting(office):
        seat = Seat(centre=submission.centre) if submission.centre else Seat(unit=submission.unit)
        state = _state(vouching, submission.device, "pending")
        found.setdefault(submission.device, Device(submission.device, seat, state, None, 0))
        _see(found, submission, moment)
    found.pop(office.key.device, None)
    return sorted(found.values(), key=lambda d: (d.state != "pending", d.seat.unit or "", d.device))


def waiting_units(office: Office) -> list[str]:
    """Return the ids of the units whose files wait for their device to be confirmed."""
    found = devices(office) if office.inbox.held() else []
    return [d.seat.unit for d in found if d.state == "pending" and d.seat.unit]


def find_device(known: Sequence[Device], text: str) -> Device:
    """Return the device a person names by its fingerprint or at least four digits of its start.

    Raises UnknownName with the nearest fingerprints.
    """
    plain = "".join(text.lower().split())
    found = [d for d in known if len(plain) >= 4 and d.device.startswith(plain)]
    if len(found) != 1:
        names = [d.device for d in found] or nearest(plain, (d.device for d in known))
        raise UnknownName("电脑指纹", text, [fingerprint(name) for name in names])
    return found[0]


def confirm(office: Office, text: str, spoken_fingerprint: str | None) -> Device:
    """Confirm a device; the fingerprint, where one is given in digits or words, must be its own.

    At a centre this is said in an event, which goes to the unit with feedback; at a unit it is
    noted here alone. Raises UnknownName, and Refused for another fingerprint or a revoked device.
    """
    device = find_device(devices(office), text)
    if spoken_fingerprint is not None and device_said(spoken_fingerprint) != device.device:
        raise Refused("指纹与这台电脑的不一致，没有登记", "请与对方逐组核对指纹")
    if device.state == "revoked":
        raise Refused("这台电脑已停用，不能再登记", "请对方更换密钥后重新报送")
    if device.state == "trusted":
        return device
    with office.writing():
        if isinstance(office.store, UnitStore):
            if device.seat.unit not in (None, office.unit):
                raise WrongUse("这台电脑不是本单位的，也不是信用办的")
            office.store.confirm(device.device, device.seat)
        else:
            body = {"device": device.device}
            if device.seat.centre:
                body["centre"] = device.seat.centre
            unit = device.seat.unit or EVERY_UNIT
            office.store.say([office.new_event("trust", unit=unit, body=body)])
    return replace(device, state="trusted")


def revoke(office: Office, text: str, after: str | None) -> Device:
    """Revoke a device.

    What it sent up to `after` (a number or a receipt code) goes on counting, and so does what it
    sent under the plans of earlier years; without it, all that was taken in so far. Raises
    UnknownName, and WrongUse for a number that two submissions bear.
    """
    device = find_device(devices(office), text)
    return cut_off(office, device, _kept(office, device.device, after))


def cut_off(office: Office, device: Device, kept: Sequence[str]) -> Device:
    """Revoke a device; only these manifests and their ancestors go on counting."""
    with office.writing():
        if isinstance(office.store, UnitStore):
            office.store.cut(Cut(device.device, frozenset(kept)))
        else:
            body = {"device": device.device}
            unit = device.seat.unit or EVERY_UNIT
            office.store.say([office.new_event("revoke", unit=unit, about=list(kept), body=body)])
    return replace(device, state="revoked")


def years_of(office: Office) -> Mapping[str, str]:
    """Return with which month every known plan begins, by its id: chains of a unit go in order."""
    plans = office.programmes.values()
    return {p.id: min(v.first_period for v in plans if v.id == p.id) for p in plans}


def _kept(office: Office, device: str, after: str | None) -> list[str]:
    own = [s for s in office.store.vouching().submissions if s.device == device]
    if after is None:
        return [s.sha256 for s in tips(own)]
    if after.isdigit():
        found = [s for s in own if s.number == int(after)]
        if int(after) == 0:
            return []
        # Every year's plan has a chain of its own, and numbers of its own.
        if len(found) > len({s.unit for s in found}):
            codes = "、".join(s.code for s in found)
            raise WrongUse(f"第 {after} 号报送有两份", f"请用核对码指明其中一份：{codes}")
    else:
        found = [s for s in own if s.code == spoken_code(after)]
    if not found:
        raise UnknownName("报送编号或核对码", after, [f"{s.number}（{s.code}）" for s in own[-3:]])
    years = years_of(office)
    last = {s.unit: years.get(s.programme_id, "") for s in found}
    former = [s for s in own if years.get(s.programme_id, "") < last.get(s.unit, "")]
    return [s.sha256 for s in (*found, *tips(former))]


def _state(vouching: Vouching, device: str, otherwise: DeviceState) -> DeviceState:
    return "revoked" if device in vouching.revoked else otherwise


def _see(found: dict[str, Device], submission: Submission, moment: str) -> None:
    known = found.get(submission.device)
    if known:
        first = min(filter(None, (known.first_seen, moment)), default=None)
        last = max(known.last_number, submission.number)
        found[submission.device] = replace(known, first_seen=first, last_number=last)


def _waiting(office: Office) -> list[tuple[Submission, str]]:
    """Return the signed submissions of files that wait in the inbox, with their day of arrival."""
    found = []
    for arrival in office.inbox.held():
        try:
            with open_bundles(arrival.path) as bundles:
                whole = [b for b in bundles if isinstance(b, Bundle)]
                submissions = [s for bundle in whole for s in bundle.submissions]
        except DamagedBundle:
            continue
        found += [(s, arrival.moment) for s in submissions if is_signed(s)]
    return found
