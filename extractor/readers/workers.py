"""Worker processes for unknown files (读取进程管理): kept from file to file, ended and replaced when one goes wrong."""

from __future__ import annotations

import atexit
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from extractor.readers.limits import Limits
from extractor.readers.messages import parse_message, parse_source, print_message
from extractor.source import SourceText
from specs.errors import UnreadableFile

_MOST_IDLE = 2
_idle: list[_Worker] = []
_lock = threading.Lock()


class _Worker:
    """One process and the thread that listens to it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.scratch = tempfile.mkdtemp(prefix="luoshi-")  # what it leaves there goes with it
        places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self.scratch)
        # -P: a file named lxml.py in the user's folder must not be imported
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "extractor.readers.worker", str(limits.memory)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, **places}, start_new_session=os.name == "posix")
        self.answers: queue.Queue[bytes | None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.answers.put(line)
        self.answers.put(None)

    def ask(self, path: Path) -> dict[str, Any] | None:
        """The worker's answer on a file; None where it died.

        raises  TimeoutError: no answer in time; it says how many seconds that were
        """
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(print_message({"path": os.fspath(path.absolute())}))
            self.process.stdin.flush()
        except OSError:
            return None
        started, allowed = time.monotonic(), self.limits.seconds
        while True:
            try:
                line = self.answers.get(timeout=max(0.0, started + allowed - time.monotonic()))
            except queue.Empty as error:
                raise TimeoutError(f"{allowed:g}") from error
            if line is None:
                return None
            message = parse_message(line)
            if "pages" not in message:
                return message
            allowed += self.limits.page_seconds * int(message["pages"])

    def end(self) -> None:
        """End the process and whatever it started."""
        if os.name == "posix":
            with suppress(ProcessLookupError):  # it may have ended by itself
                os.killpg(self.process.pid, signal.SIGKILL)
        else:
            self.process.kill()
        self.process.wait()
        shutil.rmtree(self.scratch, ignore_errors=True)


def read_in_worker(path: Path, limits: Limits) -> SourceText:
    """Read a file in a process of its own kind; one that hangs, dies or eats memory costs this file alone.

    raises  UnreadableFile: the reader refused the file, or did not come back
    """
    worker = _take(limits)
    try:
        answer = worker.ask(path)
    except TimeoutError as error:
        worker.end()
        raise UnreadableFile(path, f"{error} 秒内没有读完，已停止",
                             "文件可能过大或有问题：请拆分后再试，或用环境变量 LUOSHI_READ_SECONDS 延长") from error
    except BaseException:
        worker.end()
        raise
    if answer is None:
        worker.end()
        raise UnreadableFile(path, "读取进程意外终止，文件可能有问题或过大", "请用能打开它的程序另存一份，再试一次")
    if answer.get("stop"):
        worker.end()
    else:
        _give_back(worker)
    if "refused" in answer:
        raise UnreadableFile(path, str(answer["refused"]), str(answer["cure"]))
    return parse_source(answer["source"])


def _take(limits: Limits) -> _Worker:
    with _lock:
        while _idle:
            worker = _idle.pop()
            if worker.limits == limits and worker.process.poll() is None:
                return worker
            worker.end()
    return _Worker(limits)


def _give_back(worker: _Worker) -> None:
    with _lock:
        if len(_idle) < _MOST_IDLE:
            _idle.append(worker)
            return
    worker.end()


def end_workers() -> None:
    """End the workers that wait for a file; the next file starts a new one."""
    with _lock:
        waiting = _idle[:]
        _idle.clear()
    for worker in waiting:
        worker.end()


def _forget_workers() -> None:
    """In a forked child: the parent's workers are not ours to use."""
    global _lock
    _lock = threading.Lock()
    _idle.clear()


atexit.register(end_workers)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_workers)
