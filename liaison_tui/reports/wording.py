"""The words of states, lights and kinds on screen and paper, each in one place."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from liaison_tui.journal import closing, discharge, grant
from liaison_tui.journal.evidence_uses import Use
from liaison_tui.journal.standing import Standing
from liaison_tui.programme.model import Item

STATES = {
    "unreported": "待报", "draft": "草稿", "reported": "已填待报", "exported": "已报送（待回执）",
    "received": "已签收", "returned": "退回修改", "accepted": "审核通过",
    "conflict": "填报不一致，待核定",
}  # fmt: skip
OVERDUE = "逾期未报"
RETURNED_EXPLAINED = "退回，已说明"
LIGHTS = {"green": "● 绿", "yellow": "▲ 黄", "red": "■ 红", "grey": "· 未亮"}
VIAS = {
    "named": "点名单位",
    "assigned": "信用办指定",
    "towns": "各镇街园区",
    "members": "各成员单位",
}
CYCLES = {"month": "每月", "quarter": "每季", "half": "每半年", "year": "每年"}
REPORTS = {"progress": "工作进展", "data": "数据", "zero": "零报告", "notes": "工作说明"}
STATUSES = {
    "not-started": "未启动", "in-progress": "推进中", "done": "已完成", "blocked": "推进受阻",
}  # fmt: skip
NOTHINGS = {
    "zero": "零报告", "no-progress": "本期无新进展", "not-applicable": "不涉及",
    "completed": "前期已完成",
}  # fmt: skip
CHANNELS = {"telephone": "电话", "paper": "纸质", "mail": "邮件", "meeting": "会议"}
ROLES = {"lead": "首列单位", "support": "配合单位"}
# What a new version of the plan does to an item of a unit (programme/changes).
CHANGES = {"added": "新增", "dropped": "取消", "role": "改责"}
OUTCOMES = {
    "merged": "已汇入", "nothing-new": "没有新内容", "held": "待核验", "refused": "问题文件",
}  # fmt: skip
UNREAD = "读不到"
DEVICES = {"pending": "待核验", "trusted": "已登记", "revoked": "已停用"}
POSTS = {"head": "主要负责人", "deputy": "分管负责人", "section": "业务科室负责人"}
MANNERS = {"paper": "纸质签字", "in-person": "当面", "countersign": "会签"}
DECISIONS = {
    "accept": STATES["accepted"], "return": STATES["returned"],
    **grant.DECISIONS, **discharge.DECISIONS, **closing.DECISIONS,
}  # fmt: skip
KINDS = {
    "progress": "填报", "withdraw": "撤回", "settle": "核定", "review": "审核",
    "approval": "审签", "extension": "延期答复", "discharge": "办结销号", "inspection": "督查",
    "call": "临时调度", "close": "定稿", "verify": "核定数", "explanation": "说明",
    "extension_request": "延期申请", "score": "绩效评价", "deduction": "扣分、加减分",
    "roster": "工作机制名册", "activity": "活动", "plan": "实施方案", "local_item": "本地事项",
    "programme": "调整件",
}  # fmt: skip
BY_CENTRE = "信用办代录"
REVIEW_TAKEN_BACK = "撤回审核"
# The kinds of concern of a look before an export (journal/concern).
CONCERNS = {
    "secret": "密级标志", "personal": "个人信息", "returned": "退回未改", "conflict": "填报不一致",
    "evidence-changed": "佐证材料被改动", "evidence-missing": "佐证材料缺失",
    "unapproved": "未经审签", "draft": "草稿未完", "missing": "未填", "fell": "累计数减少",
    "percent-back": "进度倒退", "unchanged": "与上期雷同", "evidence-unreadable": "佐证材料打不开",
}  # fmt: skip
# What an explanation may answer besides them.
ANSWERED = {"inspection": "答复督查", "call": "答复临时调度", "score": "申诉"}
SEVERITIES = {"must": "请处理", "look": "请看一看"}
UNIT_KINDS = {
    "department": "部门", "party": "党委部门", "court": "法院", "procuratorate": "检察院",
    "centrally-managed": "垂直管理单位", "public-institution": "事业单位", "utility": "公用企业",
    "telecom": "通信企业", "bank": "银行", "street": "街道", "town": "镇", "zone": "园区",
}  # fmt: skip
_GIST = 120
_USES = 3
_WEEKDAYS = "一二三四五六日"
NOT_IN_NOTICE = "通知未规定"


def light_word(light: str, *, plain: bool = False) -> str:
    """Return a light's word, with its glyph but where a terminal may draw that badly."""
    return LIGHTS[light].split()[-1] if plain else LIGHTS[light]


def state_word(state: str, *, overdue: bool, explained: bool = False) -> str:
    """Return a state's word; what is unreported after its due day is overdue.

    `explained`: the unit has said why it leaves what was returned as it is.
    """
    if state == "returned" and explained:
        return RETURNED_EXPLAINED
    return OVERDUE if state == "unreported" and overdue else STATES[state]


def standing_word(standing: Standing) -> str:
    """Return the word for where an obligation stands."""
    explained = bool(standing.explanation)
    return state_word(standing.state, overdue=standing.overdue, explained=explained)


def kind_word(kind: str, *, replaces: Collection[str] = ()) -> str:
    """Return the word for a kind of event; an entry that replaces others corrects them."""
    return "更正" if kind == "progress" and replaces else KINDS.get(kind, "记录")


def gist(body: Mapping[str, Any], item: Item | None) -> str:
    """Return what an entry says in one line: its kind of nothing, its figures, its first words.

    What the centre has entered for the unit begins with that.
    """
    parts = []
    if channel := CHANNELS.get(str(body.get("channel"))):
        parts.append(f"{BY_CENTRE}（{channel}）")
    if body.get("nothing"):
        parts.append(NOTHINGS.get(body["nothing"], ""))
    if body.get("status"):
        parts.append(STATUSES.get(body["status"], ""))
    if body.get("percent") is not None:
        parts.append(f"{body['percent']}%")
    for key, value in body.get("quantities", {}).items():
        measure = item.measure(key) if item else None
        parts.append(f"{measure.label} {value} {measure.unit}" if measure else f"{key} {value}")
    first = (body.get("text") or body.get("problems") or "").strip().split("\n")[0]
    if len(first) > _GIST:
        first = f"{first[:_GIST]}…"
    return "　".join(part for part in (*parts, first) if part)


def uses_word(uses: Sequence[Use]) -> str:
    """Return where a file was used, `T20（2021年5月）`, of many uses the first."""
    shown = [f"{use.item}（{period_word(use.period)}）" for use in uses[:_USES]]
    more = f"等 {len(uses)} 处" if len(uses) > _USES else ""
    return f"{'、'.join(shown)}{more}"


def moment(at: str | None) -> str:
    """Return a moment as people read it within a year, `06-28 10:32`; empty for none."""
    return full_moment(at)[5:]


def carried(count: int) -> str:
    """Return how much of a colleague's an export takes along; empty for nothing."""
    return f"同事那台电脑的 {count} 条（信用办还没有回执）" if count else ""


def full_moment(at: str | None) -> str:
    """Return a moment with its year, `2021-06-28 10:32`; empty for none."""
    return (at or "")[:16].replace("T", " ")


def clock_time(at: str) -> str:
    """Return the time of day of an event, `10:32`."""
    return at[11:16]


def period_word(period: str) -> str:
    """Return a month, quarter, half or year as people write it.

    2021年6月, 2021年第2季度, 2021年上半年, 2021年.
    """
    year, _, rest = period.partition("-")
    return f"{year}年{_part_of_year(rest)}"


def month_word(period: str) -> str:
    """Return a month within its year: 6月."""
    return f"{int(period[5:])}月"


def day_word(day: date) -> str:
    """Return a day as people say it: 7月5日."""
    return f"{day.month}月{day.day}日"


def weekday_word(day: date) -> str:
    """Return a day with that of the week: 7月5日（周一）."""
    return f"{day_word(day)}（周{_WEEKDAYS[day.weekday()]}）"


def _part_of_year(rest: str) -> str:
    if rest.startswith("Q"):
        return f"第{rest[1:]}季度"
    if rest.startswith("H"):
        return "上半年" if rest == "H1" else "下半年"
    return f"{int(rest)}月" if rest else ""
