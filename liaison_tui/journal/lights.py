"""The lights: rules that are data, applied to a report after its due day (docs/DESIGN §7)."""

from datetime import date

from liaison_tui.journal.fold import Report
from liaison_tui.programme.model import Light, LightRules
from liaison_tui.programme.obligations import Obligation
from liaison_tui.programme.period import months_from

_WORSE = {"grey": 0, "green": 1, "yellow": 2, "red": 3}


def light_of(
    report: Report | None, obligation: Obligation, rules: LightRules, today: date
) -> Light:
    """Return the light of an obligation on a day: grey until its due day has passed."""
    if today <= obligation.due:
        return "grey"
    current = report.current if report else None
    if report is None or current is None:
        return rules.missing
    body = current.event.body
    if body.get("nothing") == "not-applicable":
        return rules.not_applicable
    lights: list[Light] = ["green"]
    if report.state == "conflict":
        lights.append(rules.conflict)
    if report.state == "returned":
        lights.append(rules.returned)
    if report.timeliness(obligation.due) == "late":
        lights.append(rules.late)
    if body.get("status") == "blocked":
        lights.append(rules.blocked)
    percent = body.get("percent")
    if percent is not None and not obligation.item.standing and body.get("status") != "done":
        lights.append(_of_schedule(percent, obligation.period, rules))
    return max(lights, key=lambda light: _WORSE[light])


def points_behind(percent: int, period: str, rules: LightRules) -> float:
    """Return how many points of percent an item is behind an even schedule (negative: ahead)."""
    whole = months_from(rules.schedule_from, rules.schedule_to)
    passed = min(months_from(rules.schedule_from, period), whole)
    return 100 * passed / whole - percent


def _of_schedule(percent: int, period: str, rules: LightRules) -> Light:
    behind = points_behind(percent, period, rules)
    if behind > rules.red_behind:
        return "red"
    return "yellow" if behind >= rules.yellow_behind else "green"
