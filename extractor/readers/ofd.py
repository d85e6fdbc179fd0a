"""OFD files (.ofd, GB/T 33190): the text objects of every page, laid out like a printed page."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree

from extractor.readers.compose import compose_source
from extractor.readers.packages import BadPackage, open_package, read_part
from extractor.readers.page_flow import PageText, join_pages
from extractor.readers.page_lines import Char, find_lines
from extractor.readers.xml_parts import parse_xml
from extractor.source import SourceText

_POINTS = 72 / 25.4  # a millimetre in points
_USUAL_HEIGHT = 297.0
_MOST_PAGES = 2000
_LONGEST_DELTAS = 100_000


def read_ofd(data: bytes) -> SourceText:
    """Read an .ofd: pages in the order of the document, templates, seals and attachments left out.

    raises  BadPackage: broken, encrypted, or pages without a text object
    """
    package = open_package(data)
    names = {n.lower(): n for n in package.namelist()}
    root_name = next((n for n in names.values() if posixpath.basename(n) == "OFD.xml"), "")
    root = _parse(package, names, root_name)
    if root is None:
        raise BadPackage("OFD 文件里没有 OFD.xml")
    if any(posixpath.basename(n) in ("encryptions.xml", "decryptseed.dat") for n in names):
        raise BadPackage("OFD 文件已加密", "请用 OFD 阅读器解密另存后再试")
    base = posixpath.dirname(root_name)
    pages = [p for location in _words(root, "DocRoot") for p in _read_document(package, names, base, location)]
    if not pages:
        raise BadPackage("OFD 文件里没有页面")
    if not any(p.items for p in pages):
        raise BadPackage(f"OFD 文件的 {len(pages)} 页没有文字，是图片", "请导出成 PDF 或图片后再试")
    return compose_source(join_pages(pages), "ofd")


def _find_part(names: dict[str, str], folder: str, location: str) -> str:
    """A part's name as the package has it: absolute or relative, `\\` for `/`, either case."""
    location = location.strip().replace("\\", "/")
    joined = location.lstrip("/") if location.startswith("/") else posixpath.join(folder, location)
    wanted = posixpath.normpath(joined).lower()
    return names.get(wanted) or names.get(location.lstrip("/").lower()) or ""


def _parse(package: ZipFile, names: dict[str, str], name: str) -> etree._Element | None:
    data = read_part(package, name) if name else None
    if data is None:
        return None
    if not data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"<", b"\0<", b"<\0")):
        raise BadPackage(f"OFD 文件已加密，“{name}”不是 XML", "请用 OFD 阅读器解密另存后再试")
    return parse_xml(data, name)


def _local(element: etree._Element) -> str:
    """A name without its name space: writers use the draft's, the standard's or none."""
    return etree.QName(element).localname


def _find(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (e for e in root.iter() if isinstance(e.tag, str) and _local(e) == name)


def _words(root: etree._Element, name: str) -> list[str]:
    return [e.text.strip() for e in _find(root, name) if e.text and e.text.strip()]


def _read_document(package: ZipFile, names: dict[str, str], base: str, location: str) -> Iterator[PageText]:
    name = _find_part(names, base, location)
    document = _parse(package, names, name)
    if document is None:
        raise BadPackage(f"OFD 文件里没有“{location}”")
    height = _box_height(document) or _USUAL_HEIGHT
    places = [e.get("BaseLoc", "") for e in _find(document, "Page")]
    if len(places) > _MOST_PAGES:
        raise BadPackage(f"OFD 有 {len(places)} 页，超过上限 {_MOST_PAGES} 页", "请拆分后再试")
    for place in places:
        page = _parse(package, names, _find_part(names, posixpath.dirname(name), place))
        if page is None:
            raise BadPackage(f"OFD 文件缺少页面“{place}”")
        own = _box_height(page) or height
        yield PageText(tuple(find_lines(list(_read_chars(page, own)))), own * _POINTS)


def _box_height(root: etree._Element) -> float | None:
    box = next(iter(_words(root, "PhysicalBox")), "").split()
    return _numbers(box)[3] if len(box) == 4 and len(_numbers(box)) == 4 else None


def _read_chars(page: etree._Element, height: float) -> Iterator[Char]:
    """Every character with its box in points from the page's bottom left; OFD measures in mm from the top."""
    for item in _find(page, "TextObject"):
        if item.get("Visible") == "false":
            continue
        boundary = _numbers(item.get("Boundary", "").split())
        size = next(iter(_numbers([item.get("Size", "")])), 0.0)
        if len(boundary) != 4 or size <= 0:
            continue
        a, b, c, d, e, f = _matrix(item.get("CTM", ""))
        scale = abs(d) or abs(b) or 1.0
        x, y = 0.0, 0.0
        for code in _find(item, "TextCode"):
            x = next(iter(_numbers([code.get("X", "")])), x)
            y = next(iter(_numbers([code.get("Y", "")])), y)
            across, down = _deltas(code.get("DeltaX", "")), _deltas(code.get("DeltaY", ""))
            at_x, at_y = x, y
            for i, char in enumerate(code.text or ""):
                left, base = boundary[0] + a * at_x + c * at_y + e, boundary[1] + b * at_x + d * at_y + f
                wide = size * scale * (1.0 if char >= "\u2e80" or char in "“”‘’—…" else 0.5)
                yield Char(char, left * _POINTS, (height - base - 0.15 * size * scale) * _POINTS,
                           (left + wide) * _POINTS, (height - base + 0.85 * size * scale) * _POINTS)
                at_x += across[i] if i < len(across) else (wide / scale if not down else 0.0)
                at_y += down[i] if i < len(down) else 0.0


def _matrix(text: str) -> tuple[float, float, float, float, float, float]:
    values = _numbers(text.split())
    return (values[0], values[1], values[2], values[3], values[4], values[5]) if len(values) == 6 else (
        1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _deltas(text: str) -> list[float]:
    """The steps of DeltaX: plain numbers, and `g count step` for equal ones."""
    steps: list[float] = []
    parts = text.split()
    i = 0
    while i < len(parts) and len(steps) < _LONGEST_DELTAS:
        if parts[i] == "g" and i + 2 < len(parts):
            count = _numbers([parts[i + 1]])
            steps += _numbers([parts[i + 2]]) * min(int(count[0]) if count else 0, _LONGEST_DELTAS)
            i += 3
        else:
            steps += _numbers([parts[i]])
            i += 1
    return steps


def _numbers(parts: list[str]) -> list[float]:
    """Numbers; what is none is left out."""
    numbers = []
    for part in parts:
        try:
            numbers.append(float(part))
        except ValueError:
            continue
    return numbers
