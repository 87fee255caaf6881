"""Small pictures of printed pages: of the many shades a page is drawn in, the few that matter."""

import struct
import zlib
from collections import Counter

# Shades of grey and the grounds of lights; more would show nothing that these do not.
_COLOURS = 32
# Colours so near each other, of 256 steps, count as one when the commonest are looked for.
_STEP = 16


def from_ppm(picture: bytes) -> bytes:
    """Return a .ppm (P6, 8 bit) as a .png of at most 32 colours.

    Raises ValueError for another sort of file.
    """
    kind, width, height, most, pixels = _parts(picture)
    if kind != b"P6" or most != 255:
        raise ValueError("not a .ppm of 8 bits a colour")
    colours = [pixels[n : n + 3] for n in range(0, len(pixels), 3)]
    counts = Counter(colours)
    palette = _palette(counts)
    nearest = {colour: _nearest(colour, palette) for colour in counts}
    index = bytes(nearest[colour] for colour in colours)
    # Each row begins with the number of its filter: none, which suits a palette best.
    rows = b"".join(b"\0" + index[n : n + width] for n in range(0, len(index), width))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", head),
            _chunk(b"PLTE", b"".join(palette)),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _parts(picture: bytes) -> tuple[bytes, int, int, int, bytes]:
    kind, width, height, rest = picture.split(maxsplit=3)
    most, pixels = rest.split(b"\n", 1)
    return kind, int(width), int(height), int(most), pixels


def _palette(counts: Counter[bytes]) -> list[bytes]:
    """Return the commonest colours, of those near each other one."""
    chosen: dict[tuple[int, ...], bytes] = {}
    for colour, _ in counts.most_common():
        chosen.setdefault(tuple(part // _STEP for part in colour), colour)
        if len(chosen) == _COLOURS:
            break
    return list(chosen.values())


def _nearest(colour: bytes, palette: list[bytes]) -> int:
    def far(number: int) -> int:
        return sum((a - b) ** 2 for a, b in zip(colour, palette[number], strict=True))

    return min(range(len(palette)), key=far)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
