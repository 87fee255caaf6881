"""What must not travel is found by what is around it; what only looks like it is left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_tui.journal.sensitive import LABELS, find_sensitive

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CARD, OTHER_CARD = "6222021234567890128", "4000001234567899"


def kinds(text: str) -> list[str]:
    return [one.kind for one in find_sensitive(text)]


def identity(region: int, born: date, order: int) -> str:
    """An identity number with its check digit, as GB 11643 has it."""
    first = f"{region:06d}{born:%Y%m%d}{order:03d}"
    total = sum(w * int(c) for w, c in zip(WEIGHTS, first, strict=True))
    return first + "10X98765432"[total % 11]


IDENTITY = identity(320281, date(1990, 1, 1), 123)
identities = st.builds(
    identity,
    st.sampled_from([110105, 320281, 440300, 659001]),
    st.dates(date(1900, 1, 1), date(2021, 12, 31)),
    st.integers(0, 999),
)
around = st.text("江阴市信用办，。：（）申请人身份证 \n", max_size=12)


@pytest.mark.parametrize(
    "text",
    [
        f"身份证号{IDENTITY}。",
        f"张三({IDENTITY})",
        f"ID{IDENTITY}",
        f"{IDENTITY[:6]} {IDENTITY[6:14]} {IDENTITY[14:]}",
        "11010519491231002X",
        "１１０１０５１９４９１２３１００２ｘ",
        "1101\u200b0519491231002X",
        "旧身份证 320281640229123",
    ],
)
def test_an_identity_number_is_found(text: str) -> None:
    assert kinds(text) == ["identity"]


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",  # another check digit
        "110105194913310020",  # a thirteenth month
        "统一社会信用代码 91320281MA1MABCD12",
        "11320281014044123X",  # a code of an office: no date in it
        f"{IDENTITY}0",
        "旧身份证 320281640231123",  # 31 February
        "投资320281640229123元",
        "注册号 320281640229123",
        "2021062812345678901",
    ],
)
def test_what_only_looks_like_an_identity_number_is_not(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "联系人张三 13812345678",
        "138-1234-5678",
        "138 1234 5678",
        "电话：１３８１２３４５６７８。",
        "138\u200b1234\ufeff5678",
        "+86 13812345678",
        "+86-138-1234-5678",
        "①13812345678",
        "tel:13812345678",
        "投资人张三13812345678",
        "投资咨询电话13812345678",
        "预约13812345678",
        "13812345678个人",
        "负责人：李四（13812345678）",
    ],
)
def test_a_mobile_number_is_found(text: str) -> None:
    [found] = find_sensitive(text)
    assert (found.kind, found.excerpt) == ("mobile", "138****5678")


@pytest.mark.parametrize(
    "text",
    [
        "投资13812345678元",
        "13812345678万元",
        "完成13812345678 平方米",
        "13812345678吨",
        "共13812345678个",
        "13812345678余件",
        "合同金额13812345678",
        "合同金额：13812345678，已到账",
        "授信￥13812345678",
        "13812345678.50",
        "0.13812345678",
        "113812345678",
        "138123456789",
        "12812345678",
        "HT-2021-13812345678",
        "流水号13812345678",
        "SN13812345678",
        "0510-86861234",
        "2021年6月28日，走访企业138家，1234人次，5678份。",
    ],
)
def test_a_number_of_eleven_digits_is_not_always_a_mobile_number(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"卡号{CARD}",
        CARD,
        "6222 0212 3456 7890 128",
        f"工行 {OTHER_CARD}",
        f"{OTHER_CARD}（银行卡）",
        f"账号：{OTHER_CARD}",
    ],
)
def test_a_bank_card_is_found(text: str) -> None:
    assert kinds(text) == ["bank-card"]


@pytest.mark.parametrize(
    "text",
    [
        OTHER_CARD,  # passes the Luhn test, as one in ten does
        f"卡号{CARD[:-1]}9",
        f"金额{CARD}元",
        f"合计{CARD}",
        f"账号1{CARD}",
    ],
)
def test_a_long_number_is_not_always_a_bank_card(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "机密★1年",
        "秘密★",
        "绝密★长期\n关于……的通知",
        "机\u200b密★",
        "密级：秘密",
        "【机密】关于……的报告",
        "〔工作秘密〕",
        "  机密\n正文",
        "首行\n秘密级\n正文",
        "附机密级文件一份",
        "工作秘密",
        "本材料属于工作秘密。",
        "机密-汇总表.xlsx",
    ],
)
def test_a_secrecy_mark_is_found(text: str) -> None:
    [found] = find_sensitive(text)
    assert (found.kind, found.concern) == ("secrecy", "secret")


@pytest.mark.parametrize(
    "text",
    [
        "开展商业秘密保护培训",
        "秘密保护工作",
        "保守国家秘密，严守工作秘密",
        "【商业秘密】",
        "学习秘密级以上文件管理规定",
        "本材料不属于国家秘密。",
        "加密机密钥管理",
        "机密性、完整性",
        "保密承诺",
    ],
)
def test_words_about_secrecy_are_no_mark(text: str) -> None:
    assert kinds(text) == []


def test_it_says_where_each_thing_stands_and_never_shows_a_number_whole() -> None:
    text = f"【机密】张三\u200b１３８-1234-5678，{IDENTITY}，卡号 {CARD}"
    found = find_sensitive(text)
    assert [text[one.start : one.end] for one in found] == [
        "【机密】", "１３８-1234-5678", IDENTITY, CARD,
    ]  # fmt: skip
    assert [one.excerpt for one in found] == [
        "【机密】", "138****5678", "3202****…", "6222****0128",
    ]  # fmt: skip
    assert [one.label for one in found] == [
        LABELS[kind] for kind in ("secrecy", "mobile", "identity", "bank-card")
    ]


def test_two_mobile_numbers_beside_each_other_are_two() -> None:
    assert kinds("13812345678 13912345678、13712345678，13612345678") == ["mobile"] * 4


@given(identities, around, around)
def test_a_valid_identity_number_is_always_found_and_never_shown_whole(
    number: str, before: str, after: str
) -> None:
    found = find_sensitive(before + number + after)
    assert [one.kind for one in found] == ["identity"]
    assert number not in found[0].excerpt
    assert (found[0].start, found[0].end) == (len(before), len(before) + 18)


@given(
    st.text("0123456789", min_size=1, max_size=17),
    st.sampled_from(["投资", "合同金额", "完成投资约", "贷款余额", "￥", "走访企业", ""]),
    st.sampled_from(["元", "万元", "亿元", "吨", "平方米", "件", "个", "%"]),
)
def test_digits_with_a_unit_of_money_or_quantity_are_never_found(
    digits: str, before: str, unit: str
) -> None:
    assert kinds(f"{before}{digits}{unit}。") == []


@given(
    st.text("0123456789", min_size=1, max_size=17),
    st.sampled_from(["合同金额", "总投资为", "税收收入", "贷款余额：", "累计", "￥"]),
)
def test_digits_after_a_word_of_money_are_never_found(digits: str, before: str) -> None:
    assert kinds(f"{before}{digits}，同比增长。") == []


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    for one in find_sensitive(text):
        assert 0 <= one.start < one.end <= len(text)
