"""One entry's body out of several that stand beside each other, for a person to rewrite."""

from collections.abc import Mapping, Sequence
from typing import Any

from liaison_tui.journal.entry import TEXTS


def joined(bodies: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return a body that loses no word of what several say, the oldest first.

    Of a status, a percent or a number that differs the newest one stays. Texts stand one below
    another, each once; evidence is all there is. A kind of nothing stays only where all say it.
    What tells whose word it was (channel, informant) is left out.
    """
    body: dict[str, Any] = {}
    for field in TEXTS:
        texts = [str(found[field]) for found in bodies if found.get(field)]
        if kept := _each_once(texts):
            body[field] = "\n".join(kept)
    for field in ("status", "percent"):
        values = [found[field] for found in bodies if found.get(field) is not None]
        if values:
            body[field] = values[-1]
    nothings = {found.get("nothing") for found in bodies}
    if len(nothings) == 1 and (nothing := nothings.pop()):
        body["nothing"] = nothing
    quantities: dict[str, str] = {}
    files: dict[tuple[str, str], Mapping[str, Any]] = {}
    for found in bodies:
        quantities |= found.get("quantities", {})
        files |= {(e["sha256"], e["name"]): e for e in found.get("evidence", ())}
    if quantities:
        body["quantities"] = quantities
    if files:
        body["evidence"] = list(files.values())
    return body


def _each_once(texts: Sequence[str]) -> list[str]:
    """Return texts without those that another one holds already."""
    once = list(dict.fromkeys(texts))
    return [text for text in once if not any(text in other for other in once if other != text)]
