"""Paths as terminals and file managers give them when files are pasted or dropped."""

import sys
from pathlib import Path

import pytest

from liaison_tui.tui.paths import is_path, paths_typed

linux = pytest.mark.skipif(sys.platform == "win32", reason="as terminals on Linux quote")
windows = pytest.mark.skipif(sys.platform != "win32", reason="as terminals on Windows quote")


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("/信用/现场 照片.jpg", ["/信用/现场 照片.jpg"]),
        ("  /信用/照片.jpg \t\r\n\r\n", ["/信用/照片.jpg"]),
        ('"/信用/现场 照片.jpg" ', ["/信用/现场 照片.jpg"]),
        ("“/信用/照片.jpg”", ["/信用/照片.jpg"]),
        ("/信用/王芳's 照片.jpg", ["/信用/王芳's 照片.jpg"]),
        ("/一.jpg\n'/二 三.jpg'\n/一.jpg", ["/一.jpg", "/二 三.jpg"]),
        ("'/一 .jpg' '/二.jpg' ", ["/一 .jpg", "/二.jpg"]),
        ('/一.jpg "/二 三.jpg"', ["/一.jpg", "/二 三.jpg"]),
        # A mark that Windows adds to a path it shows, made inert by the paste.
        ("\ufffd/信用/照片.jpg", ["/信用/照片.jpg"]),
        ("", []),
        ('""', []),
    ],
)
def test_a_line_is_a_path_and_a_line_of_quoted_ones_is_several(text: str, paths: list[str]) -> None:
    assert paths_typed(text) == [Path(path) for path in paths]


@linux
@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("/现场\\ 照片\\(1\\).jpg", ["/现场 照片(1).jpg"]),
        ("'/王芳'\\''s.jpg'", ["/王芳's.jpg"]),
        ("/王芳's\\ 照片.jpg", ["/王芳's\\ 照片.jpg"]),
        ("file:///%E4%BF%A1%E7%94%A8/a%20b.jpg", ["/信用/a b.jpg"]),
        ("file:///100%2525.jpg", ["/100%25.jpg"]),
        ("file://localhost/a.jpg file:///b.jpg\r\n", ["/a.jpg", "/b.jpg"]),
    ],
)
def test_what_is_dropped_on_linux(text: str, paths: list[str]) -> None:
    assert paths_typed(text) == [Path(path) for path in paths]


@windows
@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("file:///C:/%E4%BF%A1%E7%94%A8/a%20b.jpg", r"C:\信用\a b.jpg"),
        ("file://server/share/a.jpg", r"\\server\share\a.jpg"),
        (r'"C:\信用 资料\a.jpg"', r"C:\信用 资料\a.jpg"),
    ],
)
def test_what_is_dropped_on_windows(text: str, path: str) -> None:
    assert paths_typed(text) == [Path(path)]


@pytest.mark.parametrize("text", ["/", "~", r"C:\信用", "c:", '"D:/a b"', r"\\server\share", "a/b"])
def test_a_place_is_told_from_words_to_find(text: str) -> None:
    assert is_path(text)
    assert not is_path(text.strip('/~\\:"').replace("/", "").replace("\\", "").replace(":", ""))
