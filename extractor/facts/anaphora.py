"""Words that stand for a body named elsewhere (代称): 贵厅, 该部, 领导小组 after 县禁毒工作领导小组."""

from __future__ import annotations

import re

from extractor.facts.reading import Reading
from extractor.phrases.bodies import find_bodies
from extractor.structure.sentences import cut_clauses

# Short for a council that was named in full before.
_COUNCILS = ("领导小组", "联席会议", "指挥部", "工作专班", "专班", "协调小组", "工作小组")
_NEAR = 600  # characters in which a council is still remembered


def resolve_name(reading: Reading, at: int, name: str) -> str:
    """The name of the body that a word at clean offset `at` stands for; the word itself where it is a name, or where
    nothing before says whose."""
    if name in _COUNCILS:
        return _full_name(reading, at, name)
    if name.startswith("贵"):
        return _addressed(reading, at, name)
    if re.fullmatch("该[部署局会厅委办院处]", name):
        return _just_named(reading, at, name)
    return name


def _addressed(reading: Reading, at: int, name: str) -> str:
    """Whom `贵厅` means: the recipient of that kind named last before it; `贵厅` itself where none was."""
    named = [n for n in reading.names.known if n[-1] == name[-1] and n in reading.text[:at]]
    return max(named, key=lambda n: reading.text.rfind(n, 0, at), default=name)


def _full_name(reading: Reading, at: int, name: str) -> str:
    """Which council a bare word means: the one of that kind named in full before it; the word itself where none was."""
    before = reading.text[max(0, at - _NEAR) : at]
    found = re.findall(rf"(?<![一-鿿])[一-鿿]{{2,24}}{name}(?=[,。;由要、作负制的及])", before)
    for words in reversed(found):
        named = [n for p in find_bodies(words, 0, len(words), reading.names) for n in p.names if n.endswith(name)]
        if named and len(named[-1]) > len(name):
            return named[-1]
    return name


def _just_named(reading: Reading, at: int, name: str) -> str:
    """Whom `该部` means: the body of that kind that the paragraph named last; `该部` itself where none was."""
    text = reading.text
    for clause in reversed(cut_clauses(text, text.rfind("\n", 0, at) + 1, at)):
        phrases = find_bodies(text, clause.start, clause.end, reading.names)
        named = [n for p in phrases for n in p.names if n[-1] == name[-1]]
        if named and not named[-1].startswith("该"):
            return named[-1]
    return name
