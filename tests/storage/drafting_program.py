"""Keeps drafts in a loop and prints each one's number once the keep has returned.

Arguments: FOLDER UNIT FIRST [COUNT].
"""

import itertools
import sys
from pathlib import Path

from tests.storage.half_filled import drafts_in, half_filled


def main(folder: str, unit: str, first: str, count: str = "") -> None:
    drafts = drafts_in(Path(folder))
    numbers = itertools.count(int(first))
    for number in itertools.islice(numbers, int(count)) if count else numbers:
        drafts.keep(half_filled(number, unit))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
