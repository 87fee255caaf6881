"""The pictures of papers in docs: small enough to clone, and drawn in the colours that matter."""

import struct
import zlib
from pathlib import Path

import pytest

from docs.small_png import from_ppm

PICTURES = Path(__file__).parent.parent / "docs" / "pictures" / "papers"
WHITE, BLACK, RED = b"\xff\xff\xff", b"\0\0\0", b"\xff\0\0"


def test_a_page_keeps_its_colours_and_takes_one_byte_a_dot() -> None:
    dots = [WHITE, BLACK, RED, WHITE, WHITE, BLACK]
    made = from_ppm(b"P6\n3 2\n255\n" + b"".join(dots))
    assert struct.unpack(">II", made[16:24]) == (3, 2)
    start = made.index(b"PLTE") + 4
    palette = made[start : made.index(b"IDAT") - 8]
    rows = zlib.decompress(made[made.index(b"IDAT") + 4 : made.index(b"IEND") - 8])
    index = rows[1:4] + rows[5:8]
    assert [palette[3 * n : 3 * n + 3] for n in index] == dots
    with pytest.raises(ValueError, match="8 bits"):
        from_ppm(b"P6\n1 1\n65535\n" + b"\0" * 6)


def test_the_pictures_are_small() -> None:
    sizes = [path.stat().st_size for path in PICTURES.glob("*.png")]
    assert len(sizes) >= 12
    assert max(sizes) < 120_000
    assert sum(sizes) < 2_500_000
