"""Where a file is evidence already: in current entries of this unit, for other items and months."""

from typing import Any

from liaison_tui.journal.evidence_uses import Place, Use, used_files, uses_of
from liaison_tui.journal.fold import fold
from liaison_tui.reports.wording import uses_word
from tests.journal.speech import event, own

HERE = ("chengjiang", "T20", "2021-06")
PHOTO, TABLE = "1" * 64, "2" * 64


def body(*hashes: str) -> dict[str, Any]:
    return {"evidence": [{"sha256": name, "name": "照片.jpg", "size": 3} for name in hashes]}


def test_a_file_is_named_with_every_other_item_and_month_the_newest_first() -> None:
    said = [
        event(body=body(PHOTO, PHOTO)),
        event(body=body(PHOTO, TABLE), period="2021-04"),
        event(body=body(PHOTO), period="2021-05", item="T12"),
        event(body=body(PHOTO), item="T12", unit="huashi"),
    ]
    uses = uses_of(fold(own(one) for one in said), HERE)
    assert uses == {
        PHOTO: [Use("2021-05", "T12"), Use("2021-04", "T20")], TABLE: [Use("2021-04", "T20")],
    }  # fmt: skip
    assert uses_word(uses[PHOTO]) == "T12（2021年5月）、T20（2021年4月）"
    assert uses_word([*uses[PHOTO], *uses[PHOTO]]).endswith("等 4 处")


def test_what_was_corrected_or_withdrawn_uses_a_file_no_more() -> None:
    first = event(body=body(PHOTO), period="2021-05")
    other = event(body=body(TABLE), period="2021-04")
    said = [
        first, event(body=body(TABLE), period="2021-05", replaces=[first], nonce=1),
        other, event("withdraw", body={"reason": "误报"}, period="2021-04", replaces=[other]),
    ]  # fmt: skip
    assert uses_of(fold(own(one) for one in said), HERE) == {TABLE: [Use("2021-05", "T20")]}


def test_a_file_is_listed_with_its_places_in_all_units_those_in_most_places_first() -> None:
    said = [
        event(body=body(PHOTO, PHOTO)),
        event(body=body(PHOTO), unit="huashi", period="2021-05"),
        event(body=body(TABLE) | {"text": "x"}, item="T12"),
    ]
    reports = fold(own(one) for one in said)
    photo, table = used_files(reports)
    assert photo.places == (
        Place("chengjiang", "T20", "2021-06", "照片.jpg"),
        Place("huashi", "T20", "2021-05", "照片.jpg"),
    )
    assert (photo.sha256, photo.size, table.sha256) == (PHOTO, 3, TABLE)
    assert used_files(reports, least=2) == [photo]
