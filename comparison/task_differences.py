"""What became of tasks that answer each other (任务差异): moved, split, merged, bodies, and sentence by sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from comparison.body_differences import pair_bodies
from comparison.found import Found, place_fact, place_sentence
from comparison.match import name_sections, words_alike
from comparison.pairing import Group, SentencePair
from comparison.sentences import Sentence, is_held, strip_marks
from comparison.terms import Terms
from specs.changes import ChangeKind, FactKind, Place
from specs.model import Body, Spec, Task

Words = Callable[[Sentence], Iterable[str]]

_SAME_CHAPTER = 0.75
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_EACH = re.compile(r"[各每个]")
_TITLES = re.compile(r"《[^》]*》(?:[(（][^)）]*号[)）])?")
_PARTS = re.compile(r"(?:牵头|负责|配合|参与|支持|责任|单位|部门|分别|按职责|分工|和|由|会同|等)+")


class Chapters:
    """Which headings of two specs are one heading, renamed or not (上级标题的对应)."""

    def __init__(self, old: Spec, new: Spec, groups: Iterable[Group]) -> None:
        self._old = {name_sections(task) for task in old.tasks}
        self._new = {name_sections(task) for task in new.tasks}
        self._went = Counter((name_sections(old.tasks[g.old[0]]), name_sections(new.tasks[g.new[0]]))
                             for g in groups if len(g.old) == len(g.new) == 1)

    def moved(self, old: Task, new: Task) -> bool:
        """Whether a task stands under another heading now, not only under one that was renamed."""
        before, after = name_sections(old), name_sections(new)
        if not before or not after or words_alike(before, after) >= _SAME_CHAPTER:
            return False
        return self._has(self._new, before) or self._has(self._old, after) or self._goes_alone(before, after)

    @staticmethod
    def _has(names: set[str], name: str) -> bool:
        return any(words_alike(name, other) >= _SAME_CHAPTER for other in names)

    def _goes_alone(self, before: str, after: str) -> bool:
        """Whether most of both chapters answer other chapters."""
        mine = self._went[(before, after)]
        return (any(count > mine for (one, _), count in self._went.items() if one == before)
                and any(count > mine for (_, other), count in self._went.items() if other == after))


def find_task_differences(group: Group, old: Spec, new: Spec, chapters: Chapters,
                          terms: Terms) -> Iterator[Found]:
    """Differences of a group of tasks as a whole: its place, its parts, its bodies."""
    before, after = [old.tasks[i] for i in group.old], [new.tasks[i] for i in group.new]
    places = tuple(place_fact(t) for t in before), tuple(place_fact(t) for t in after)
    if len(after) > 1:
        yield Found(ChangeKind.SPLIT, FactKind.TASK, *places, tuple(before), tuple(after))
    elif len(before) > 1:
        yield Found(ChangeKind.MERGED, FactKind.TASK, *places, tuple(before), tuple(after))
    elif chapters.moved(before[0], after[0]):
        yield Found(ChangeKind.MOVED, FactKind.TASK, *places, tuple(before), tuple(after), ("sections",))
    yield from _find_bodies(before, after, terms)


def _find_bodies(before: Sequence[Task], after: Sequence[Task], terms: Terms) -> Iterator[Found]:
    gone, come, still = pair_bodies([b for t in before for b in t.bodies], [b for t in after for b in t.bodies],
                                    terms.fold)
    turned = [(a, b) for a, b in still if a.role is not b.role and _said_otherwise(a, b, before, after)]
    whole = tuple(place_fact(t) for t in before), tuple(place_fact(t) for t in after)
    facts = tuple(before), tuple(after)
    for body in come:
        yield Found(ChangeKind.BODY_ADDED, FactKind.TASK, whole[0], _say_body(body, after) or whole[1], *facts,
                    ("bodies",), ((None, body),))
    for body in gone:
        yield Found(ChangeKind.BODY_REMOVED, FactKind.TASK, _say_body(body, before) or whole[0], whole[1], *facts,
                    ("bodies",), ((body, None),))
    for one, other in still:
        if terms.renames.get(one.name) == other.name or terms.renames.get(other.name) == one.name:
            yield Found(ChangeKind.REWORDED, FactKind.TASK, _say_body(one, before) or whole[0],
                        _say_body(other, after) or whole[1], *facts, ("name",))
    for one, other in turned:
        yield Found(ChangeKind.ROLE_CHANGED, FactKind.TASK, _say_body(one, before) or whole[0],
                    _say_body(other, after) or whole[1], *facts, ("bodies",), ((one, other),))


def _said_otherwise(one: Body, other: Body, before: Sequence[Task], after: Sequence[Task]) -> bool:
    """Whether the words around a body differ: where only its name does, its part cannot."""
    old, new = _say_body(one, before), _say_body(other, after)
    if not old or not new:
        return True
    texts = [_BRACKETS.sub("", place.quote).replace(body.name, "") for place, body in ((old[0], one), (new[0], other))]
    return strip_marks(texts[0]) != strip_marks(texts[1])


def _say_body(body: Body, tasks: Sequence[Task]) -> tuple[Place, ...]:
    """The sentence that gives a body its part; () where none names it."""
    named = [Sentence(c.text, c.start, c.end, c.paper, c.bodies, task) for task in tasks for c in task.clauses
             if any(b == body for b in c.bodies) or body.name in c.text]
    best = [s for s in named if body in s.bodies] or named
    return (place_sentence(best[0]),) if best else ()


def find_heading_differences(group: Group, old: Spec, new: Spec) -> Iterator[Found]:
    """A heading in other words."""
    if len(group.old) > 1 or len(group.new) > 1:
        return
    one, other = old.tasks[group.old[0]], new.tasks[group.new[0]]
    if strip_marks(one.heading) != strip_marks(other.heading):
        yield Found(ChangeKind.REWORDED, FactKind.TASK, (place_fact(one),), (place_fact(other),), (one,), (other,),
                    ("heading",))


def find_sentence_differences(pairs: Sequence[SentencePair], words_in: tuple[Words, Words]) -> Iterator[Found]:
    """Sentences that came, went or are worded otherwise.

    words_in  (old, new) sentence → words of the facts in it, whose own differences are told with the facts
    """
    olds = [pair.old for pair in pairs if pair.old]
    news = [pair.new for pair in pairs if pair.new]
    if "".join(strip_marks(s.text) for s in olds) == "".join(strip_marks(s.text) for s in news):
        return
    for pair in pairs:
        if pair.old and pair.new and pair.old.text == pair.new.text:
            continue
        if all(not sentence or _says_only_who(sentence) for sentence in (pair.old, pair.new)):
            continue
        if pair.old and pair.new:
            if _bare(pair.old, words_in[0]) != _bare(pair.new, words_in[1]):
                yield _find_sentence(ChangeKind.REWORDED, pair.old, pair.new)
        elif pair.new and not is_held(pair.new, olds):
            yield _find_sentence(ChangeKind.ADDED, None, pair.new)
        elif pair.old and not is_held(pair.old, news):
            yield _find_sentence(ChangeKind.REMOVED, pair.old, None)


def _bare(sentence: Sentence, words_in: Words) -> str:
    """A sentence without marks and without the words of its facts and bodies."""
    bodies = (*sentence.bodies, *(sentence.task.bodies if sentence.task else ()))
    text = _without(_TITLES.sub("", sentence.text), {*words_in(sentence), *(b.name for b in bodies)})
    return _EACH.sub("", _PARTS.sub("", strip_marks(text)))


def _without(text: str, words: Iterable[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        if len(word) > 1:
            text = text.replace(word, "")
    return text


def _says_only_who(sentence: Sentence) -> bool:
    """A line of responsible bodies alone, whose differences are told with the bodies."""
    return not _PARTS.sub("", strip_marks(_without(sentence.text, (body.name for body in sentence.bodies))))


def _find_sentence(kind: ChangeKind, old: Sentence | None, new: Sentence | None) -> Found:
    return Found(kind, FactKind.TASK, (place_sentence(old),) if old else (), (place_sentence(new),) if new else (),
                 (old.task,) if old and old.task else (), (new.task,) if new and new.task else (), ("text",),
                 sentences=(old, new))
