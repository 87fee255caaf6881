"""The one place where settings, programme and stores are put together.

`places.py` finds a workspace, `making.py` makes one; an opened one is built in three storeys: what
it keeps (`kept.py`), what was said in it (`said.py`), what that comes to (`reading.py`).
"""

from liaison_tui.workspace.making import create, load_programme, shipped_programme
from liaison_tui.workspace.places import NoWorkspace, find_root, place_for_new
from liaison_tui.workspace.reading import Workspace
from liaison_tui.workspace.said import REPORT_KINDS, month_named, span_named

__all__ = [
    "REPORT_KINDS",
    "NoWorkspace",
    "Workspace",
    "create",
    "find_root",
    "load_programme",
    "month_named",
    "place_for_new",
    "shipped_programme",
    "span_named",
]
