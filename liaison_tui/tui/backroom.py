"""The one thread in which the app touches its workspace, so that no key press waits for the disk.

A database connection belongs to its thread, and two hands in one store would be one too many.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from liaison_tui.workspace import Workspace

T = TypeVar("T")


class Backroom:
    """Where work on a workspace is done, one piece after the other, in the order it was given."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._hands = ThreadPoolExecutor(max_workers=1, thread_name_prefix="backroom")

    async def run(self, work: Callable[[Workspace], T]) -> T:
        """Do a piece of work and return what it returns; raises what it raises."""
        context = copy_context()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._hands, context.run, work, self.workspace)

    def close(self) -> None:
        """Finish what was given, so that nothing half done is left, and take no more."""
        self._hands.shutdown(wait=True)
