"""A zip archive with the same bytes from run to run (打包): fixed times, fixed order."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack_archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The bytes of an archive of these files, in this order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3  # the same on every machine
            archive.writestr(entry, data, compresslevel=6)
    return out.getvalue()
