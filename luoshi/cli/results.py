"""What a command hands back (结果): its exit code, and text on standard output.

DONE      0, done
FINDINGS  1, done with findings, or some of several files failed
NOTHING   2, nothing done
"""

from __future__ import annotations

import sys

DONE, FINDINGS, NOTHING = 0, 1, 2


def write_text(text: str) -> None:
    """Print text as UTF-8, whatever the screen's own encoding, line ends untouched."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()
