"""How a draft in Markdown writes what Markdown has no sign for (文稿记号): both ways, for printing and for reading.

    > 落款：机关=溪塬县水利局 | 日期=【待填：成文日期】      a block other than text, by its fields
    2025年6月底前[^3]                                       a note on the words before it; it goes if they are changed
    [^3]: 2025年6月底前 ‖ 原文……
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any, get_type_hints

from generator.blocks import (
    AttachmentMark,
    AttachmentNote,
    Attendance,
    Block,
    Imprint,
    Letterhead,
    Note,
    NotedText,
    PageBreak,
    Recipients,
    Remark,
    RunningHead,
    Signature,
)

LABELS: Mapping[type, str] = MappingProxyType({
    Letterhead: "版头", Recipients: "主送", AttachmentNote: "附件说明", Signature: "落款", Remark: "附注",
    Attendance: "出席人员", AttachmentMark: "附件", Imprint: "版记", PageBreak: "另页", RunningHead: "页眉"})
_FIELDS = MappingProxyType({
    "sign": "标志", "number": "文号", "letter": "信函", "joint": "联合", "copy": "份号", "secrecy": "密级",
    "urgency": "紧急", "signers": "签发人", "text": "文字", "names": "名称", "office": "机关", "date": "日期",
    "closing": "方式", "label": "序号", "landscape": "横排", "copies": "抄送", "recipients": "主送",
    "role": "类别", "order": "命令", "minutes": "纪要"})
_BACK = {word: name for name, word in _FIELDS.items()}
_YES, _NO, _LIST = "是", "否", "、、"
_MARK = re.compile(r"\\(?P<plain>[\\\[])|\[\^(?P<number>\d+)\]")


def print_fields(block: Block) -> str:
    """A block other than text in one line."""
    said = []
    for field in fields(block):
        value = getattr(block, field.name)
        if value != (field.default if field.default is not MISSING else None):
            said.append(f"{_FIELDS.get(field.name, field.name)}={_print_value(value)}")
    return f"> {LABELS[type(block)]}：{' | '.join(said)}".rstrip()


def read_fields(line: str) -> Block | None:
    """The block that such a line says; None where it names no block, field or value that there is."""
    label, _, rest = line.removeprefix(">").strip().partition("：")
    kind = next((kind for kind, name in LABELS.items() if name == label), None)
    if kind is None:
        return None
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for part in (part for part in re.split(r"(?<!\\)\s*\|\s*", rest.strip()) if part):
        word, sign, value = part.partition("=")
        name = _BACK.get(word, word)
        if not sign or name not in hints:
            return None
        try:
            values[name] = _read_value(value.replace("\\|", "|"), hints[name])
        except ValueError:
            return None  # no such choice
    missing = {field.name for field in fields(kind) if field.default is MISSING} - values.keys()
    made: Block = kind(**values, **{name: "" if hints[name] is str else () for name in missing})
    return made


def _print_value(value: object) -> str:
    if isinstance(value, bool):
        return _YES if value else _NO
    text = _LIST.join(value) if isinstance(value, tuple) else str(value)
    return text.replace("|", "\\|")


def _read_value(text: str, hint: Any) -> object:
    if hint is bool:
        return text == _YES
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(text)
    return text if hint is str else tuple(part for part in text.split(_LIST) if part)


def print_inline(text: str) -> str:
    """A text with a sign behind each noted run of words."""
    notes = text.notes if isinstance(text, NotedText) else ()
    out, at = "", 0
    for note in notes:
        out += _escape(text[at:note.end]) + f"[^{note.number}]"
        at = note.end
    return out + _escape(text[at:])


def _escape(text: str) -> str:
    return str(text).replace("\\", "\\\\").replace("[^", "\\[^")


def read_inline(text: str, known: Mapping[int, tuple[str, str]]) -> str:
    """The text that such words say, noted where the words before a sign are still those that the note is of.

    known  by number, the words and what the note says
    """
    plain, at = "", 0
    notes: list[Note] = []
    for found in _MARK.finditer(text):
        plain += text[at:found.start()]
        at = found.end()
        if found["plain"]:
            plain += found["plain"]
            continue
        words, said = known.get(int(found["number"]), ("", ""))
        start = len(plain) - len(words)
        if words and plain.endswith(words) and (not notes or notes[-1].end <= start):
            notes.append(Note(int(found["number"]), start, len(plain), said))
    plain += text[at:]
    return NotedText(plain, tuple(notes)) if notes else plain


def print_notes(texts: Iterable[str]) -> list[str]:
    """What the notes of some texts say, a line each."""
    return [f"[^{note.number}]: {text[note.start:note.end]} ‖ {note.text.replace(chr(10), '<br>')}"
            for text in texts if isinstance(text, NotedText) for note in text.notes]


def read_note(line: str) -> tuple[int, tuple[str, str]] | None:
    """The number of a note with its words and what it says; None where a line is none."""
    found = re.fullmatch(r"\[\^(\d+)\]: (.*?) ‖ (.*)", line)
    return (int(found[1]), (found[2], found[3].replace("<br>", "\n"))) if found else None
