"""The manifest: read strictly, chained by hash and number, told by a code on the phone."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_tui.journal.canonical import decode, encode
from liaison_tui.journal.submission import (
    BadManifest,
    Chain,
    code_of,
    fingerprint,
    read_submission,
    spoken_code,
)
from tests.journal.speech import ANN, event, submission

SIGNATURE = bytes(96)
FIRST = submission([event()])
FIELDS = decode(FIRST.manifest, hash_keys=True)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def manifest(**changes: Any) -> bytes:
    fields = {**FIELDS, **changes}
    return encode({k: v for k, v in fields.items() if v is not None}, hash_keys=True)


def test_a_manifest_is_read_with_all_it_says() -> None:
    first = read_submission(FIRST.manifest, SIGNATURE)
    assert first == FIRST
    assert (first.number, first.prev, first.device) == (1, None, ANN)
    assert first.events == (event().id,)
    assert first.chain == Chain("jiangyin-2021", ANN, "chengjiang")


def test_the_next_one_counts_on_and_names_the_one_before() -> None:
    second = submission(after=FIRST)
    assert (second.number, second.prev) == (2, FIRST.sha256)
    assert second.chain == FIRST.chain


def test_fields_the_format_does_not_name_are_passed_over() -> None:
    read = read_submission(manifest(enrol="00" * 32, mood="calm"), SIGNATURE)
    assert read.events == FIRST.events


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"format": 2}, "format"), ({"format": None}, "format"), ({"format": True}, "format"),
        ({"suite": "sm2"}, "suite"), ({"suite": None}, "suite"),
        ({"programme": "jiangyin-2021"}, "programme"), ({"programme": None}, "programme"),
        ({"programme_sha256": "0" * 63}, "programme_sha256"),
        ({"programme_sha256": "A" * 64}, "programme_sha256"),
        ({"unit": "澄江街道"}, "unit"), ({"unit": None}, "unit"), ({"unit": "*"}, "unit"),
        ({"device": "A" * 32}, "device"), ({"device": "a" * 64}, "device"),
        ({"number": 0}, "number"), ({"number": "1"}, "number"), ({"number": True}, "number"),
        ({"number": 2}, "prev"), ({"prev": "0" * 64}, "prev"),
        ({"number": 2, "prev": "x"}, "prev"),
        ({"centre": "信用办"}, "centre"), ({"to": ""}, "to"), ({"by": 7}, "by"),
        ({"events": None}, "events"), ({"events": "0" * 64}, "events"),
        ({"events": ["0" * 63]}, "events"), ({"events": [7]}, "events"),
        ({"evidence": ["0" * 64]}, "evidence"), ({"evidence": {"a": 1}}, "evidence"),
        ({"evidence": {"0" * 64: -1}}, "evidence"), ({"evidence": {"0" * 64: "1"}}, "evidence"),
        ({"evidence": {"0" * 64: True}}, "evidence"),
    ],
)  # fmt: skip
def test_a_manifest_with_a_wrong_field_is_refused_by_its_name(
    changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadManifest, match=f"field {field}$"):
        read_submission(manifest(**changes), SIGNATURE)


@pytest.mark.parametrize("length", [0, 64, 95, 97])
def test_a_signature_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(BadManifest, match="signature"):
        read_submission(FIRST.manifest, bytes(length))


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"\xff", FIRST.manifest + b"\n", FIRST.manifest.replace(b",", b", ", 1)]
)
def test_a_manifest_not_in_canonical_form_is_refused(data: bytes) -> None:
    with pytest.raises(BadManifest):
        read_submission(data, SIGNATURE)


@pytest.mark.parametrize(
    ("sha256", "code"),
    [("0" * 64, "0000-0000"), ("f" * 64, "ZZZZ-ZZZZ"), ("00443" + "2" * 59, "0123-48H2")],
)
def test_the_code_is_crockford_base32_of_the_first_40_bits(sha256: str, code: str) -> None:
    assert code_of(sha256) == code


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**256 - 1))
def test_a_code_names_its_40_bits_and_survives_being_spoken(number: int) -> None:
    code = code_of(f"{number:064x}")
    value = 0
    for digit in code.replace("-", ""):
        value = value * 32 + ALPHABET.index(digit)
    assert value == number >> 216
    spoken = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert spoken_code(spoken) == code


def test_a_fingerprint_is_read_in_groups_of_four() -> None:
    assert fingerprint("3f9a" * 8) == " ".join(["3f9a"] * 8)
