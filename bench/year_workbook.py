"""How much memory and time a year's workbook takes: 100 units, 60 items, 12 months, 72,000 entries.

Each writing is a process of its own, so that its peak is its own; beside them stands the same
command with nothing to say, and the same cells written by XlsxWriter alone.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from liaison_tui.exchange.signatures import DeviceKey
from liaison_tui.journal.event import make_event
from liaison_tui.journal.submission import make_manifest, read_submission
from liaison_tui.workspace import Workspace, create

UNITS, ITEMS, MONTHS = 100, 60, 12
TEXT = "走访企业12家，指导完成贯标材料整理，召开座谈会2次，收集意见15条并逐项答复。" * 3
PROBLEM = "部分企业对贯标工作认识不足，配合不够主动。"
NEXT = "下月组织专题培训，逐家上门指导。"


def programme() -> str:
    """Return a plan in which every unit owes every item every month."""
    areas = "".join(
        f'[[areas]]\nno = {n}\nnumeral = "{n}"\ntitle = "第{n}个领域"\n' for n in range(1, 9)
    )
    names = [f"u{n:03d}" for n in range(UNITS)]
    items = "".join(
        f'[[items]]\nid = "T{n:02d}"\nkind = "task"\narea = {1 + 8 * (n - 1) // ITEMS}\n'
        f'text = "第{n}项任务，全面推进守信践诺，健全工作机制。"\nprinted = "各单位"\n'
        'groups = ["towns"]\nreports = "progress"\n'
        for n in range(1, ITEMS + 1)
    )
    units = "".join(
        f'[[units]]\nid = "{name}"\nname = "第{n:03d}单位"\nkind = "town"\n'
        for n, name in enumerate(names)
    )
    return f"""\
format = 1
id = "bench-2021"
version = 1
from = "2021-01"
title = "年度工作意见"
document = "文号"
issuer = "领导小组"
issued = 2021-01-01
first_period = "2021-01"
last_period = "2021-12"
[centre]
id = "centre"
name = "信用办"
[cycles]
tasks = "month"
indicators = "month"
[due]
day = 5
[lights]
schedule_from = "2021-01"
schedule_to = "2021-12"
{areas}{items}{units}
[[groups]]
id = "towns"
name = "各单位"
units = {json.dumps(names)}
"""


def fill(centre: Workspace) -> None:
    """Put a year's entries into a centre's store, from a trusted device a unit."""
    plan = centre.programme
    for unit in plan.units:
        key = DeviceKey.create(centre.root / f"{unit.id}.key")
        events = [
            make_event(
                programme=plan.name, unit=unit.id, device=key.device, kind="progress",
                at=f"2021-{month:02d}-28T10:00:00+08:00", by="张三",
                nonce=f"{number * 100 + month:08x}", item=item.id, period=f"2021-{month:02d}",
                body={"percent": 8 * month, "text": f"{unit.name}{TEXT}",
                      "problems": PROBLEM, "next_steps": NEXT, "status": "in-progress"},
            )
            for month in range(1, MONTHS + 1)
            for number, item in enumerate(plan.items)
        ]  # fmt: skip
        manifest = make_manifest(
            programme=plan.name, programme_sha256=plan.sha256, unit=unit.id, device=key.device,
            newest=None, events=[event.id for event in events], evidence={},
            at="2021-12-28T10:00:00+08:00", by="张三", program="bench",
        )  # fmt: skip
        submission = read_submission(manifest, key.sign(manifest))
        office = centre.office
        seat = {"device": key.device, "unit": unit.id}
        trust = office.new_event("trust", unit=unit.id, body=seat)
        receipt = office.new_event(
            "receipt", unit=unit.id, about=[submission.sha256],
            body={"received_at": "2021-12-29T10:00:00+08:00", "code": submission.code},
        )  # fmt: skip
        centre.store.take([submission], events)
        centre.store.say([trust, receipt])


def measured(*command: str) -> tuple[float, float]:
    """Return the seconds a process takes, and the most memory it ever held, in MB."""
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, *command]) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} ended with {process.returncode}")
    return time.perf_counter() - start, used.ru_maxrss / 1024


# The same number of cells, of the same length, by the library alone: what no writer can do without.
_BARE = """
import sys, xlsxwriter
book = xlsxwriter.Workbook(sys.argv[1], {"constant_memory": True})
for rows in (72_000, 72_000):
    sheet = book.add_worksheet()
    for row in range(rows):
        for column in range(12):
            sheet.write_string(row, column, "走访企业" if column != 8 else "走访企业12家。" * 16)
book.close()
"""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name).absolute()
        plan = folder / "plan.toml"
        plan.write_text(programme(), "utf-8")
        centre = create(folder / "centre", unit=None, programme_file=plan)
        fill(centre)
        del centre.office  # and with it the database
        liaison = ("-m", "liaison_tui", "-C", str(folder / "centre"), "report")
        os.environ["LIAISON_TODAY"] = "2022-01-10"
        rows = [("XlsxWriter alone", measured("-c", _BARE, str(folder / "bare.xlsx")))]
        for kind, ending, period in (
            ("summary", "xlsx", "2021"), ("summary", "xlsx", "2021-12"), ("summary", "csv", "2021"),
            ("problems", "xlsx", "2021"),
        ):  # fmt: skip
            path = folder / f"{kind}-{period}.{ending}"
            figures = measured(*liaison, kind, "--period", period, "-o", str(path))
            size = path.stat().st_size / 1024 / 1024
            rows.append((f"{kind} {period} .{ending} ({size:.1f} MB)", figures))
        for what, (seconds, memory) in rows:
            print(f"{what:36} {seconds:7.1f} s {memory:7.0f} MB")


if __name__ == "__main__":
    main()
