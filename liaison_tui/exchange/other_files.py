"""What a file is that is no bundle, by its content: people send approval sheets along."""

from collections.abc import Collection

# How far into a file one looks: a text says so by all its bytes, others by their first.
LOOKED_AT = 4096
_ALONG = "，随附的不用处理"
_UNPACK = "，请解压后再汇入"
_STARTS = (
    (b"%PDF-", f"PDF 文件{_ALONG}"),
    (b"\xff\xd8\xff", f"图片{_ALONG}"),
    (b"\x89PNG\r\n\x1a\n", f"图片{_ALONG}"),
    (b"GIF8", f"图片{_ALONG}"),
    (b"BM", f"图片{_ALONG}"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"旧格式的 Word 或 Excel 文件{_ALONG}"),
    (b"Rar!\x1a\x07", f"RAR 压缩包{_UNPACK}"),
    (b"7z\xbc\xaf\x27\x1c", f"7z 压缩包{_UNPACK}"),
    (b"OFD", f"OFD 文件{_ALONG}"),
)
_MEMBERS = (
    ("word/document.xml", f"Word 文档{_ALONG}"),
    ("xl/workbook.xml", f"Excel 表格{_ALONG}"),
    ("ppt/presentation.xml", f"演示文稿{_ALONG}"),
    ("OFD.xml", f"OFD 文件{_ALONG}"),
)
_PAGES = (b"<!doctype html", b"<html")
_BMP_HEAD = 14


def kind_of(start: bytes) -> str:
    """Return what a file is and what to do with it, by its first bytes (`LOOKED_AT` of them).

    Empty for what is unknown.
    """
    for mark, kind in _STARTS:
        if start.startswith(mark) and (mark != b"BM" or _is_bitmap(start)):
            return kind
    text = _as_text(start)
    if text is None:
        return ""
    page = text.lstrip("\ufeff \r\n\t").lower().encode().startswith(_PAGES)
    return f"{'网页' if page else '文字'}文件{_ALONG}"


def kind_of_zip(members: Collection[str]) -> str:
    """Return the same of a zip with these members."""
    return next((kind for member, kind in _MEMBERS if member in members), "")


def _is_bitmap(start: bytes) -> bool:
    return len(start) > _BMP_HEAD and start[6:10] == bytes(4)


def _as_text(start: bytes) -> str | None:
    """Return a text's beginning; None for what holds other bytes than a text's."""
    if any(byte < 32 and byte not in b"\t\n\r\f" for byte in start):
        return None
    for encoding in ("utf-8", "gb18030"):
        # The last character may be cut in two.
        for end in range(len(start), max(len(start) - 4, 0), -1):
            try:
                return start[:end].decode(encoding)
            except UnicodeDecodeError:
                continue
    return None
