"""Bytes into characters (解码): byte-order mark, UTF-8, then GB18030, Big5 and UTF-16 by common characters."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from specs.model import Doubt

# The characters that Chinese prose and notices use most, in both scripts; what a wrong decoding makes of a notice
# has next to none of them.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着"
    "等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内"
    "数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特"
    "件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东"
    "导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科"
    "张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响"
    "约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照"
    "参红细引听该铁价严龙飞卫健康职病防村镇乡街监测督责单负牵配贯彻落落实印通知請關於開展工作實施方案檢查衛縣區級監測責單負牽導機構評價業職務業務對"
    "動進產發個國時來們會學經過說種後這為與長質總員設術資計統組織強領權辦護聯報類確標準據處應該執樣點條體傳議黨農鎮鄉並從無題預額項醫療養環")
_PUNCTUATION = frozenset("，。、；：！？（）《》〈〉“”‘’〔〕【】·—…％　①②③④⑤⑥⑦⑧⑨⑩")
_MARKS = (  # the longest first: UTF-32's little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (b"\x84\x31\x95\x33", "gb18030"))
_GUESSES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_NAMES = {"gb18030": "GB18030", "big5hkscs": "Big5", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE",
          "utf-8": "UTF-8"}
SURE_SCORE = 0.45  # a notice decoded rightly scores 0.8 and more
SURE_LEAD = 0.3  # by which the first guess leads the second
_SAMPLE = 20_000  # characters that are scored
_FEWEST = 6  # characters that are no ASCII: from fewer nobody can tell
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19]")  # in no text: UTF-16 read as another encoding


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters and the encoding that they were in (解码结果), with doubts where it was a guess."""

    text: str
    encoding: str
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class _Guess:
    encoding: str
    text: str
    score: float


def decode_text(data: bytes, declared: str | None = None) -> Decoded:
    """Decode the bytes of a text file; no character lost, no wrong guess silent.

    data      the whole file
    declared  the encoding that the file itself names (an HTML page's charset); tried before guessing
    returns   text without its byte-order mark, line ends kept. Bytes that fit no encoding stand as U+FFFD, each
              run with a Doubt (`encoding`); a guess that the runner-up comes near has a Doubt that names both
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark):], encoding)
    for encoding in filter(None, (_python_name(declared), "utf-8")):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        plain = text.isascii() and not _CONTROLS.search(text)
        if plain or (_share_of_chinese(text) > 0.02 and _score(text) > 0.2 and not _CONTROLS.search(text)):
            return Decoded(text, encoding)
    return _guess(data)


def _python_name(declared: str | None) -> str | None:
    """Python's name of a declared encoding: GB2312 and GBK are read as GB18030, which holds both."""
    if declared is None:
        return None
    name = declared.strip().strip("'\"").lower()
    return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "utf8": "utf-8"}.get(name, name)


def _decode(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, find_lost_bytes(text, encoding))


def _guess(data: bytes) -> Decoded:
    """The encoding whose characters look most like a notice's."""
    tried = [e for e in ("utf-8", *_GUESSES) if not e.startswith("utf-16") or len(data) % 2 == 0]
    guesses = sorted((_try(data, e) for e in tried), key=lambda g: -g.score)
    best, second = guesses[0], guesses[1]
    doubts = find_lost_bytes(best.text, best.encoding)
    few = sum(not c.isascii() for c in best.text[:_SAMPLE]) < _FEWEST
    if few or best.score < SURE_SCORE or best.score - second.score < SURE_LEAD:
        why = (f"文字编码是推测的：按 {_NAMES[best.encoding]} 读，也可能是 {_NAMES[second.encoding]}"
               f"（“{_excerpt(second.text)}”）")
        doubts = (Doubt("encoding", _excerpt(best.text), *_excerpt_span(best.text), why), *doubts)
    return Decoded(best.text, best.encoding, doubts)


def _try(data: bytes, encoding: str) -> _Guess:
    text = data.decode(encoding, "replace")
    return _Guess(encoding, text, _score(text))


def _share_of_chinese(text: str) -> float:
    sample = text[:_SAMPLE]
    return sum("\u4e00" <= c <= "\u9fff" or c in _PUNCTUATION for c in sample) / max(1, len(sample))


def _score(text: str) -> float:
    """How much a text looks like Chinese prose: about 1 for a notice, 0 and less for a wrong decoding."""
    sample = text[:_SAMPLE]
    odd = [c for c in sample if not c.isascii() or c < "\t" or c == "\x7f"]
    if not odd:
        return 1.0
    return sum(_worth(c) for c in odd) / len(odd)


@cache
def _worth(c: str) -> float:
    """What one character says for a decoding: those that the national sets put first are worth most."""
    if c in _COMMON or c in _PUNCTUATION:
        return 1.0
    if c in _first_level():
        return 0.6
    if "\u4e00" <= c <= "\u9fff":
        return -0.3
    if "\uff01" <= c <= "\uff5e" or "\u2460" <= c <= "\u24ff" or c in "①×÷≥≤±℃㎡·•\u200b\ufeff\xa0":
        return 0.3
    if c == "\ufffd" or c < " " or "\x7f" <= c <= "\x9f" or "\ue000" <= c <= "\uf8ff":
        return -4.0
    return -0.6


@cache
def _first_level() -> frozenset[str]:
    """GB 2312's first level (3,755 common characters) and Big5's first plane (5,401), out of the codecs."""
    simplified = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    traditional = (bytes((high, low)) for high in range(0xA4, 0xC7)
                   for low in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    return frozenset("".join([*(b.decode("gb2312", "ignore") for b in simplified),
                              *(b.decode("big5", "ignore") for b in traditional)]))


def find_lost_bytes(text: str, encoding: str) -> tuple[Doubt, ...]:
    """A doubt for each run of bytes that the encoding has no character for."""
    doubts, at = [], text.find("\ufffd")
    while at >= 0:
        end = at
        while end < len(text) and text[end] == "\ufffd":
            end += 1
        doubts.append(Doubt("encoding", text[at:end], at, end,
                            f"这里的字节不是 {_NAMES.get(encoding, encoding)} 文字，读作“{text[at:end]}”"))
        at = text.find("\ufffd", end)
    return tuple(doubts)


def _excerpt_span(text: str) -> tuple[int, int]:
    """Where the first characters that are no ASCII stand."""
    start = next((i for i, c in enumerate(text) if not c.isascii()), 0)
    return start, min(len(text), start + 12)


def _excerpt(text: str) -> str:
    start, end = _excerpt_span(text)
    return text[start:end]
