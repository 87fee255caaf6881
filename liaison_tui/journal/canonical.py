"""Canonical JSON (docs/FORMAT §1): one value, one spelling, so that a hash can name it."""

import json
from functools import lru_cache
from typing import Any

from liaison_tui.journal.ids import SHA256
from liaison_tui.programme.ids import KEY

MAX_DEPTH = 8
MAX_INTEGER = 2**53 - 1
MAX_LINE = 1024 * 1024


class NotCanonical(ValueError):
    """Bytes or a value that the format does not allow; the message says which rule, in English."""


def encode(value: object, *, hash_keys: bool = False) -> bytes:
    """Return the canonical bytes of a JSON value.

    `hash_keys` lets a SHA-256 be a key, as in a manifest's `evidence`. Raises NotCanonical for
    floats, null, wrong keys, large integers, surrogates and deep nesting.
    """
    _check(value, 1, hash_keys)
    try:
        return _ENCODER.encode(value).encode("utf-8")
    except UnicodeEncodeError:
        raise NotCanonical("a lone surrogate") from None


def decode(data: bytes, *, hash_keys: bool = False) -> dict[str, Any]:
    """Return the JSON object in canonical bytes; raises NotCanonical where they are not that."""
    value = parse(data)
    require_canonical(value, data, hash_keys=hash_keys)
    return value


def require_canonical(value: object, data: bytes, *, hash_keys: bool = False) -> None:
    """Raise NotCanonical unless `data` are the canonical bytes of `value`, parsed from them."""
    if encode(value, hash_keys=hash_keys) != data:
        raise NotCanonical("not in canonical form")


def parse(data: bytes) -> dict[str, Any]:
    """Return the JSON object in bytes that need not be canonical, but must be sound JSON.

    What Python's reader lets through is refused: NaN, duplicate keys, endless digits, recursion.
    """
    try:
        value = _DECODER.decode(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise NotCanonical("not UTF-8") from None
    except RecursionError:
        raise NotCanonical("nested too deep") from None
    except json.JSONDecodeError as error:
        raise NotCanonical(f"not JSON: {error.msg}") from None
    if not isinstance(value, dict):
        raise NotCanonical("not a JSON object")
    return value


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("a key stands twice")
    return found


def _refuse_constant(name: str) -> Any:
    raise NotCanonical(f"{name} is not JSON")


def _integer(digits: str) -> int:
    if len(digits) > 20:
        raise NotCanonical("an integer beyond 2^53-1")
    return int(digits)


def _check(value: object, depth: int, hash_keys: bool) -> None:
    kind = type(value)
    if kind is str or kind is bool:
        return
    if kind is int:
        if not -MAX_INTEGER <= value <= MAX_INTEGER:  # type: ignore[operator]
            raise NotCanonical("an integer beyond 2^53-1")
    elif isinstance(value, dict):
        _check_depth(depth)
        for key, item in value.items():
            if not _is_key(key, hash_keys):
                raise NotCanonical(f"key {key!r}")
            if type(item) is not str:
                _check(item, depth + 1, hash_keys)
    elif isinstance(value, list | tuple):
        _check_depth(depth)
        for item in value:
            if type(item) is not str:
                _check(item, depth + 1, hash_keys)
    else:
        raise NotCanonical(f"a value of type {kind.__name__}")


@lru_cache(maxsize=1024)
def _is_key(key: object, hash_keys: bool) -> bool:
    if not isinstance(key, str):
        return False
    return bool(KEY.fullmatch(key) or (hash_keys and SHA256.fullmatch(key)))


def _check_depth(depth: int) -> None:
    if depth > MAX_DEPTH:
        raise NotCanonical("nested too deep")


_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)
_DECODER = json.JSONDecoder(
    object_pairs_hook=_without_duplicates, parse_constant=_refuse_constant, parse_int=_integer
)
