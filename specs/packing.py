"""Archives with the same bytes from run to run (打包): fixed times, fixed order."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

# What a workbook says of when it was made.
STAMP = datetime(2000, 1, 1)
_EPOCH = (1980, 1, 1, 0, 0, 0)
# The schema's order within a font, which openpyxl does not keep.
_FONT_ORDER = ("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name",
               "family", "charset", "scheme")
_FONT = re.compile(rb"(?<=<font>).*?(?=</font>)")
_ELEMENT = re.compile(rb"<([A-Za-z]+)[^>]*/>")
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>[^<]*</dcterms:modified>")


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


def settle_workbook(saved: bytes) -> bytes:
    """A saved .xlsx without the time of saving, which its writer stamps into one part; fonts in the schema's order."""
    with zipfile.ZipFile(BytesIO(saved)) as archive:
        return pack_archive((name, _settle_part(name, archive.read(name))) for name in archive.namelist())


def _settle_part(name: str, data: bytes) -> bytes:
    if name == "docProps/core.xml":
        return _MODIFIED.sub(b"", data)
    return _FONT.sub(_order_font, data) if name == "xl/styles.xml" else data


def _order_font(found: re.Match[bytes]) -> bytes:
    elements = {element[1].decode(): element[0] for element in _ELEMENT.finditer(found[0])}
    return b"".join(elements[key] for key in sorted(elements, key=_FONT_ORDER.index))
