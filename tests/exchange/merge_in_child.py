"""A process of its own that merges files one after the other, to be killed at any moment.

Arguments: the workspace, then the files. It says `ready` once it begins.
"""

import sys
from pathlib import Path

from liaison_tui.exchange.merge import merge_files
from liaison_tui.workspace import Workspace

if __name__ == "__main__":
    office = Workspace(Path(sys.argv[1])).office
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    merge_files(office, [Path(name) for name in sys.argv[2:]])
    sys.stdout.write("done\n")
