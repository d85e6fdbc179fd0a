"""Archives of a notice and its attachments (.zip): nothing is unpacked to disk, each member read like a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from extractor.readers.compose import Paragraph, compose_source, join_sources
from extractor.readers.packages import BadPackage, open_package, read_part
from extractor.source import SourceText
from specs.model import Doubt

DEEPEST = 2  # archives in archives
_LINK = 0o120000
_UTF8 = 0x800
_ATTACHMENT = re.compile(r"附\s*[件表]\s*(\d{0,2})")
_NOTICE = re.compile(r"通知|通告|公告|意见|决定|批复|函|方案|规划|办法|要点")
_LEFT_OUT = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$)", re.I)

MemberReader = Callable[[bytes, str, int], SourceText]


@dataclass(frozen=True, slots=True)
class _Member:
    name: str
    part: ZipInfo

    @property
    def order(self) -> tuple[int, int, str]:
        """The notice first, then the attachments by number, then the rest."""
        found = _ATTACHMENT.search(self.stem)
        if found:
            return 1, int(found[1] or 0), self.name
        return (0 if _NOTICE.search(self.stem) else 2), 0, self.name

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name).stem


def read_archive(data: bytes, read: MemberReader, depth: int) -> SourceText:
    """Read a .zip: its notice, then its attachments, each under a line that names it.

    read    reads a member: its bytes, its ending, how many archives it lies in
    depth   how many archives this one lies in
    raises  BadPackage: broken, unsafe, too deep, or no member can be read
    """
    if depth >= DEEPEST:
        raise BadPackage(f"压缩包套压缩包超过 {DEEPEST} 层", "请解压后再试")
    package = open_package(data)
    members, doubts = _list_members(package)
    texts: list[SourceText] = []
    for member in members:
        try:
            text = read(read_part(package, member.part.filename) or b"", PurePosixPath(member.name).suffix.lower(),
                        depth + 1)
        except BadPackage as error:
            doubts.append(_doubt(f"“{member.name}”没有读：{error.found}"))
            continue
        if text.blocks:
            texts += [_label(member, text), text] if texts else [text]
    if not texts:
        raise BadPackage(f"压缩包里没有能读的文件（{'；'.join(d.why for d in doubts) or '空'}）"[:300], "请解压后再试")
    return join_sources(texts, "zip", doubts)


def _doubt(why: str) -> Doubt:
    return Doubt("archive", "", 0, 0, why)


def _list_members(package: ZipFile) -> tuple[list[_Member], list[Doubt]]:
    """The members that are files, in reading order; links are left out, folders in names have no effect."""
    members, doubts = [], list[Doubt]()
    for part in package.infolist():
        name = _member_name(part)
        if part.is_dir() or _LEFT_OUT.search(name):
            continue
        if (part.external_attr >> 16) & 0o170000 == _LINK:
            doubts.append(_doubt(f"“{name}”是链接，没有读"))
            continue
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if ".." in parts or name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
            doubts.append(_doubt(f"“{name}”的路径指向压缩包之外，只取文件名"))
        members.append(_Member(parts[-1] if parts else "", part))
    return sorted(members, key=lambda m: m.order), doubts


def _member_name(part: ZipInfo) -> str:
    """A member's name; names without the UTF-8 flag are GBK, as Chinese Windows writes them."""
    if part.flag_bits & _UTF8:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return part.filename


def _label(member: _Member, text: SourceText) -> SourceText:
    """A line that opens the attachment, unless its own text begins with one."""
    first = text.text[text.blocks[0].start:text.blocks[0].end]
    if _ATTACHMENT.match(first):
        return SourceText("", (), "zip")
    found = _ATTACHMENT.search(member.stem)
    title = re.sub(r"^[\s:：.、_-]+", "", member.stem[found.end():] if found else member.stem)
    label = f"附件{found[1] if found else ''}"
    lines = [label, title] if title and title not in text.text[:200] else [label]
    return compose_source([Paragraph(line) for line in lines], "zip")
