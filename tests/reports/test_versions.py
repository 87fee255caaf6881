"""Versions of an entry field by field: what differs first, and marked by characters."""

from typing import Any

from liaison_tui.reports.versions import Compared, Said, compared
from tests.programme.plan import PLAN

T20 = PLAN.item_by_id["T20"]


def rows(*bodies: dict[str, Any]) -> dict[str, Compared]:
    return {row.name: row for row in compared(bodies, T20)}


def marked(said: Said) -> list[str]:
    return [said.text[start:end] for start, end in said.marks]


def test_texts_are_marked_where_the_other_says_something_else() -> None:
    row = rows({"text": "走访企业12家，属实。"}, {"text": "走访企业15家，属实。"})["工作进展"]
    assert row.differs
    assert [marked(said) for said in row.versions] == [["12"], ["15"]]
    assert [said.text for said in row.versions] == ["走访企业12家，属实。", "走访企业15家，属实。"]


def test_of_three_each_is_compared_with_the_first_and_the_first_with_the_second() -> None:
    row = rows({"text": "共12家。"}, {"text": "共15家。"}, {"text": "共12家。"})["工作进展"]
    assert [marked(said) for said in row.versions] == [["12"], ["15"], []]


def test_what_differs_comes_before_what_is_the_same_and_what_nobody_says_is_left_out() -> None:
    found = rows(
        {"status": "done", "percent": 60, "text": "同样的话。"},
        {"status": "done", "percent": 80, "text": "同样的话。"},
    )
    assert list(found) == ["完成进度", "办理状态", "工作进展"]
    assert [row.differs for row in found.values()] == [True, False, False]
    assert found["办理状态"].versions == (Said("已完成"), Said("已完成"))
    assert [said.text for said in found["完成进度"].versions] == ["60%", "80%"]


def test_numbers_are_spelled_with_name_and_unit_and_only_the_number_is_marked() -> None:
    row = rows({"quantities": {"certified": "4"}}, {"quantities": {"certified": "5"}})["数量"]
    assert all(said.text.endswith("家") for said in row.versions)
    assert [marked(said) for said in row.versions] == [["4"], ["5"]]


def test_files_that_all_have_are_not_marked_and_what_one_lacks_is_empty() -> None:
    both = {"sha256": "0" * 64, "name": "照片.pdf", "size": 2048}
    one = {"sha256": "1" * 64, "name": "清单.xlsx", "size": 2048}
    row = rows({"evidence": [both]}, {"evidence": [both, one]})["佐证材料"]
    assert [marked(said) for said in row.versions] == [[], ["清单.xlsx（2 KB）"]]
    lacking = rows({"evidence": [one]}, {"text": "没有附件。"})["佐证材料"]
    assert lacking.versions[1].text == ""


def test_a_withdrawal_says_its_reason_and_hostile_text_is_inert() -> None:
    found = rows({"reason": "报错了月份。"}, {"text": "甲\x1b[31m乙", "nothing": "没有的类别\n"})
    assert found["撤回原因"].versions[0].text == "报错了月份。"
    assert found["工作进展"].versions[1].text == "甲\ufffd[31m乙"
    assert found["无进展类别"].versions[1].text == "没有的类别"
