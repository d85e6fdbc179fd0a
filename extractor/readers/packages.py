"""Zip packages of unknown origin (压缩包): opened with caps on what they unpack to."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

LARGEST_PART = 64 << 20  # bytes of one unpacked part
LARGEST_PACKAGE = 256 << 20  # bytes of all parts unpacked
MOST_PARTS = 4096
LARGEST_RATIO = 200  # unpacked to packed bytes; text reaches 20, a bomb 1,000
_RATIO_FROM = 1 << 20  # small parts may be packed as well as they like


class BadPackage(ValueError):
    """A file that is broken, unsafe or without text (文件有问题): what was found and what to do, in Chinese."""

    def __init__(self, found: str, cure: str = "请用能打开它的程序另存一份，再试一次") -> None:
        self.found, self.cure = found, cure
        super().__init__(found, cure)


def open_package(data: bytes) -> ZipFile:
    """Open a zip; its sizes are checked before a byte is unpacked.

    raises  BadPackage: no zip, encrypted, or it unpacks to absurd sizes
    """
    try:
        package = ZipFile(BytesIO(data))
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise BadPackage("文件已损坏，不是有效的压缩包") from error
    parts = package.infolist()
    if len(parts) > MOST_PARTS:
        raise BadPackage(f"压缩包内有 {len(parts)} 个文件，超过上限 {MOST_PARTS} 个")
    if any(p.flag_bits & 1 for p in parts):
        raise BadPackage("压缩包已加密")
    total = sum(p.file_size for p in parts)
    if total > LARGEST_PACKAGE:
        raise BadPackage(f"解压后有 {total >> 20} MB，超过上限 {LARGEST_PACKAGE >> 20} MB，疑似压缩炸弹")
    for part in parts:
        if part.file_size > _RATIO_FROM and part.file_size > LARGEST_RATIO * max(1, part.compress_size):
            raise BadPackage(f"“{part.filename}”的压缩比异常，疑似压缩炸弹")
    return package


def read_part(package: ZipFile, name: str) -> bytes | None:
    """The bytes of one part; None where the package has none of that name.

    raises  BadPackage: the part is broken or larger than it may be; MemoryError
    """
    try:
        with package.open(name) as part:
            data = part.read(LARGEST_PART + 1)
    except KeyError:
        return None
    except (BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise BadPackage(f"文件已损坏，“{name}”解不开") from error
    except MemoryError:
        raise
    except Exception as error:  # zlib.error and lzma.LZMAError have no common ancestor
        raise BadPackage(f"文件已损坏，“{name}”解不开") from error
    if len(data) > LARGEST_PART:
        raise BadPackage(f"“{name}”解压后超过 {LARGEST_PART >> 20} MB")
    return data
