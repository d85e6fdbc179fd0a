"""What brings a notice out and is its issuer's alone (程序性文字、附注、联系方式): never the county's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.localise.verdicts import Piece, Verdict

# 经省政府同意,现印发给你们,请遵照执行; not 经市级复核同意后销号.
PROCEDURE = re.compile(
    r"(?:(?:已?经|报)[^,。;]{2,24}(?:同意|审议通过|批准|研究),?)?现(?:就|将|予以?)?[^。;]{0,80}?"
    r"(?:印发|转发|下发|发布|通知如下|函告如下|通知|提出如下)|^(?:请)?(?:认真)?(?:遵照|贯彻|参照)执行[。;]|^特此(?:通知|函告|函达)"
    r"|^专此(?:函达|通知)")
CONTACT = re.compile(
    r"(?:业务|技术|政策|会务)?联系(?:人|电话|方式)[::]|(?:联系|咨询|监督|举报)?电话[::]\d|(?:联系|咨询|监督|举报)电话\d"
    r"|传真[::]?\d|邮编[::]?\d|(?:电子)?邮箱[::][\w.]+@|[\w.]+@[\w.]+\.[a-z]+|此件(?:公开|不公开|主动公开|依申请公开)")
_BRACKET = re.compile(r"[(〔][^()〔〕。]*(?:[)〕]|(?=。?$))")
_PROCEDURAL, _CONTACT = "程序性文字，不转写", "上级的联系方式和附注，不转写"


def drop_contacts(text: str) -> str:
    """A text without brackets that say whom to ask: (联系人:…,电话:…); one that was never closed goes to the end."""
    return _BRACKET.sub(lambda found: "" if CONTACT.search(found[0]) else found[0], text)


def leave_procedure(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with those left behind that bring the notice out or say whom to ask at its issuer's."""
    sentences: dict[int, str] = {}
    for piece in pieces:
        sentences[piece.sentence] = sentences.get(piece.sentence, "") + piece.text
    out = []
    for piece in pieces:
        if PROCEDURE.match(sentences[piece.sentence]):
            piece = replace(piece, verdict=Verdict.ABOVE, why=_PROCEDURAL)
        elif CONTACT.match(piece.text.lstrip("(")):
            piece = replace(piece, verdict=Verdict.ABOVE, why=_CONTACT)
        out.append(piece)
    return tuple(out)
