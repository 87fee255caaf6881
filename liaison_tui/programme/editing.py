"""Writing the next version of a plan: its file's text with a change in it, all else as it stands.

Comments and the order of the file stay, since people read and edit it. Each function takes the text
of the version before and gives that of the next one.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from liaison_tui.programme.model import LightRules, Role
from liaison_tui.text import one_line

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Edit = Callable[["TOMLDocument"], None]


def next_version(text: str, since: str, edit: Edit) -> str:
    """Return the text of the next version, in force from the month `since`, with an edit made."""
    import tomlkit  # noqa: PLC0415 - 40 ms, needed only when a version is written

    document = tomlkit.parse(text)
    document["version"] = int(str(document["version"])) + 1
    document["from"] = since
    edit(document)
    return tomlkit.dumps(document)


def assigning(item: str, units: Sequence[str], role: Role, remark: str) -> Edit:
    """Return the edit that lets units, by their ids, report an item in a role.

    One that was assigned it in the other role changes it. `remark` says why, for readers of the
    file.
    """

    def edit(document: "TOMLDocument") -> None:
        import tomlkit  # noqa: PLC0415 - as above

        _take_away(document, item, units)
        table = tomlkit.table()
        table.trivia.indent = "\n"  # a line of air before it
        table["item"], table["units"], table["role"] = item, list(units), role
        if remark:
            table.comment(one_line(remark))
        if "assign" not in document:
            document["assign"] = tomlkit.aot()
        _tables(document).append(table)

    return edit


def unassigning(item: str, units: Sequence[str]) -> Edit:
    """Return the edit by which units are no longer assigned an item."""
    return lambda document: _take_away(document, item, units)


def lighting(rules: LightRules) -> Edit:
    """Return the edit that puts the thresholds of some rules in the place of those in force."""

    def edit(document: "TOMLDocument") -> None:
        lights: Any = document["lights"]
        lights["yellow_behind"] = rules.yellow_behind
        lights["red_behind"] = rules.red_behind

    return edit


def _take_away(document: "TOMLDocument", item: str, units: Sequence[str]) -> None:
    tables = _tables(document)
    for place in reversed(range(len(tables))):
        table = tables[place]
        if str(table.get("item")) != item:
            continue
        left = [str(unit) for unit in table["units"] if str(unit) not in units]
        if not left:
            del tables[place]
        elif len(left) < len(table["units"]):
            table["units"] = left
    if not tables and "assign" in document:
        del document["assign"]


def _tables(document: "TOMLDocument") -> Any:
    return document.get("assign", [])
