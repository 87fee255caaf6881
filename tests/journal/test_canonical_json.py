"""Canonical JSON: one value, one spelling; properties over made-up values."""

import json
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from liaison_tui.journal.canonical import MAX_DEPTH, NotCanonical, decode, encode
from liaison_tui.journal.event import Event, known_event, read_event
from liaison_tui.journal.line import BadLine, Line, line_of, read_line
from tests.journal.speech import event

few = settings(max_examples=60, deadline=None)

keys = st.from_regex(r"[a-z][a-z0-9_]{0,31}", fullmatch=True)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
leaves = st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts


def nested(depth: int) -> st.SearchStrategy[Any]:
    if depth == 0:
        return leaves
    inner = nested(depth - 1)
    return leaves | st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3)


objects = st.dictionaries(keys, nested(4), max_size=4)
bodies = st.dictionaries(keys, nested(3), max_size=3)


@few
@given(objects)
def test_what_is_encoded_decodes_to_itself(value: dict[str, Any]) -> None:
    assert decode(encode(value)) == value


@few
@given(objects)
def test_the_spelling_is_that_of_pythons_json_with_the_options_the_format_names(
    value: dict[str, Any],
) -> None:
    plain = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    assert encode(value) == plain.encode()


@few
@given(objects, st.data())
def test_no_second_spelling_of_a_value_is_taken(value: dict[str, Any], data: st.DataObject) -> None:
    other = data.draw(
        st.sampled_from(
            [
                json.dumps(value, sort_keys=True, ensure_ascii=False).encode(),
                json.dumps(value, sort_keys=True, separators=(",", ":")).encode(),
                json.dumps(dict(reversed(value.items())), separators=(",", ":"),
                           ensure_ascii=False).encode(),
                encode(value) + b"\n",
            ]
        )
    )  # fmt: skip
    assume(other != encode(value))
    with pytest.raises(NotCanonical):
        decode(other)


@few
@given(st.binary(max_size=60) | texts.map(str.encode))
def test_whatever_bytes_come_are_read_or_refused_with_one_error(data: bytes) -> None:
    try:
        value = decode(data)
    except NotCanonical:
        return
    assert encode(value) == data


@pytest.mark.parametrize("value", [{"a": 1.0}, {"a": None}, {"A": 1}, {"": 1}, {"a": 2**53}])
def test_a_value_the_format_has_no_spelling_for_is_not_encoded(value: object) -> None:
    with pytest.raises(NotCanonical):
        encode(value)


@pytest.mark.parametrize("value", [{"a": "\ud800"}, {"a": b""}, {1: "a"}, {"a": {1, 2}}])
def test_no_foreign_type_and_no_lone_surrogate_is_encoded(value: object) -> None:
    with pytest.raises(NotCanonical):
        encode(value)


@pytest.mark.parametrize("depth", range(1, 12))
def test_nesting_is_allowed_up_to_eight_levels_and_no_further(depth: int) -> None:
    value: Any = 1
    for _ in range(depth - 1):
        value = [value]
    whole = {"a": value}
    if depth <= MAX_DEPTH == 8:
        assert decode(encode(whole)) == whole
    else:
        with pytest.raises(NotCanonical):
            encode(whole)


def test_a_hash_is_a_key_only_where_it_may_be() -> None:
    manifest = {"evidence": {"a1" * 32: 1}}
    assert decode(encode(manifest, hash_keys=True), hash_keys=True) == manifest
    with pytest.raises(NotCanonical):
        encode(manifest)
    with pytest.raises(NotCanonical):
        encode({"evidence": {"A1" * 32: 1}}, hash_keys=True)


@few
@given(bodies, st.integers(0, 2**32 - 1))
def test_an_event_comes_back_from_its_line_as_it_was_made(body: dict[str, Any], n: int) -> None:
    said = event(body=body, nonce=n)
    line = read_line(bytes(line_of(said.json)))
    assert line == Line(said.id, said.json)
    assert read_event(line.json or b"") == said
    assert known_event(line.json or b"") == said


SAID: Event = event(body={"text": "已走访企业 12 家", "percent": 40})


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 65 + len(SAID.json) - 1), st.integers(1, 255))
def test_a_line_with_any_one_byte_changed_is_refused(place: int, change: int) -> None:
    raw = bytearray(bytes(line_of(SAID.json)))
    raw[place] ^= change
    with pytest.raises(BadLine):
        read_line(bytes(raw))


@few
@given(st.integers(0, 64 + len(SAID.json)))
def test_a_line_torn_anywhere_is_refused(end: int) -> None:
    raw = bytes(line_of(SAID.json))[:end]
    with pytest.raises(BadLine):
        read_line(raw)
