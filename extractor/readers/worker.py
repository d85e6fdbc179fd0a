"""The process that reads unknown files (读取进程): started by `workers`, one file after another, within its limits."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

from extractor.readers.formats import read_bytes
from extractor.readers.messages import parse_message, print_message, print_source
from extractor.readers.packages import BadPackage

_NETWORK = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "urllib.Request", "ftplib.connect")


class NoNetwork(RuntimeError):
    """A reader tried to reach the network (禁止联网): none may."""


def main(memory: int) -> None:
    """Read the files that standard input names, a JSON line each, until it closes; answer on standard output.

    memory  bytes that this process may use
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the answers
    _limit_memory(memory)
    _leave_with_parent()
    sys.addaudithook(_refuse_network)
    for line in sys.stdin.buffer:
        _answer(answers, _read(Path(str(parse_message(line)["path"])), answers))


def _answer(answers: BinaryIO, message: dict[str, Any]) -> None:
    answers.write(print_message(message))
    answers.flush()


def _read(path: Path, answers: BinaryIO) -> dict[str, Any]:
    """One file's answer: its text, or why it cannot be read."""
    try:
        source = read_bytes(path.read_bytes(), path.suffix.lower(), lambda n: _answer(answers, {"pages": n}))
        return {"source": print_source(source)}
    except BadPackage as error:
        return {"refused": error.found, "cure": error.cure}
    except MemoryError:
        return {"refused": "读取时内存超过限额", "stop": True,
                "cure": "请拆分后再试，或用环境变量 LUOSHI_READ_MEGABYTES 放宽"}
    except RecursionError:
        return {"refused": "文件内部嵌套太深", "cure": ""}
    except Exception as error:  # whatever an odd file brings about costs that file alone
        return {"refused": f"文件已损坏，或读取程序出错（{type(error).__name__}: {error}）", "cure": ""}


def _limit_memory(memory: int) -> None:
    """Hold this process, and the programs that it starts, to its memory; nothing where the system has no such limit."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (memory if hard == resource.RLIM_INFINITY else min(memory, hard), hard))


def _leave_with_parent() -> None:
    """On Linux, be ended when the caller ends, even in the middle of a file."""
    if sys.platform == "linux":
        import ctypes
        import signal

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def _refuse_network(event: str, args: tuple[Any, ...]) -> None:
    if event in _NETWORK:
        raise NoNetwork(f"禁止联网：{event}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
