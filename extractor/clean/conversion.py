"""A draft into simplified characters, line by line where scripts are mixed (转为简体)."""

from __future__ import annotations

from difflib import SequenceMatcher

from extractor.clean.draft import Draft, Edit
from extractor.clean.names import find_kept
from extractor.clean.script import HANS, HANT, count_scripts, find_form, find_script, simplify

# Traditional texts quote with corners; the marks of GB/T 15834 are the curved ones.
_QUOTES = str.maketrans("「」『』", "“”‘’")
_LEAST_TRADITIONAL = 3  # such characters on a line of a simplified text, and more than simplified ones: a quoted page


def simplify_draft(draft: Draft) -> str:
    """Convert what is traditional; returns the script that the text was in.

    A simplified text stays as it is, single traditional characters (a person's name) too.
    """
    traditional, _ = count_scripts(draft.text)
    script = find_script(draft.text) if traditional else HANS
    if not traditional:
        return script
    if script == HANT:
        _put(draft, draft.text, convert_text(draft.text, find_form(draft.text)))
        return script
    lines = draft.text.split("\n")
    foreign = [line for line in lines if _is_traditional(line, script)]
    if foreign:
        form = find_form("\n".join(foreign))
        chosen = set(foreign)
        _put(draft, draft.text, "\n".join(
            convert_text(line, form if not count_scripts(line)[1] else "t2s") if line in chosen else line
            for line in lines))
    return script


def convert_text(text: str, form: str) -> str:
    """A traditional text in simplified characters and our quotation marks, its names as the register has them."""
    plain = simplify(text, form).translate(_QUOTES)
    if len(plain) != len(text):  # a name could not be found again: leave it to the conversion
        return plain
    parts, at = [], 0
    for kept in sorted(find_kept(text), key=lambda k: k.start):
        if kept.start >= at:
            parts += [plain[at:kept.start], kept.words]
            at = kept.end
    return "".join([*parts, plain[at:]]) if parts else plain


def _is_traditional(line: str, script: str) -> bool:
    traditional, simplified = count_scripts(line)
    return traditional > 0 if script != HANS else traditional >= _LEAST_TRADITIONAL and traditional > simplified


def _put(draft: Draft, before: str, after: str) -> None:
    if len(before) == len(after):
        draft.replace_text(after)
        return
    edits, at = [], 0
    for old, new in zip(before.split("\n"), after.split("\n"), strict=True):
        edits += [Edit(at + e.start, at + e.end, e.words) for e in find_changes(old, new)]
        at += len(old) + 1
    draft.apply(edits)


def find_changes(before: str, after: str) -> list[Edit]:
    """The edits that turn one line into the other; what is put in stands for the character beside it."""
    edits = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if j > i:
            edits.append(Edit(i, j, after[k:m]))
        elif i:
            edits.append(Edit(i - 1, i, before[i - 1] + after[k:m]))
        else:
            edits.append(Edit(0, 1, after[k:m] + before[:1]))
    return edits
