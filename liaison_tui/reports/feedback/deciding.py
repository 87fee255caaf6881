"""Notices of what the centre has decided: time given, items struck off, months closed, figures."""

from collections.abc import Iterator

from liaison_tui.journal import closing, discharge, grant, verifying
from liaison_tui.reports import closing_words, wording
from liaison_tui.reports import rulings as ruling_rows
from liaison_tui.reports.feedback.gathered import Feedback
from liaison_tui.reports.feedback.notice import Notice, filled, said_by


def extensions(found: Feedback) -> Iterator[Notice]:
    """Yield answers to requests for more time."""
    requests = {request.key: request for request in found.requests}
    for key, ruling in found.rulings.answers.items():
        event, request = ruling.event, requests.get(key)
        body, until = event.body, str(event.body.get("until", ""))
        granted = body["decision"] == "grant"
        asked = f"{request.body['until']}，{request.body['reason']}" if request else ""
        waits = "，还没有答复" if ruling_rows.is_waiting(request, event) else ""
        yield Notice(
            key=event.id,
            sort="extension",
            what=found.item_words(key[1]),
            state=grant.DECISIONS[body["decision"]],
            asks=False,
            when=f"延至 {until[5:]}" if granted else wording.period_word(key[2]),
            at=event.at,
            told=filled(
                ("理由", str(body.get("reason", ""))),
                ("延至", until if granted else ""),
                ("批准人", str(body.get("approver", ""))),
                ("月份", wording.period_word(key[2])),
                ("本单位申请", f"延至 {asked}{waits}" if asked else ""),
                ("答复时间", said_by(event)),
            ),
            items=(key[1],),
            period=key[2],
        )


def discharges(found: Feedback) -> Iterator[Notice]:
    """Yield items that were struck off or taken up again."""
    for (_, name), turns in found.rulings.turns.items():
        event = turns[-1].said.event
        row = ruling_rows.discharge_row(event)
        yield Notice(
            key=event.id,
            sort="discharge",
            what=found.item_words(name),
            state=discharge.DECISIONS[row["decision"]],
            asks=False,
            when=f"{wording.period_word(turns[-1].period)}起",
            at=event.at,
            told=filled(
                ("事由", str(row["reason"] or "")),
                ("决定", f"{discharge.DECISIONS[row['decision']]}，{ruling_rows.turn_words(row)}"),
                ("批准人", str(row["approver"] or "")),
                ("时间", said_by(event)),
            ),
            items=(name,),
        )


def closes(found: Feedback) -> Iterator[Notice]:
    """Yield months that were closed."""
    for event in found.of_kind(closing.KIND):
        pairs = closing_words.close_pairs(event)
        yield Notice(
            key=event.id,
            sort="close",
            what=wording.period_word(event.period or ""),
            state=closing_words.closed_words(event.body),
            asks=False,
            when=str(event.body["day"]),
            at=event.at,
            told=filled(*pairs, ("时间", said_by(event))),
        )


def verified(found: Feedback) -> Iterator[Notice]:
    """Yield figures the centre has verified."""
    for event in found.of_kind(verifying.KIND):
        name, period = event.item or "", event.period or ""
        report = found.reports.get((event.unit, name, period))
        item, body = found.items.get(name), event.body
        said = report.current.event.body.get("quantities", {}) if report and report.current else {}
        yield Notice(
            key=event.id,
            sort="verify",
            what=found.item_words(name),
            state="已核定",
            asks=False,
            when=wording.period_word(period),
            at=event.at,
            told=filled(
                ("核定数", closing_words.verified_words(body, item)),
                ("报送数", closing_words.verified_words({"quantities": said}, item)),
                (verifying.REASON, str(body["reason"])),
                (verifying.APPROVER, str(body.get("approver", ""))),
                ("时间", said_by(event)),
            ),
            items=(name,),
            period=period,
        )
