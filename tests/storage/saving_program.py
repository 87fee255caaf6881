"""Saves events in a loop and prints each id once its save has returned: FOLDER FIRST [COUNT]."""

import itertools
import sys
from pathlib import Path

from tests.storage.shelf import open_unit, said


def main(folder: str, first: str, count: str = "") -> None:
    store = open_unit(Path(folder))
    numbers = itertools.count(int(first))
    for number in itertools.islice(numbers, int(count)) if count else numbers:
        event = said(number)
        store.say([event])
        sys.stdout.write(f"{event.id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
