"""Personal data and secrecy marks in a text: what must not travel, found by rules with context.

The store is for non-secret matter about offices' work only (docs/DESIGN §1). A number alone
proves little: a bare pattern takes an amount of money for a mobile number and one random number
in ten for a bank card. So each rule looks at what stands around the number too.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["identity", "mobile", "bank-card", "secrecy"]
LABELS: dict[Kind, str] = {
    "identity": "居民身份证号码", "mobile": "手机号码", "bank-card": "银行卡号",
    "secrecy": "密级标志",
}  # fmt: skip
# What to do about it, wherever it is said.
ADVICE: dict[Literal["secret", "personal"], str] = {
    "secret": "这里只放非涉密内容，请删去；不是密件的，导出前写明说明",
    "personal": "请删去；确需报送的，导出前写明说明",
}

# Nothing is looked for in a text without either; \d is a digit of any script here.
_WORTH = re.compile(r"密|\d(?:\W{0,4}\d){10}")

_IDENTITY = re.compile(r"(?<![0-9])[1-9]\d{5}[ -]?\d{8}[ -]?\d{3}[0-9Xx](?![0-9])")
_OLD_IDENTITY = re.compile(r"(?<![0-9A-Za-z.-])[1-9]\d{14}(?![0-9A-Za-z]|[.-]\d)")
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z_])(?<!\d\.)(?<![0-9A-Za-z]-)"
    r"(?:(?i:tel|phone|mobile|mob|wx|vx)[:. ]?)?(?:\+?86[ -]?)?"
    r"(?P<number>1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?![0-9A-Za-z_]|[.-]\d)"
)
_CARD = re.compile(
    r"(?<![0-9A-Za-z.-])(?:\d{16,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{1,3})?)(?![0-9A-Za-z]|[.-]\d)"
)
_MARKS = re.compile(
    r"""
    (?:绝密|机密|秘密)\s?★(?:\s?\d{1,2}\s?[年月]|\s?长期)?                 # 机密★1年
    | 密\s?级\s?[:为]\s?(?:绝密|机密|秘密)                                 # 密级：机密
    | [【\[(<「〔](?:绝密|机密|秘密|工作秘密)级?[】\])>」〕]               # 【机密】
    | ^[ \t]*(?:绝密|机密|秘密|工作秘密)级?(?=\s|$|[:_.—-])                # a line's first word
    | (?:绝密|机密|秘密)级(?=文件|材料|资料|信息|数据|事项|内容|[,。;!)]|\s|$)
    | (?<![不非未否])(?:属于?|系|为|含有?)(?:国家秘密|工作秘密)(?=[,。;!)]|\s|$)
    """,
    re.VERBOSE | re.MULTILINE,
)

# 11 to 65 and 71 to 91: the provinces of GB/T 2260 and what the ministry has added.
_PROVINCES = frozenset(
    (11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51,
     52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83, 91)
)  # fmt: skip
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"

# What follows a quantity. A few of these begin other words too: 个人, 家属, 名称.
_UNIT_AFTER = re.compile(
    r"[ \t]?[多余]?[十百千万亿]*(?:元|美元|欧元|港元|[$%‰㎡㎥㎏㎞]|平方|立方|公里|公顷|公斤"
    r"|千克|克|吨|千瓦|亩|人次|户次|个(?!人|体|别)|件|[万亿]|次|台|套|辆|株|棵|笔|份|枚|度"
    r"|家(?!属|庭|长|住|里|中)|人(?!员|士|:)|名(?!称|字|下|叫)|户(?!主|籍|名)|条(?!件)|项(?!目)"
    r"|米(?=[,。;、)]|\s|$))"
)
_AMOUNT_BEFORE = re.compile(
    r"(?:金额|投资|资金|款|额|收入|支出|产值|税收|价|余额|经费|预算|授信|融资|利润|成本|债务|补贴"
    r"|补助|奖励|共计|合计|累计|总计|达到?|(?<![预签])约|数量|人民币|RMB|CNY|[¥￥$])(?![人者商方户])"
    r"[^,。;、!?\n0-9]{0,6}$",
    re.IGNORECASE,
)
_SERIAL_BEFORE = re.compile(
    r"(?:编号|单号|订单|流水号?|序列号|注册号|执照|文号|案号|证书号?|代码|批次|条码)[^,。;\n0-9]{0,4}$"
)
_CALL_BEFORE = re.compile(r"(?:电话|手机|联系|号码|微信|致电|拨打|热线|短信)[^,。;\n0-9]{0,8}$")
_CARD_BEFORE = re.compile(
    r"(?:卡号|[账帐][号户]|银行|[工农中建交]行|储蓄卡|信用卡|借记卡|开户|收款|尾号|卡)"
    r"[^。;\n0-9]{0,12}$"
)
_CARD_AFTER = re.compile(r"[^。;\n0-9]{0,4}(?:的?银行卡|卡号|[账帐]号|尾号)")
_NEAR = 24


@dataclass(frozen=True, slots=True)
class Sensitive:
    """Something in a text that must not travel. `start` and `end` are where it stands.

    `excerpt` never shows a number whole.
    """

    kind: Kind
    start: int
    end: int
    excerpt: str

    @property
    def label(self) -> str:
        """What it is, in Chinese."""
        return LABELS[self.kind]

    @property
    def concern(self) -> Literal["personal", "secret"]:
        """Whether it is personal data or a mark of secrecy."""
        return "secret" if self.kind == "secrecy" else "personal"


def find_sensitive(text: str) -> list[Sensitive]:
    """Return the personal data and secrecy marks in a text, in the order in which they stand.

    Full-width digits count as digits, and characters without width as nothing.
    """
    if not _WORTH.search(text):
        return []
    plain, places = _plain(text)
    found: list[Sensitive] = []
    taken = bytearray(len(plain))
    for kind, start, end in _findings(plain):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            excerpt = _masked(kind, plain[start:end])
            found.append(Sensitive(kind, places[start], places[end - 1] + 1, excerpt))
    return sorted(found, key=lambda one: one.start)


def _plain(text: str) -> tuple[str, list[int]]:
    """Return the text as it is matched, and where each of its characters stands in the original.

    What becomes several characters, and numbers in rings, stay: `①` before a number is no digit.
    """
    kept: list[str] = []
    places: list[int] = []
    for place, c in enumerate(text):
        category = unicodedata.category(c)
        if category == "Cf":
            continue
        if category == "Nd":
            plain = str(unicodedata.decimal(c))
        else:
            plain = unicodedata.normalize("NFKC", c)
            if len(plain) != 1 or category == "No":
                plain = c
        kept.append(plain)
        places.append(place)
    return "".join(kept), places


def _findings(plain: str) -> Iterator[tuple[Kind, int, int]]:
    """Give what is found, the surest kinds first: of what overlaps the first one counts."""
    for match in _MARKS.finditer(plain):
        lead = len(match[0]) - len(match[0].lstrip())
        yield "secrecy", match.start() + lead, match.end()
    for match in _IDENTITY.finditer(plain):
        if _is_identity(_bare(match[0])):
            yield "identity", match.start(), match.end()
    for match in _CARD.finditer(plain):
        if _is_card(plain, match):
            yield "bank-card", match.start(), match.end()
    for match in _OLD_IDENTITY.finditer(plain):
        if _is_old_identity(match[0]) and not _is_amount(plain, *match.span()):
            yield "identity", match.start(), match.end()
    for match in _MOBILE.finditer(plain):
        if not _is_amount(plain, *match.span()):
            yield "mobile", match.start("number"), match.end()


def _is_identity(number: str) -> bool:
    """Tell whether 18 characters are a resident identity number (GB 11643).

    Checked to the last digit, so that it needs no context: no amount has eighteen digits.
    """
    total = sum(weight * int(c) for weight, c in zip(_WEIGHTS, number[:17], strict=True))
    born = number[6:14]
    return (
        int(number[:2]) in _PROVINCES
        and born[:2] in ("18", "19", "20")
        and _is_day(born)
        and _CHECKS[total % 11] == number[17]
    )


def _is_old_identity(number: str) -> bool:
    return int(number[:2]) in _PROVINCES and _is_day(f"19{number[6:12]}")


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return True


def _is_card(plain: str, match: re.Match[str]) -> bool:
    number = _bare(match[0])
    if not _passes_luhn(number) or _is_amount(plain, *match.span()):
        return False
    before, after = _around(plain, *match.span())
    named = _CARD_BEFORE.search(before) or _CARD_AFTER.match(after)
    return bool(named) or (number.startswith("62") and len(number) in (16, 19))


def _passes_luhn(number: str) -> bool:
    total = 0
    for place, c in enumerate(reversed(number)):
        digit = int(c) * (1 + place % 2)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0


def _is_amount(plain: str, start: int, end: int) -> bool:
    """Tell whether a number is an amount, a quantity or a serial number by what is around it.

    A unit after it settles it; of the words before it those of calling weigh more.
    """
    before, after = _around(plain, start, end)
    if _UNIT_AFTER.match(after):
        return True
    if _CALL_BEFORE.search(before):
        return False
    return bool(_AMOUNT_BEFORE.search(before) or _SERIAL_BEFORE.search(before))


def _around(plain: str, start: int, end: int) -> tuple[str, str]:
    return plain[max(0, start - _NEAR) : start], plain[end : end + _NEAR]


def _bare(number: str) -> str:
    return number.replace(" ", "").replace("-", "").upper()


def _masked(kind: Kind, found: str) -> str:
    if kind == "secrecy":
        return " ".join(found.split())
    number = _bare(found)
    if kind == "mobile":
        return f"{number[:3]}****{number[-4:]}"
    return f"{number[:4]}****{'…' if kind == 'identity' else number[-4:]}"
