"""The supervision slip (督办通知单): what an inspection found, for one unit to put right."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from liaison_tui.journal import inspection
from liaison_tui.papers.letter import Annex, Letter
from liaison_tui.papers.numerals import day_words, heading
from liaison_tui.papers.paper import Block, Column, Grid, Line, Opinion, Paper, Signatures
from liaison_tui.programme.model import Programme
from liaison_tui.text import one_line, sanitise, shorten

TITLE = "督办通知单"
_ITEMS = (Column("编号", 18, "center"), Column("事项", 138))
_ITEM_CELLS = 110


def slip_letter(programme: Programme, row: Mapping[str, Any], letter: Letter) -> Letter:
    """Return the slip of an inspection (`reports.rulings.inspection_row`)."""
    unit = programme.unit_by_id[row["unit"]]
    manner = "、".join(
        (
            inspection.SORTS[row["sort"]],
            inspection.MANNERS[row["manner"]],
            inspection.SUBJECTS[row["subject"]],
        )
    )
    seen = day_words(date.fromisoformat(row["at"][:10]))
    blocks: list[Block] = [
        Line(f"{seen}，我办督查（{manner}）发现你单位存在以下问题，请认真整改。"),
        Line(heading(1, 1, inspection.FINDING), level=1),
        *(Line(part) for part in sanitise(row["finding"]).split("\n") if part.strip()),
    ]
    if row["items"]:
        blocks += [
            Line(heading(1, 2, "所涉事项"), level=1),
            Grid(_ITEMS, [_item(programme, name) for name in row["items"]]),
        ]
    blocks += [
        Line(heading(1, 3 if row["items"] else 2, "整改要求"), level=1),
        Line(_asked(row)),
    ]
    author = letter.signature
    return replace(
        letter,
        paper=Paper(TITLE, author, one_line(unit.name), blocks),
        addressees=one_line(unit.name),
        annexes=(Annex(f"{one_line(unit.name)}整改情况回执", _answer(row)),),
    )


def _asked(row: Mapping[str, Any]) -> str:
    until = f"于{day_words(date.fromisoformat(row['deadline']))}前" if row["deadline"] else "尽快"
    return (
        f"请{until}整改到位，并在信用工作报送中答复督查，写明整改的措施、时间和结果；"
        "需要纸质答复的，填写所附回执，经单位负责人签字、盖章后送我办。"
    )


def _answer(row: Mapping[str, Any]) -> list[Block]:
    """Return the form for those who answer on paper."""
    return [
        Line(f"督查编号：{row['id'][:8]}"),
        Signatures([Opinion("整改措施"), Opinion("整改结果")], "（单位盖章）"),
    ]


def _item(programme: Programme, name: str) -> list[str]:
    item = programme.item_by_id.get(name)
    return [name, shorten(one_line(item.text), _ITEM_CELLS) if item else "单位自定事项"]
