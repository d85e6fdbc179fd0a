"""Where documents go (输出): `<out>/<run>/<prefecture>/<county>/<kind>.<ext>`, whole or not at all."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gongwen.characters import drop_unfit
from specs.codec import print_spec
from specs.errors import CannotWrite
from specs.model import Spec

_TITLE_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Written:
    """What one delivery came to (写入结果).

    paths     every file, in writing order
    replaced  those of them that stood there with other contents
    """

    paths: tuple[Path, ...]
    replaced: tuple[Path, ...]


def name_run(spec: Spec) -> str:
    """The run's folder name: date of issue, beginning of the title, hash of the notice file.

    The same notice gives the same name; two notices never share one.
    """
    digest = spec.origin.sha256 if spec.origin else hashlib.sha256(print_spec(spec).encode()).hexdigest()
    title = drop_unfit(spec.notice.title or "")[:_TITLE_LENGTH]
    return "-".join(part for part in (spec.notice.issued_on, title, digest[:8]) if part)


def fit_name(name: str) -> str:
    """A name of a division or file without what file systems refuse."""
    return drop_unfit(name) or "未命名"


@contextmanager
def staging_folder(out: Path) -> Iterator[Path]:
    """A folder beside the outputs to write into first; it is gone afterwards, whatever happens.

    raises  CannotWrite: the output folder cannot be made or written
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".luoshi-", dir=out))
    except OSError as error:
        raise CannotWrite(out, _reason(error), "请用 --out 换一个可写的文件夹") from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write_file(path: Path, data: bytes) -> None:
    """Write one new file and the folders above it; raises CannotWrite."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise CannotWrite(path, _reason(error), "请检查磁盘空间和权限") from error


def deliver_files(staged: Path, target: Path) -> Written:
    """Move every file of the staging folder to its place under the target, each in one step.

    raises  CannotWrite: a file in the way is open elsewhere or protected; the ones before it are in place
    """
    paths, replaced = [], []
    for source in sorted(path for path in staged.rglob("*") if path.is_file()):
        path = target / source.relative_to(staged)
        try:
            if path.exists() and path.read_bytes() != source.read_bytes():
                replaced.append(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            source.replace(path)
        except OSError as error:
            raise CannotWrite(path, _reason(error), "请关闭正在使用它的程序，或换一个 --out") from error
        paths.append(path)
    return Written(tuple(paths), tuple(replaced))


def write_files(folder: Path, files: Mapping[str, bytes]) -> Written:
    """Write files by relative path so that none of them is ever half there."""
    with staging_folder(folder) as staged:
        for name, data in files.items():
            write_file(staged / name, data)
        return deliver_files(staged, folder)


def _reason(error: OSError) -> str:
    words = {"PermissionError": "没有写入权限", "FileExistsError": "同名文件占用了文件夹的位置",
             "NotADirectoryError": "路径中有一段不是文件夹", "IsADirectoryError": "同名文件夹占用了位置"}
    return words.get(type(error).__name__, error.strerror or str(error))
