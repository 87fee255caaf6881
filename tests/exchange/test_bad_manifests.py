"""Manifests outside the format, though they are signed: refused, and the batch goes on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.second_writer import Chain, Submission, progress

MONTH, TOWN = offices.MONTH, offices.TOWN


def _said(chain: Chain, text: str) -> bytes:
    return progress(chain.device, chain.unit, "T20", MONTH, text=text)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("format", 2), ("suite", "sm2"), ("programme", "jiangyin"), ("programme_sha256", "zz"),
        ("unit", "澄江"), ("unit", None), ("device", "00"), ("number", 0), ("number", "1"),
        ("number", True), ("prev", "0" * 64), ("to", 7), ("events", "all"), ("events", ["x"]),
        ("evidence", [1]), ("evidence", {"x": 1}), ("period", 6), ("at", 1),
    ],
)  # fmt: skip
def test_a_manifest_outside_the_format_is_refused(
    centre: Workspace, beside: Path, tmp_path: Path, field: str, value: object
) -> None:
    chain = offices.chain(centre)
    offices.introduce(centre, chain.device, TOWN)
    wrong: dict[str, Any] = {"period": MONTH, field: value}
    chain.submit([_said(chain, "一条")], **wrong)
    path = chain.write(tmp_path / "a.liaison")
    [refused, merged] = offices.take(centre, path, beside)
    offices.assert_refused(centre, refused, path)
    assert merged.outcome == "merged"
    assert offices.texts(centre) == ["旁边的一条"]


@pytest.mark.parametrize(
    "respelled",
    [
        lambda manifest: manifest.replace(b'"at":', b'"at": '),
        lambda manifest: manifest + b"\n",
        lambda manifest: b"\xef\xbb\xbf" + manifest,
        lambda manifest: manifest.replace(b'{"at"', b'{"at":"x","at"'),
        lambda manifest: manifest.replace("王芳".encode(), b"\\u738b\\u82b3"),
        lambda _: b"[]",
        lambda _: b"[" * 100_000,
        lambda manifest: manifest.replace(b'"number":1', b'"number":' + b"1" * 5000),
    ],
    ids=["a space", "a line end", "a mark", "a key twice", "escaped", "a list", "deep", "digits"],
)
def test_a_manifest_not_in_canonical_form_is_refused_though_it_is_signed(
    centre: Workspace, beside: Path, tmp_path: Path, respelled: Callable[[bytes], bytes]
) -> None:
    chain = offices.chain(centre)
    offices.introduce(centre, chain.device, TOWN)
    made = chain.submit([_said(chain, "一条")], period=MONTH)
    manifest = respelled(made.manifest)
    chain.submissions[0] = Submission(made.name, manifest, chain.device.sign(manifest))
    path = chain.write(tmp_path / "a.liaison")
    [refused, merged] = offices.take(centre, path, beside)
    offices.assert_refused(centre, refused, path, "清单")
    assert merged.outcome == "merged"
    assert offices.texts(centre) == ["旁边的一条"]
