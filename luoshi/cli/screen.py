"""What a person at the screen sees beside the result (屏幕提示): messages and the progress bar, on standard error."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


def message_console() -> Console:
    """A console for messages of one line (提示): never wrapped, so that a path in one can be copied."""
    return Console(stderr=True, soft_wrap=True, highlight=False)


def make_progress() -> Progress:
    """A progress bar (进度条) on stderr, so that stdout holds the result alone."""
    return Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                    TimeRemainingColumn(), console=Console(stderr=True))
