"""The office's own template (公文模板.docx): its page and styles go before the standard's.

An office edits it with its word processor. What it has no style for is set as the program does.
"""

from copy import deepcopy
from pathlib import Path
from typing import cast

from docx.document import Document
from docx.oxml.ns import qn
from docx.styles.style import BaseStyle, ParagraphStyle

from liaison_tui.papers import word
from liaison_tui.storage.document import open_document

ORDINARY = 16
_SIZED = (*word.LEVELS, word.SMALL_STYLE, word.TABLE_HEAD_STYLE)


def over(fresh: Document, template: Path, size: int) -> Document:
    """Return a template's document without its text, with those styles of `fresh` that it lacks.

    A letter of another `size` than ordinary text has to stay on one page: its sizes are those of
    `fresh`. Raises Refused for what is no document.
    """
    document = open_document(template)
    _empty(document)
    known = {style.name for style in document.styles}
    for style in fresh.styles:
        if style.name not in known:
            _add(document, style)
    if size != ORDINARY:
        for name in _SIZED:
            _resize(_style(document, name), _style(fresh, name))
    about, said = document.core_properties, fresh.core_properties
    about.title, about.author, about.comments = said.title, said.author, ""
    about.last_modified_by = said.author
    about.created = about.modified = said.created
    return document


def _empty(document: Document) -> None:
    """Take out all but the last section's page, to which headers and footers belong."""
    body = document.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)


def _add(document: Document, style: BaseStyle) -> None:
    """Add a style that goes by its name: another one may have its id already."""
    element = deepcopy(style.element)
    ids = {other.style_id for other in document.styles}
    while element.styleId in ids:
        element.styleId += "_"
    document.styles.element.append(element)
    added = document.styles[style.name or ""]
    if isinstance(added, ParagraphStyle) and added.base_style is None and style.name != "Normal":
        added.base_style = document.styles["Normal"]


def _style(document: Document, name: str) -> ParagraphStyle:
    return cast("ParagraphStyle", document.styles[name])


def _resize(style: ParagraphStyle, like: ParagraphStyle) -> None:
    style.font.size = like.font.size
    style.paragraph_format.line_spacing = like.paragraph_format.line_spacing
