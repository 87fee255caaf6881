"""What scores are called: which items lost points, and why."""

from liaison_tui.reports import score_words


def short(item: str, why: str, period: str = "2021-06", credit: int = 0) -> dict[str, object]:
    return {"item": item, "period": period, "why": why, "credit": credit}


def test_items_that_lost_alike_stand_together_with_one_reason() -> None:
    lines = [
        short("T12", "missing"), short("I03", "late", credit=50), short("I04", "missing"),
        short("I04", "missing", "2021-05"),
    ]  # fmt: skip
    assert score_words.short_words({"short": lines}) == (
        "T12、I04（6月，未报，得 0%）；I03（6月，逾期报送，得 50%）；I04（5月，未报，得 0%）"
    )
