"""The nouns of a document's words, without a look (版块): what `compose` makes and `typeset` lays out.

Text is as it is to be printed: full-width marks, 【待填：…】 where a field is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

GAP, GUESS, SHARE = "待填", "待确认", "待分解"


@dataclass(frozen=True, slots=True)
class OpenField:
    """A field of a document that is not known (待填), by guess only (待确认), or a total not shared out (待分解).

    county    whose document
    document  plan, letter or checklist
    field     what stands in 【待填：…】, or the guessed words
    why       what is missing, or what the guess rests on
    kind      待填 待确认 待分解
    blocking  nobody but the user can know it, and it is no blank that is filled in when a paper is signed
    """

    county: str
    document: str
    field: str
    why: str
    kind: str = GAP
    blocking: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Where some words of a text come from (出处), as a comment beside them says it.

    number  its own within the document
    """

    number: int
    start: int
    end: int
    text: str


class NotedText(str):
    """A text that is noted: a plain `str` to everyone who does not ask (附出处的文字)."""

    __slots__ = ("notes",)
    notes: tuple[Note, ...]

    def __new__(cls, text: str, notes: tuple[Note, ...]) -> NotedText:
        """The text with its notes, in order and apart."""
        made = super().__new__(cls, text)
        made.notes = notes
        return made


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The red head (版头): issuer's sign and document number; `letter` in the format of letters (信函格式).

    order    in the format of orders (命令格式), with the order's own number; minutes: of minutes (纪要格式), of which
             the number may be ""
    sign     the sign (发文机关标志); of a joint paper the leading office's, with 文件 at its end where that is to stand
             beside all names
    joint    the other offices of a joint paper (联合行文), by themselves
    copy     serial number of the copy (份号); secrecy, with its term (密级和保密期限); urgency (紧急程度)
    signers  who signs for issue, on papers upward only (签发人); called so by `signed`
    """

    sign: str
    number: str
    letter: bool = False
    joint: tuple[str, ...] = ()
    copy: str = ""
    secrecy: str = ""
    urgency: str = ""
    signers: tuple[str, ...] = ()
    signed: str = "签发人："
    order: bool = False
    minutes: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """The title (标题), already broken into lines."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recipients:
    """The line of main recipients (主送机关), without its colon."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that stands alone (标题层次): level 1–4, its number included."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class RunIn:
    """A paragraph that begins with its heading (段首标题): `（一）加强领导。……`; number in the heading."""

    level: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text (段落)."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table (表格); widths are shares of the type area's width; `tall` leaves room to write in by hand (高)."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    tall: bool = False


@dataclass(frozen=True, slots=True)
class AttachmentNote:
    """The note of attachments below the text (附件说明)."""

    names: tuple[str, ...]


class Closing(StrEnum):
    """How a paper is closed (落款方式): with a seal, without, or with the signer's stamp."""

    SEAL = "印章"
    PLAIN = "不加盖印章"
    STAMP = "签名章"


@dataclass(frozen=True, slots=True)
class Signature:
    """Issuer and date (落款).

    office  the leading office; with a signer's stamp, the title of who signs
    joint   the other offices, or titles, in their order
    """

    office: str
    date: str
    joint: tuple[str, ...] = ()
    closing: Closing = Closing.SEAL


@dataclass(frozen=True, slots=True)
class Remark:
    """The note below the date, in round brackets (附注)."""

    text: str


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was at a meeting (出席、请假、列席人员), below the text of its minutes."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class AttachmentMark:
    """The line 附件1 at the head of an attachment, on a new page (附件); `landscape` lays its pages on their side."""

    label: str
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Imprint:
    """The imprint at the foot of the last page (版记); office and date "" in letters.

    copies      who gets copies (抄送), without label and full stop; "": nobody
    recipients  main recipients that found no room on page 1 (主送), likewise
    printed     the word behind the date
    """

    copies: str
    office: str = ""
    date: str = ""
    recipients: str = ""
    printed: str = "印发"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows stands on a new page (另面); `landscape` lays the pages from there on their side (横排)."""

    landscape: bool = False


@dataclass(frozen=True, slots=True)
class RunningHead:
    """What stands small on top of every page of a working copy (页眉): 未核对."""

    text: str


Block = (RunningHead | Letterhead | Title | Recipients | Heading | RunIn | Paragraph | Table | AttachmentNote
         | Signature | Remark | Attendance | AttachmentMark | Imprint | PageBreak)


@dataclass(frozen=True, slots=True)
class Document:
    """One document in words (文书).

    kind       plan, letter or checklist
    title      in one line
    landscape  the paper lies on its side
    """

    kind: str
    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes of its texts, in reading order."""
        return tuple(note for block in self.blocks for text in _texts(block)
                     if isinstance(text, NotedText) for note in text.notes)


def _texts(block: Block) -> tuple[str, ...]:
    """The texts of a block that may be noted."""
    match block:
        case Paragraph() | RunIn():
            return (block.text,)
        case Table():
            return tuple(cell for row in block.rows for cell in row)
    return ()
