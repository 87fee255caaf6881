"""The desktop's programs: which ones on which system, and what they are given."""

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from liaison_tui.desktop import Means, copy_text, means_of, open_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs here are scripts")
PLACE = Path("/报送/六月 第1卷")


def installed(*names: str) -> Mapping[str, str]:
    return {name: f"/usr/bin/{name}" for name in names}


def program(folder: Path, name: str, text: str) -> str:
    """Put a small program into a folder and return its path."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_windows_has_its_own_programs_by_their_full_path_whatever_lies_about() -> None:
    means = means_of("win32", {"SYSTEMROOT": r"D:\WIN"}, {"explorer.exe": r".\explorer.exe"}.get)
    assert means.openers == ((r"D:\WIN\explorer.exe",),)
    assert means.copiers == ((r"D:\WIN\System32\clip.exe",),)
    assert means_of("win32", {}, installed().get).copiers[0][0].startswith(r"C:\Windows")


def test_windows_is_given_chinese_in_sixteen_bits_with_a_mark_before() -> None:
    means = means_of("win32", {}, installed().get)
    assert "报送".encode(means.encoding)[:2] in (b"\xff\xfe", b"\xfe\xff")
    assert "报送".encode(means.encoding).decode("utf-16") == "报送"


def test_linux_has_what_is_installed_for_the_screen_there_is() -> None:
    which = installed("xdg-open", "wl-copy", "xclip", "xsel").get
    both = means_of("linux", {"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, which)
    assert both.openers == (("/usr/bin/xdg-open",),)
    assert [words[0] for words in both.copiers] == [
        "/usr/bin/wl-copy", "/usr/bin/xclip", "/usr/bin/xsel",
    ]  # fmt: skip
    x11 = means_of("linux", {"DISPLAY": ":0"}, which)
    assert x11.copiers[0] == ("/usr/bin/xclip", "-selection", "clipboard")
    wayland = means_of("linux", {"WAYLAND_DISPLAY": "w"}, which)
    assert [words[0] for words in wayland.copiers] == ["/usr/bin/wl-copy"]
    assert means_of("linux", {"DISPLAY": ":0"}, installed("gio").get).openers == (
        ("/usr/bin/gio", "open"),
    )


def test_without_a_screen_or_without_programs_there_are_no_means() -> None:
    which = installed("xdg-open", "wl-copy", "xclip").get
    assert means_of("linux", {}, which) == Means((), ())
    assert means_of("linux", {"DISPLAY": ":0"}, installed().get) == Means((), ())
    assert not open_folder(PLACE, Means((), ()))
    assert not copy_text("x", Means((), ()))


def test_a_program_is_given_the_text_whole_and_nothing_of_it_is_a_command(tmp_path: Path) -> None:
    copied = tmp_path / "copied"
    copier = program(tmp_path, "copy", f'echo noise; echo noise >&2; cat > "{copied}"')
    text = "/报送/$(touch x) `x`; 六月.liaison"
    assert copy_text(text, Means((), ((copier,),)))
    assert copied.read_text("utf-8") == text
    assert copy_text(text, Means((), ((copier,),), encoding="utf-16"))
    assert copied.read_bytes().decode("utf-16") == text


def test_a_folder_is_one_argument_the_last_one(tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    opener = program(tmp_path, "open", f'printf "%s|" "$@" > "{opened}"')
    assert open_folder(PLACE, Means(((opener, "-x"),), ()))
    assert opened.read_text("utf-8") == f"-x|{PLACE}|"


def test_where_one_program_fails_the_next_is_tried(tmp_path: Path) -> None:
    copied = tmp_path / "copied"
    fails = program(tmp_path, "fails", "exit 1")
    works = program(tmp_path, "works", f'cat > "{copied}"')
    gone = str(tmp_path / "gone")
    assert copy_text("位置", Means((), ((gone,), (fails,), (works,))))
    assert copied.read_text("utf-8") == "位置"
    assert not copy_text("位置", Means((), ((gone,), (fails,))))
    assert not open_folder(PLACE, Means(((gone,), (fails,)), ()))
    assert open_folder(PLACE, Means(((fails,),), (), unsure=True))


def test_a_window_that_stays_open_counts_and_a_program_that_never_reads_does_not(
    tmp_path: Path,
) -> None:
    stays = program(tmp_path, "stays", "sleep 1")
    assert open_folder(PLACE, Means(((stays,),), (), patience=0.1))
    assert not copy_text("位置", Means((), ((stays,),), patience=0.1))
