"""What was exported, as its page shows it: the files, where they lie, and how to compare them."""

from collections.abc import Sequence

from liaison_tui.exchange.sending import Sent
from liaison_tui.journal.approval import Signing, in_words
from liaison_tui.journal.submission import fingerprint
from liaison_tui.reports import wording
from liaison_tui.storage.files import megabytes
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.written import WrittenPage
from liaison_tui.tui.widgets.prose import AIR, Paragraph
from liaison_tui.tui.widgets.said import fingerprint_said
from liaison_tui.workspace import Workspace


def sent_page(
    backroom: Backroom,
    workspace: Workspace,
    sent: Sent,
    period: str,
    unapproved: Sequence[Signing],
) -> WrittenPage:
    """Return the page of an export; called in the backroom."""
    paths = [sent.path, *sent.further]
    said = [
        Paragraph("、".join(megabytes(path.stat().st_size) for path in paths), "大小"),
        Paragraph(sent.newest.code, "核对码", "bold"),
        Paragraph(_what(sent), "内容"),
        *_volumes(sent),
        *_left(workspace, sent, period, unapproved),
        AIR,
        *_in_two(fingerprint(sent.sha256), "文件校验值"),
        *fingerprint_said(workspace.office.key.device, "本机指纹"),
        AIR,
        Paragraph("用邮件、U 盘或聊天软件发送。对方收到后，两边的核对码应当一样。", style="$quiet"),
    ]
    done = f"已导出，请交{workspace.programme.centre_name}"
    return WrittenPage(backroom, f"导出报送包 {wording.period_word(period)}", paths, done, said)


def _what(sent: Sent) -> str:
    """Return what the export says that is new; where nothing is, what it is good for."""
    number = f"第 {sent.newest.number} 次报送"
    colleague = wording.carried(sent.carried)
    if sent.new_events:
        along = f"，另有{colleague}" if colleague else ""
        return f"{number}，新报 {sent.new_events} 条，佐证材料 {sent.evidence} 份{along}"
    if colleague:
        return f"本机没有新内容，带上了{colleague}，佐证材料 {sent.evidence} 份；请发送"
    return f"没有新内容，与{number}相同；那一份丢了，发这一份就可以"


def _volumes(sent: Sent) -> list[Paragraph]:
    if not sent.further:
        return []
    return [Paragraph(f"共 {len(sent.further) + 1} 卷，先后不限，都要发送", "分卷", "bold")]


def _left(
    workspace: Workspace, sent: Sent, period: str, unapproved: Sequence[Signing]
) -> list[Paragraph]:
    """Return what did not go along, is not written yet, or is not approved."""
    missing = workspace.missing(workspace.unit, period) if workspace.unit else []
    lines = []
    if sent.left_out:
        lines.append(Paragraph("、".join(sent.left_out), "没有随包", "bold"))
        lines.append(Paragraph("放不下的佐证材料请分卷（F7）再导出，或另行传送。", " ", "$quiet"))
    if missing:
        lines.append(Paragraph(f"{len(missing)} 项：{'、'.join(missing)}", "没有填报", lines=2))
    if unapproved:
        lines.append(Paragraph(in_words(unapproved, period), "提醒", lines=2))
    return lines


def _in_two(groups: str, label: str) -> list[Paragraph]:
    """Return groups of four in two lines, so that none is broken where a line is short."""
    parts = groups.split(" ")
    half = len(parts) // 2
    return [Paragraph(" ".join(parts[:half]), label), Paragraph(" ".join(parts[half:]), " ")]
