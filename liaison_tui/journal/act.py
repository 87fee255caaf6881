"""A line of the register's file: how an act (`journal/register.py`) is written, and what is none.

`{"id", "at", "by", "sets": [{"id", …}], "sort", "aside": [source], "undoes"}`, a source being
`{"entry", "unit", "item", "period", "words"}`; empty parts are left out.
"""

import re
from collections.abc import Mapping
from typing import Any

from liaison_tui.journal.register import STATES, Act, Source, sort_of
from liaison_tui.journal.shape import MAX_LINE, is_day, wrong_text
from liaison_tui.programme.ids import matches

_NAME = re.compile(r"[WJH]\d{2,5}", re.ASCII)
_LINES = {
    "title": "标题", "place": "地点", "subject": "会议主题", "to": "推广到",
}  # fmt: skip
_TEXTS = {"words": "内容", "decision": "答复或决定", "participants": "参加人员"}
_DAYS = {"by": "答复期限", "decided": "答复日期", "date": "开会日期"}
_LISTS = ("units", "items", "answers", "calls", "agenda")
_NEEDED = ("title", "subject", "date")


def wrong_in(fields: Mapping[str, Any]) -> str | None:
    """Tell in a Chinese sentence what is wrong with the fields set of one entry of the register."""
    if not matches(_NAME, fields.get("id")):
        return "编号的写法不对"
    words = [(_LINES, MAX_LINE), (_TEXTS, None)]
    for names, limit in words:
        for key, name in names.items():
            needed = key in fields and key in _NEEDED
            given = {} if limit is None else {"limit": limit}
            if sentence := wrong_text(fields, key, name, needed=needed, **given):
                return sentence
    for key, name in _DAYS.items():
        if key in fields and not (is_day(fields[key]) or (fields[key] == "" and key != "date")):
            return f"{name}不是规定写法的日期"
    if "state" in fields and fields["state"] not in STATES[sort_of(fields["id"])]:
        return "办理状态不是可用的值"
    if any(not _is_list(fields.get(key, [])) for key in _LISTS):
        return "单位、事项或议题的写法不对"
    return None


def line_of(act: Act) -> dict[str, Any]:
    """Return the line of an act."""
    line: dict[str, Any] = {"id": act.id, "at": act.at, "by": act.by}
    if act.sets:
        line["sets"] = [
            {
                key: [s._asdict() for s in value] if key == "sources" else value
                for key, value in each.items()
            }
            for each in act.sets
        ]
    if act.sort:
        line["sort"] = act.sort
        line["aside"] = [source._asdict() for source in act.aside]
    if act.undoes:
        line["undoes"] = act.undoes
    return line


def act_of(line: Mapping[str, Any]) -> Act | None:
    """Return the act of a line; None where it is none."""
    try:
        sets = [_set_of(each) for each in line.get("sets", [])]
        aside = [_source_of(each) for each in line.get("aside", [])]
        sort = line.get("sort")
        if sort not in (None, *STATES) or any(wrong_in(each) for each in sets):
            return None
        named = (line["id"], line["at"], line["by"], line.get("undoes", ""))
        if not all(isinstance(each, str) for each in named):
            return None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return Act(line["id"], line["at"], line["by"], sets, sort, aside, line.get("undoes", ""))


def _set_of(each: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(each)
    if "sources" in found:
        found["sources"] = [_source_of(source) for source in found["sources"]]
    for decision in found.get("decisions", []):
        if not (isinstance(decision["id"], str) and isinstance(decision["text"], str)):
            raise TypeError("a decision")
    return found


def _source_of(said: Mapping[str, Any]) -> Source:
    source = Source(**said)
    if not all(isinstance(part, str) for part in source):
        raise TypeError("a source")
    return source


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)
