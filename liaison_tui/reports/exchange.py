"""What travelled, as rows: files taken in, files written, devices."""

from collections.abc import Mapping, Sequence
from typing import Any

from liaison_tui.exchange.sending import Sent
from liaison_tui.exchange.taking import Row
from liaison_tui.exchange.trusting import Device
from liaison_tui.journal.fold import Report
from liaison_tui.journal.phone_words import spoken
from liaison_tui.journal.submission import fingerprint
from liaison_tui.programme.model import Programme
from liaison_tui.reports import wording
from liaison_tui.reports.table import render
from liaison_tui.storage.files import megabytes

_FORKED = "同一序号有两份不同的报送，可能是备份恢复或文件夹复制所致，两份都已保留。"


def merge_json(rows: Sequence[Row], conflicts: Sequence[Report], state: str) -> dict[str, Any]:
    """Return `merge --json`."""
    return {
        "bundles": [
            {
                "path": str(row.path),
                "sha256": row.sha256,
                "unit": row.unit,
                "device": row.device,
                "outcome": row.outcome,
                "reason": row.reason,
                "new_events": row.new_events,
                "known_events": row.known_events,
                "receipt": row.receipt,
                "forks": row.forks,
            }
            for row in rows
        ],
        "new_events": sum(row.new_events for row in rows),
        "known_events": sum(row.known_events for row in rows),
        "conflicts": [
            {
                "unit": report.key[0],
                "item": report.key[1],
                "period": report.key[2],
                "heads": [head.event.id for head in report.heads],
            }
            for report in conflicts
        ],
        "state": state,
    }


def merge_table(
    rows: Sequence[Row],
    conflicts: Sequence[Report],
    returned: Sequence[Report],
    programme: Programme,
    *,
    centre: bool,
) -> str:
    """Return what became of each file, for people, and what to do next.

    `returned` are reports whose entry the centre has returned, at a unit.
    """
    if not rows:
        return "文件夹里没有文件（下级文件夹不查看）。"
    cells = [
        (
            row.path.name, outcome_word(row), programme.unit_name(row.unit),
            row.new_events, row.known_events, row.receipt or "",
        )
        for row in rows
    ]  # fmt: skip
    heads = ("文件", "结果", "单位", "新增", "已有", "核对码")
    lines = [render(heads, cells, widest=44, right="新增 已有")]
    reasons = [(row.path.name, row.reason) for row in rows if row.reason]
    if reasons:
        lines += ["", *(f"{name}：{reason}" for name, reason in reasons)]
    if any(row.outcome == "held" for row in rows):
        lines += ["", "待核验：用 liaison trust 查看指纹，与对方核对后登记，文件随即汇入。"]
    if any(row.forks for row in rows):
        lines += ["", _FORKED, "请对方先汇入回执包，必要时更换密钥（liaison device --renew）。"]
    lines += [_returned(report) for report in returned]
    for report in conflicts:
        unit, item, period = report.key
        how = f"liaison record {item} --period {period} --settle"
        how += f" --unit {programme.unit_name(unit)}" if centre else ""
        lines.append(f"{_contested(report, programme)}（{how} --text …）")
    return "\n".join(lines)


def outcome_word(row: Row) -> str:
    """Return the word for what became of a file; what was no file is no bad file either."""
    return wording.UNREAD if row.is_unread else wording.OUTCOMES[row.outcome]


def outcome_counts(rows: Sequence[Row]) -> list[str]:
    """Return how many files each word is true of; what was no file comes last, if there is any."""
    words = [outcome_word(row) for row in rows]
    unread = [f"{wording.UNREAD} {words.count(wording.UNREAD)}"] * (wording.UNREAD in words)
    counts = [f"{word} {words.count(word)}" for word in reversed(wording.OUTCOMES.values())]
    return [*counts, *unread]


def merge_notes(
    rows: Sequence[Row],
    conflicts: Sequence[Report],
    returned: Sequence[Report],
    programme: Programme,
) -> list[str]:
    """Return what a merge leaves to do, a sentence each, for the app."""
    if not rows:
        return ["文件夹里没有文件（下级文件夹不查看）。"]
    notes = []
    if any(row.outcome == "held" for row in rows):
        notes.append("待核验：按 F6 查看指纹，与对方核对后登记，文件随即汇入。")
    if any(row.forks for row in rows):
        notes.append(f"{_FORKED}请对方先汇入回执包；仍出现时请对方更换密钥。")
    notes += [_returned(report) for report in returned]
    return notes + [_contested(report, programme) for report in conflicts]


def confirmed(device: Device, rows: Sequence[Row], programme: Programme) -> list[str]:
    """Return what confirming a device has led to: a sentence for it, and one for each file."""
    sentences = [f"已登记 {fingerprint(device.device)}。"]
    for row in rows:
        whose = "信用办" if device.seat.centre else programme.unit_name(row.unit)
        outcome = wording.OUTCOMES[row.outcome]
        sentences.append(f"{whose}待核验的报送{outcome}，新增 {row.new_events} 条。{row.reason}")
    return sentences


def _returned(report: Report) -> str:
    _, item, period = report.key
    comment = report.review.event.body.get("comment", "") if report.review else ""
    return f"退回修改：{item} {period}　{comment}"


def _contested(report: Report, programme: Programme) -> str:
    unit, item, period = report.key
    return f"{wording.STATES['conflict']}：{programme.unit_name(unit)} {item} {period}"


def export_json(sent: Sent, period: str, missing: Sequence[str]) -> dict[str, Any]:
    """Return `export --json`."""
    return {
        "path": str(sent.path),
        "sha256": sent.sha256,
        "code": sent.newest.code,
        "period": period,
        "number": sent.newest.number,
        "events": sent.new_events,
        "evidence": sent.evidence,
        "evidence_left_out": list(sent.left_out),
        "missing": list(missing),
        "sealed": False,
    }


def volumes_json(sent: Sent) -> list[str]:
    """Return the paths of all volumes of an export, the first one too."""
    return [str(path) for path in (sent.path, *sent.further)]


def export_text(sent: Sent, programme: Programme, missing: Sequence[str], by_centre: bool) -> str:
    """Return what was exported, where it lies, and what comes next."""
    size = megabytes(sent.size)
    to = "上级信用办" if by_centre else programme.centre_name
    lines = [
        f"已导出 {sent.path}（{size}），交{to}；核对码 {sent.newest.code}",
        f"第 {sent.newest.number} 次报送，新报 {sent.new_events} 条，佐证材料 {sent.evidence} 份。",
    ]
    if sent.carried:
        lines.append(f"包里另有{wording.carried(sent.carried)}。")
    if sent.further:
        names = "、".join(path.name for path in sent.further)
        lines.append(f"共 {len(sent.further) + 1} 卷，先后不限，都要发送；其余各卷：{names}。")
    if sent.left_out:
        lines.append(f"未随包的佐证材料：{'、'.join(sent.left_out)}。")
    if missing:
        lines.append(f"还有 {len(missing)} 项没有填报或只有草稿：{'、'.join(missing)}。")
    return "\n".join(lines)


def feedback_json(sent: Mapping[str, Sent]) -> dict[str, Any]:
    """Return `feedback --json`."""
    return {
        "files": [
            {"unit": unit, "path": str(one.path), "sha256": one.sha256, "events": one.events}
            for unit, one in sent.items()
        ]
    }


def feedback_table(sent: Mapping[str, Sent], programme: Programme) -> str:
    """Return the feedback files for people."""
    if not sent:
        return "还没有可发的回执包：没有收到报送，也没有要发的意见。"
    rows = [(programme.unit_by_id[unit].name, one.events, one.path) for unit, one in sent.items()]
    table = render(("单位", "往来记录", "回执包"), rows, widest=100, right="往来记录")
    return (
        f"{table}\n\n往来记录：包里该单位已报的填报和信用办的回执、意见，共多少条。\n"
        "请把各回执包交对应单位：在界面里按 F4 汇入，或运行 liaison receive 文件。"
    )


def devices_json(devices: Sequence[Device]) -> dict[str, Any]:
    """Return `trust --json`."""
    return {
        "devices": [
            {
                "device": device.device,
                "unit": device.seat.unit,
                "fingerprint": fingerprint(device.device),
                "state": device.state,
                "first_seen": device.first_seen,
                "last_number": device.last_number,
            }
            for device in devices
        ]
    }


def devices_table(devices: Sequence[Device], programme: Programme) -> str:
    """Return the devices for people."""
    if not devices:
        return "还没有收到其他电脑的报送。"
    rows = [
        (
            wording.DEVICES[d.state], programme.unit_name(d.seat.unit) or "信用办",
            fingerprint(d.device), wording.full_moment(d.first_seen), d.last_number,
        )
        for d in devices
    ]  # fmt: skip
    heads = ("状态", "单位", "指纹", "首次收到", "最近编号")
    said = [
        "\n    ".join(
            [f"{programme.unit_name(d.seat.unit) or '信用办'}  {d.device[:4]}", *spoken(d.device)]
        )
        for d in devices
    ]
    return "\n".join([render(heads, rows, right="最近编号"), "", "指纹也可以念成词：", *said])
