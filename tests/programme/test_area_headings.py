"""What an item is listed under: its area with the notice's numeral, or its first heading."""

from pathlib import Path

import pytest

from tests.programme.plan import PLAN

NOTICE = (Path(__file__).parents[1] / "notice" / "notice.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("item", "heading"),
    [
        ("T01", "一、推动信用顶层系统设计谋划"),
        ("T12", "五、推动信用服务市场突破发展"),
        ("T20", "八、推动守信用信文化品牌建设"),
        ("I03", "信用制度和基础设施建设"),
        ("I19", "信用监管"),
        ("I40", "扣分项"),
    ],
)
def test_a_task_stands_under_its_area_and_an_indicator_under_its_first_heading(
    item: str, heading: str
) -> None:
    assert PLAN.area_heading(PLAN.item_by_id[item]) == heading


def test_a_tasks_heading_has_the_numeral_that_the_notice_prints_before_the_area() -> None:
    tasks = [item for item in PLAN.items if item.kind == "task"]
    headings = list(dict.fromkeys(PLAN.area_heading(task) for task in tasks))
    assert "".join(heading[0] for heading in headings) == "一二三四五六七八"
    for heading in headings:
        numeral, title = heading.split("、", 1)
        printed = (f"\n{numeral}\t{title}\t", f"（{numeral}）{title}。")
        assert any(words in NOTICE for words in printed), heading


def test_it_says_the_title_and_adds_nothing_but_the_numeral() -> None:
    for item in PLAN.items:
        heading = PLAN.area_heading(item)
        assert heading.split("、", 1)[-1] == PLAN.area_title(item)
        assert ("、" in heading) == (item.area is not None)
