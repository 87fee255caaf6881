"""Saves fresh forms about I05, one for each month, and prints what came of each: FOLDER TEXT.

All forms were opened before anything was said. It prints `ready`, waits for a line, saves, and
prints for each month the id that was kept, or `unseen` and the ids of the heads.
"""

import sys
from pathlib import Path

from liaison_tui import desk
from liaison_tui.workspace import Workspace

MONTHS = [f"2021-{number:02}" for number in range(4, 13)]


def main(folder: str, text: str) -> None:
    office = Workspace(Path(folder))
    unit, item = office.unit_named(None), office.programme.item_by_id["I05"]
    office.store.refresh()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for month in MONTHS:
        kept = desk.record(office, unit, item, month, {"text": text}, seen=())
        said = ["kept", kept.event.id] if kept.event else ["unseen", *kept.heads]
        sys.stdout.write(" ".join(said) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
