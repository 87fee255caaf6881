"""Files that are no bundle, or no whole one: each is refused alone, in one plain sentence."""

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from liaison_tui.workspace import Workspace
from tests import second_writer
from tests.exchange import offices
from tests.second_writer import Chain, event_id, progress

MONTH, TOWN = offices.MONTH, offices.TOWN
_CENTRAL, _LOCAL = b"PK\x01\x02", b"PK\x03\x04"


@pytest.fixture
def good(centre: Workspace) -> Chain:
    """The chain of a trusted device, with one submission and a file of evidence."""
    chain = offices.chain(centre)
    offices.introduce(centre, chain.device, TOWN)
    notes = b"notes " * 50
    named = [second_writer.attachment("notes.txt", notes)]
    entry = progress(chain.device, TOWN, "T20", MONTH, text="好的一条", evidence=named)
    chain.submit([entry], period=MONTH, files=[notes])
    return chain


def _zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _flagged_as_encrypted(whole: bytes) -> bytes:
    data = bytearray(whole)
    for mark, offset in ((_LOCAL, 6), (_CENTRAL, 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


def _overlapping(whole: bytes) -> bytes:
    """One log that stands a thousand times in the directory, but once in the file."""
    buffer = io.BytesIO(whole)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.filelist += [archive.getinfo("events.log")] * 999
        archive.comment = b"touched"  # so that the directory is written anew
    return buffer.getvalue()


def _unsound_lzma(whole: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    data = bytearray(_zipped(members, zipfile.ZIP_LZMA))
    name = next(name for name in members if name.endswith(".json")).encode()
    start = data.find(name) + len(name)
    data[start + 4 : start + 9] = b"\xff" * 5  # the filter's own properties
    return bytes(data)


def _unknown_method(whole: bytes) -> bytes:
    data = bytearray(whole)
    for mark, offset in ((_LOCAL, 8), (_CENTRAL, 10)):
        struct.pack_into("<H", data, data.find(mark) + offset, 97)
    return bytes(data)


ODD: dict[str, Callable[[bytes], bytes]] = {
    "cut in half": lambda whole: whole[: len(whole) // 2],
    "its last byte lost": lambda whole: whole[:-1],
    "its first bytes lost": lambda whole: whole[10:],
    "random bytes": lambda _: Random(7).randbytes(5000),
    "random bytes that begin as a zip": lambda _: _LOCAL + Random(7).randbytes(5000),
    "an empty file": lambda _: b"",
    "one byte": lambda _: b"P",
    "a text file": lambda _: "六月份没有进展。\n".encode() * 100,
    "an empty zip": lambda _: _zipped({}),
    "a zip of photos": lambda _: _zipped({"一.jpg": b"\xff\xd8\xff" * 100, "二.jpg": b"\xff\xd8"}),
    "a workbook": lambda _: _zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}),
    "locked with a password": _flagged_as_encrypted,
    "an overlap bomb": _overlapping,
    "packed in an unsound way": _unsound_lzma,
    "packed in an unknown way": _unknown_method,
    "zip in zip in zip": lambda whole: _zipped({"a.zip": _zipped({"b.liaison": whole})}),
    "no submissions": lambda _: _zipped({"events.log": b""}),
    "a manifest of seventeen megabytes": lambda _: _zipped(
        {"submissions/a/1.json": b" " * (17 << 20), "submissions/a/1.sig": b""}
    ),
    "sealed": lambda _: b"LIAISON-SEALED-1\n" + Random(7).randbytes(500),
    "sealed, inside a zip": lambda _: _zipped({"a.liaison": b"LIAISON-SEALED-1\n" + b"x" * 500}),
}


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_file_is_refused_and_the_rest_of_the_batch_merges(
    centre: Workspace, good: Chain, tmp_path: Path, odd: str
) -> None:
    whole = good.write(tmp_path / "b.liaison")
    bad = tmp_path / "a.liaison"
    bad.write_bytes(ODD[odd](whole.read_bytes()))
    [refused, merged] = offices.take(centre, bad, whole)
    offices.assert_refused(centre, refused, bad)
    assert (refused.unit, refused.device) == (None, None)
    assert (merged.outcome, merged.new_events) == ("merged", 1)
    assert offices.texts(centre) == ["好的一条"]


def test_what_is_wrong_is_said_for_what_it_is(
    centre: Workspace, good: Chain, tmp_path: Path
) -> None:
    whole = good.write(tmp_path / "b.liaison").read_bytes()
    for odd, word in (
        ("locked with a password", "密码"), ("sealed", "加密"), ("a zip of photos", "没有报送包"),
        ("zip in zip in zip", "没有报送包"), ("no submissions", "清单"),
    ):  # fmt: skip
        bad = tmp_path / f"{odd}.liaison"
        bad.write_bytes(ODD[odd](whole))
        offices.assert_refused(centre, offices.take_one(centre, bad), bad, word)


DOCUMENTS = {
    "审签表.docx": (
        _zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}),
        "Word",
    ),
    "台账.xlsx": (_zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "Excel"),
    "说明.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
    "照片.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "图片"),
    "旧表.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧格式的 Word"),
    "审签表.html": ("\ufeff<!DOCTYPE html><p>审签".encode(), "网页"),
    "说明.txt": (("请查收。" * 2000).encode(), "文字"),
    "国标.txt": (("请查收。" * 2000).encode("gb18030"), "文字"),
    "打包.rar": (b"Rar!\x1a\x07\x01\x00" + bytes(60), "RAR"),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_another_kind_of_document_is_called_what_it_is_by_its_content(
    centre: Workspace, tmp_path: Path, name: str
) -> None:
    content, word = DOCUMENTS[name]
    path = tmp_path / f"{name}.liaison"  # its name says nothing
    path.write_bytes(content)
    row = offices.take_one(centre, path)
    offices.assert_refused(centre, row, path, "不是报送包，是", word)
    assert ("随附的不用处理" in row.reason) is (word != "RAR")


def test_a_missing_path_a_link_and_a_pipe_are_refused_without_a_copy(
    centre: Workspace, good: Chain, tmp_path: Path
) -> None:
    whole = good.write(tmp_path / "b.liaison")
    link, pipe = tmp_path / "link.liaison", tmp_path / "pipe"
    link.symlink_to(whole)
    os.mkfifo(pipe)
    rows = offices.take(centre, tmp_path / "没有.liaison", link, pipe, whole)
    assert [row.outcome for row in rows] == ["refused"] * 3 + ["merged"]
    for row, word in zip(rows, ("找不到", "链接", "不是普通文件"), strict=False):
        offices.assert_one_sentence(row.reason)
        assert word in row.reason
        assert row.sha256 is None


def test_of_a_folder_every_regular_file_is_read_and_nothing_else(
    centre: Workspace, good: Chain, tmp_path: Path
) -> None:
    folder = tmp_path / "收到的"
    (folder / "下层").mkdir(parents=True)
    whole = good.write(folder / "没有后缀")
    good.write(folder / "下层" / "a.liaison")
    (folder / "说明.txt").write_text("请查收", encoding="utf-8")
    (folder / "link.liaison").symlink_to(whole)
    (folder / "dangling").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "pipe")
    rows = offices.take(centre, folder)
    assert {row.path.name: row.outcome for row in rows} == {
        "没有后缀": "merged", "说明.txt": "refused",
    }  # fmt: skip


def test_a_bundle_inside_another_zip_is_taken_in(
    centre: Workspace, good: Chain, tmp_path: Path
) -> None:
    whole = good.write(tmp_path / "b.liaison").read_bytes()
    outer = tmp_path / "六月.zip"
    outer.write_bytes(_zipped({"报送/澄江街道_2021-06_1_ab12.liaison": whole}))
    row = offices.take_one(centre, outer)
    assert (row.outcome, row.new_events) == ("merged", 1)
    assert row.receipt == good.submissions[0].code


def test_a_bundle_beside_photos_and_a_workbook_inside_one_zip_is_taken_in(
    centre: Workspace, good: Chain, tmp_path: Path
) -> None:
    whole = good.write(tmp_path / "b.liaison").read_bytes()
    outer = tmp_path / "六月.zip"
    workbook = ODD["a workbook"](b"")
    outer.write_bytes(_zipped({"台账.xlsx": workbook, "a.liaison": whole, "照片.jpg": b"\xff\xd8"}))
    assert offices.take_one(centre, outer).outcome == "merged"
    assert offices.texts(centre) == ["好的一条"]


def _zipped_by_windows(members: dict[str, bytes]) -> bytes:
    """A zip as the Chinese Windows makes it: names in GBK without the mark of UTF-8."""
    plain = {f"{n:032d}": content for n, content in enumerate(members.values())}
    data = _zipped(plain, zipfile.ZIP_STORED)
    for stand_in, name in zip(plain, members, strict=True):
        data = data.replace(stand_in.encode(), name.encode("gbk").ljust(32, b"_"))
    return data


def test_names_in_gbk_as_windows_packs_them_do_no_harm(
    centre: Workspace, good: Chain, tmp_path: Path
) -> None:
    other = offices.chain(centre, seed="乙")
    offices.introduce(centre, other.device, TOWN)
    other.submit([progress(other.device, TOWN, "T12", MONTH, text="另一条")], period=MONTH)
    members = {
        "澄江街道_第一台.liaison": good.write(tmp_path / "1").read_bytes(),
        "澄江街道_第二台.liaison": other.write(tmp_path / "2").read_bytes(),
    }
    outer = tmp_path / "六月.zip"
    outer.write_bytes(_zipped_by_windows(members))
    row = offices.take_one(centre, outer)
    assert (row.outcome, row.reason) == ("merged", "")
    assert offices.texts(centre) == ["另一条", "好的一条"]


def test_of_a_zip_of_bundles_the_row_counts_what_was_taken_in_beside_a_damaged_one(
    centre: Workspace, good: Chain, tmp_path: Path
) -> None:
    whole = good.write(tmp_path / "b.liaison").read_bytes()
    broken = offices.chain(centre, seed="乙")
    offices.introduce(centre, broken.device, TOWN)
    lost = progress(broken.device, TOWN, "T12", MONTH, text="丢了的一条")
    broken.submit([lost], period=MONTH)
    del broken.lines[event_id(lost)]
    damaged = broken.write(tmp_path / "c.liaison").read_bytes()
    outer = tmp_path / "六月.zip"
    outer.write_bytes(_zipped({"1.liaison": whole, "2.liaison": damaged}))
    row = offices.take_one(centre, outer)
    assert row.outcome == "refused"
    offices.assert_one_sentence(row.reason)
    assert row.new_events == len(offices.entries(centre))


def test_whichever_byte_was_altered_on_the_way_no_other_words_come_out(
    centre: Workspace, good: Chain, tmp_path: Path
) -> None:
    whole = good.write(tmp_path / "b.liaison").read_bytes()
    entry = second_writer.state([[next(iter(good.lines))]])
    draw = Random(20210326)
    for number in range(150):
        data = bytearray(whole)
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        bad = tmp_path / f"{number}.liaison"
        bad.write_bytes(data)
        row = offices.take_one(centre, bad)
        if row.outcome == "refused":
            offices.assert_one_sentence(row.reason)
        else:
            assert row.outcome in ("merged", "nothing-new", "held")
    assert offices.state(centre) in (entry, second_writer.state([]))
    assert offices.texts(centre) in ([], ["好的一条"])
    kept = list((centre.store_folder / "evidence").glob("[0-9a-f]*"))
    assert all(second_writer.sha256(path.read_bytes()) == path.name for path in kept)
