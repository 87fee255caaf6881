"""From words in a sheet to the indicator they name: never taken for one they only resemble."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_tui.programme.indicator_names import IndicatorNames, indicators
from tests.programme.plan import PLAN

NAMES = IndicatorNames(PLAN)
INDICATORS = indicators(PLAN)
TEXTS = {item.text for item in INDICATORS}


@pytest.mark.parametrize("frame", [
    "{name}", "{n}. {name}", "（{n}）{name}", "({n}){name}", "指标{n} {name}", "{n}、{name}（2分）",
    " {n}．{name} ", "{n} {name}", "【{n}】{name}：", "三、{name}(满分3分)",
])  # fmt: skip
def test_every_indicator_is_known_however_it_is_numbered(frame: str) -> None:
    for item in INDICATORS:
        words = frame.format(n=int(item.id[1:]), name=item.text)
        meaning = NAMES.meaning(words)
        assert (meaning.sort, meaning.item) == ("indicator", item.id), words


def test_widths_spaces_quotes_and_line_ends_do_not_matter() -> None:
    for words in ("“双公示” 信息质量", '"双公示"信息质量', "双公示信息质量", "双公示\n信息质量"):
        assert NAMES.meaning(words).item == "I03"
    assert NAMES.meaning("Ａ级纳税人和海关高级认证企业占法人企业比例").item == "I17"
    assert NAMES.meaning("近１２个月严重失信名单主体退出比例").item == "I25"
    assert NAMES.meaning("其他“信易＋”开展领域及成效").item == "I15"


@pytest.mark.parametrize(("words", "first"), [
    ("“双公示”信息报送质量", "I03"), ("双公示瞒报、漏报、迟报", "I04"),
    ("信用信息归集", "I06"), ("诚信宣传活动次数", "I18"), ("严重失信名单主体占法人企业比例", "I24"),
])  # fmt: skip
def test_what_is_only_like_an_indicator_is_said_with_doubt(words: str, first: str) -> None:
    meaning = NAMES.meaning(words)
    assert (meaning.sort, meaning.item) == ("unknown", "")
    assert first in meaning.candidates


def test_headings_and_sums_are_neither_and_other_words_are_unknown() -> None:
    for heading in PLAN.headings:
        sort = NAMES.meaning(f"{heading.no}. {heading.title}（{heading.points or 3}分）").sort
        # Some of level 3 are called as their only indicator.
        assert sort == ("indicator" if heading.title in TEXTS else "heading"), heading
    for words in ("合计", "总 分", "得分合计", "小计：", "总计"):
        assert NAMES.meaning(words).sort == "total"
    for words in ("", "1", "—", "单位：分", "江阴市", "2021年6月"):
        assert NAMES.meaning(words).sort == "unknown"
        assert NAMES.meaning(words).candidates == ()


def test_a_name_a_person_has_said_is_known_from_then_on() -> None:
    learned = IndicatorNames(PLAN, {"信用信息归集": "I06", "信用工作满意度": ""})
    assert learned.meaning("6. 信用信息归集").item == "I06"
    assert learned.meaning("信用工作满意度").sort == "heading"


@given(st.text(max_size=60))
def test_no_words_make_it_stumble(words: str) -> None:
    meaning = NAMES.meaning(words)
    assert bool(meaning.item) == (meaning.sort == "indicator")
