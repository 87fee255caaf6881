"""Putting a text where other programs paste from."""

import asyncio

from textual.app import App

from liaison_tui import desktop


async def copied(app: App[None], text: str) -> bool:
    """Copy a text; tell whether the desktop has it for certain.

    Else the terminal was asked, and some of them take it.
    """
    if await asyncio.to_thread(desktop.copy_text, text):
        return True
    app.copy_to_clipboard(text)
    return False
