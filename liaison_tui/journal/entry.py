"""The body of an entry: what a unit says about one obligation, and what is wrong or odd in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from liaison_tui.journal.event import is_evidence
from liaison_tui.journal.quantity import is_decimal
from liaison_tui.journal.sensitive import ADVICE, find_sensitive
from liaison_tui.programme.model import Item

STATUSES = ("not-started", "in-progress", "done", "blocked")
NOTHINGS = ("zero", "no-progress", "not-applicable", "completed")
CHANNELS = ("telephone", "paper", "mail", "meeting")
TEXTS = ("text", "problems", "next_steps", "practices")
MAX_TEXT = 20_000
_FIELDS = frozenset(
    (*TEXTS, "status", "percent", "quantities", "nothing", "evidence", "channel", "informant")
)
FIELD_NAMES = {
    "status": "办理状态", "percent": "完成进度", "quantities": "数量", "text": "工作进展",
    "problems": "存在问题", "next_steps": "下一步打算", "practices": "经验做法",
    "evidence": "佐证材料", "nothing": "无进展类别", "channel": "报送方式", "informant": "提供人",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one field of an entry: a kind for programs, a Chinese message for people."""

    field: str
    kind: str
    message: str


def has_content(body: Mapping[str, Any]) -> bool:
    """Tell whether an entry says anything at all."""
    return any(
        body.get(key) not in (None, "", {}, []) for key in _FIELDS - {"channel", "informant"}
    )


def is_full_report(body: Mapping[str, Any]) -> bool:
    """Tell whether an entry reports content; a zero report is one, the other nothings are not."""
    return has_content(body) and body.get("nothing") in (None, "zero")


def refusals(body: Mapping[str, Any], item: Item | None) -> list[Finding]:
    """Return what the formats and the programme forbid in an entry.

    `item` is the item spoken of, where the programme at hand is the one it was written under.
    """
    found = [
        *_wrong_choice(body, "status", STATUSES),
        *_wrong_choice(body, "nothing", NOTHINGS),
        *_wrong_choice(body, "channel", CHANNELS),
        *_wrong_texts(body),
        *_wrong_percent(body),
        *_wrong_quantities(body, item),
        *wrong_evidence(body),
    ]
    found += [Finding(key, "unknown-field", f"不认识的栏目“{key}”") for key in set(body) - _FIELDS]
    return found


def oddities(body: Mapping[str, Any], item: Item | None, owed: bool) -> list[Finding]:
    """Return what is odd in an entry but taken all the same."""
    if not owed:
        return [Finding("item", "not-owed", "本单位本期不需要报送这一项，不计入应报数")]
    if item is None:
        return []
    found = []
    percent = body.get("percent")
    nothing = body.get("nothing")
    if item.standing and percent is not None:
        found.append(Finding("percent", "standing", "常态化推进的事项一般不填完成进度"))
    if body.get("status") == "done" and percent is not None and percent < 100:
        found.append(Finding("percent", "done-early", f"状态为已完成，完成进度却是 {percent}%"))
    written = any(body.get(key) for key in ("text", "quantities"))
    if nothing and (written or body.get("status") == "done"):
        sentence = "选了零报告或无进展，又写了进展，会一并报送，请核对"
        found.append(Finding("nothing", "not-nothing", sentence))
    elif item.reports == "zero" and written and not nothing:
        found.append(Finding("text", "not-zero", "这一项一般为零报告，请核对所填内容"))
    if nothing == "zero" and item.reports != "zero":
        found.append(Finding("nothing", "not-zero-item", "这一项不是零报告事项"))
    return found


def dropped(before: Mapping[str, Any], body: Mapping[str, Any]) -> list[Finding]:
    """Return a warning for what the entry before said and its correction leaves out."""
    said = [key for key in FIELD_NAMES if before.get(key) and key not in ("channel", "informant")]
    lost = [FIELD_NAMES[key] for key in said if key not in body]
    if not lost or body.get("nothing"):
        return []
    sentence = f"更正以新的一条为准，上一条的{'、'.join(lost)}没有带过来，需要的请一并重新填写"
    return [Finding("text", "dropped", sentence)]


def exposed(body: Mapping[str, Any]) -> list[Finding]:
    """Return a warning for each text, and each file's name, that must not travel as it is."""
    texts = [(key, FIELD_NAMES[key], str(body.get(key) or "")) for key in TEXTS]
    texts += [("evidence", "佐证材料的文件名", str(e["name"])) for e in body.get("evidence", ())]
    return [finding for key, name, text in texts for finding in exposed_in(key, name, text)]


def exposed_in(key: str, name: str, text: str) -> list[Finding]:
    """Return a warning for what in one text, of a field called `name`, must not travel as it is."""
    found = []
    for kind, advice in ADVICE.items():
        ones = [one for one in find_sensitive(text) if one.concern == kind]
        if ones:
            what = "、".join(dict.fromkeys(f"{one.label}“{one.excerpt}”" for one in ones[:3]))
            found.append(Finding(key, kind, f"{name}里有{what}，{advice}"))
    return found


def wrong_evidence(body: Mapping[str, Any]) -> list[Finding]:
    """Return what is wrong with the evidence that a body names."""
    evidence = body.get("evidence", [])
    if isinstance(evidence, list) and all(is_evidence(item) for item in evidence):
        return []
    return [Finding("evidence", "malformed", "佐证材料清单的写法不对")]


def _wrong_choice(body: Mapping[str, Any], key: str, choices: tuple[str, ...]) -> list[Finding]:
    if key not in body or body[key] in choices:
        return []
    return [
        Finding(
            key,
            "unknown-value",
            f"{FIELD_NAMES[key]}没有“{body[key]}”这个值（{'、'.join(choices)}）",
        )
    ]


def _wrong_texts(body: Mapping[str, Any]) -> list[Finding]:
    found = []
    for key in (*TEXTS, "informant"):
        name, text = FIELD_NAMES[key], body.get(key, "")
        if not isinstance(text, str):
            found.append(Finding(key, "not-text", f"{name}应为文字"))
        elif len(text) > MAX_TEXT:
            found.append(
                Finding(key, "too-long", f"{name}有 {len(text)} 字，超过 {MAX_TEXT} 字的上限")
            )
    return found


def _wrong_percent(body: Mapping[str, Any]) -> list[Finding]:
    percent = body.get("percent", 0)
    if type(percent) is not int:
        return [Finding("percent", "not-integer", "完成进度应为 0 至 100 的整数")]
    if not 0 <= percent <= 100:
        return [Finding("percent", "out-of-range", f"完成进度 {percent} 超出 0 至 100")]
    return []


def _wrong_quantities(body: Mapping[str, Any], item: Item | None) -> list[Finding]:
    quantities = body.get("quantities", {})
    if not isinstance(quantities, dict):
        return [Finding("quantities", "not-table", "数量应按名称分列")]
    found = []
    for key, value in quantities.items():
        if not is_decimal(value):
            found.append(Finding("quantities", "not-decimal", f"数量“{key}”不是规定写法的数"))
        elif value.startswith("-"):
            found.append(Finding("quantities", "negative", f"数量“{key}”不能是负数"))
        if item is not None and item.measure(key) is None:
            known = "、".join(f"{m.key} {m.label}" for m in item.measures) or "这一项不填数量"
            found.append(
                Finding("quantities", "undeclared", f"{item.id} 没有数量“{key}”（{known}）")
            )
    return found
