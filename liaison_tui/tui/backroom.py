"""The thread in which the app touches its stores, so that no key press waits for the disk.

A database connection belongs to its thread, and two hands in one store would be one too many.
Drafts, a file of their own, have a second thread: they wait for no save and no merge.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from typing import TypeVar

from liaison_tui.storage.drafts import Drafts
from liaison_tui.workspace import Workspace

T = TypeVar("T")
P = TypeVar("P")


class Backroom:
    """Where work on a workspace is done, one piece after the other, in the order it was given.

    `picked_in` is the folder files were last picked from, as long as the app runs.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.picked_in: Path | None = None
        self._hands = ThreadPoolExecutor(max_workers=1, thread_name_prefix="backroom")
        self._pen = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drafts")

    async def run(self, work: Callable[[Workspace], T]) -> T:
        """Do a piece of work and return what it returns; raises what it raises.

        It is done also where nobody waits for it any more.
        """
        return await self._give(self._hands, work, self.workspace)

    async def run_on_drafts(self, work: Callable[[Drafts], T]) -> T:
        """Do a piece of work on the drafts; it waits for no save and no merge."""
        return await self._give(self._pen, work, self.workspace.drafts)

    async def _give(self, hands: ThreadPoolExecutor, work: Callable[[P], T], on: P) -> T:
        context = copy_context()
        loop = asyncio.get_running_loop()
        return await asyncio.shield(loop.run_in_executor(hands, context.run, work, on))

    def close(self) -> None:
        """Finish what was given, so that nothing half done is left, and take no more."""
        self._pen.shutdown(wait=True)
        self._hands.shutdown(wait=True)
