"""The 主送机关 line → one string each, shared heads written out."""

from __future__ import annotations

import re

_LEVEL_ONLY = re.compile(
    r"(?:各|全国)?(?:省|自治区|直辖市|市|州|盟|地区|县|区|自治县|市州|区县|市、区)(?:级)?(?:\([^)]*\))?"
)
_HEAD = re.compile(
    r"(?:各|全(?:国|省|市|县|区)各?)(?:省|市州|地州市|州市|设区市|市|县区|区县|市县|县|区|旗县|盟市|"
    r"乡镇街道|乡镇|镇街|镇|乡|街道)?"
    r"(?:、?(?:\([^)]*\)))*"
    r"|[^各()]{1,14}?(?:开发区|高新区|新区|管委会|示范区|保税区|工业园区|自治县|自治州|自治区|省|市|县|区|"
    r"旗)(?:\([^)]*\))?(?=[一-鿿]{2})"
    r"|(?:本|我)?(?:省|市|县|区)(?=[一-鿿]{3})"
)
_SEVERAL = re.compile(
    r"(?P<heads>各?(?:市(?:\(州\))?|市州|设区市|州|地区?)、各?(?:省直管)?(?:县\(市、区(?:、旗)?\)|"
    r"县\(市\)区?|县\(区\)|区县|县区|县市区|市县|县|区))(?=[一-鿿(])"
)
_IS_HEAD = re.compile(
    r"各|全|[^各()]{1,14}?(?:开发区|高新区|新区|示范区|保税区|工业园区|自治县|自治州|自治区|"
    r"[^省市县区]{2,4}[省市县区])|(?:本|我)[省市县区]"
)


def split_recipients(line: str, places: tuple[str, ...]) -> tuple[str, ...]:
    """The addressees of a line that ends with a colon.

    line     clean text
    places   short names that stand for a place of their own in this notice (`澜阳`, from the issuers), so that
             `澜阳医学高专附属医院` takes no head from the name before it
    source   docs/spec-format.md, "recipients"
    """
    out: list[str] = []
    for group in _split(line.strip().rstrip(":"), ",;"):
        heads: tuple[str, ...] = ()
        for name in _join_levels(_split(group, "、")):
            whole, own = _heads_apart(name)
            if (
                heads
                and re.match(r"各?(?:直属|部门|有关部门|工作部门|机构)", name)
                and re.search(r"政府$|国务院$|委$", heads[0])
            ):
                out += [head + name for head in heads]
                continue
            if heads and heads[0].startswith("各") and re.match(r"(?:街道|乡镇|镇|乡)(?:办事处|人民政府|政府)", name):
                out.append("各" + name)
                continue
            if re.match(r"[省市县区](?![场政域际道民])[一-鿿]{3}", name):
                heads = ()
                out.append(name)
                continue
            if not heads or own or name.startswith(places or ("\0",)):
                heads = own
                out += whole
            else:
                out += [head + name for head in heads]
    return tuple(out)


def _heads_apart(name: str) -> tuple[list[str], tuple[str, ...]]:
    """(addressees, heads) of one name: `各市、各县(市、区)教育局` → two addressees, two heads to share."""
    several = _SEVERAL.match(name)
    if several:
        heads = tuple("各" + re.sub("^各", "", h) for h in _split(several["heads"], "、"))
        rest = name[several.end() :]
        return [head + rest for head in heads], heads
    government = re.match(
        r"(?P<head>[省市县区州]政府|[省市县区]委|国务院|[厅局委部]|本?[省市县区]直?)(?=各|机关|直属|有关)",
        name,
    )
    if government:
        return [name], (government["head"],)
    found = _HEAD.match(name)
    if found is None or found.end() >= len(name) or not _IS_HEAD.match(name):
        return [name], ()
    return [name], (found.group(),)


def _split(text: str, marks: str) -> list[str]:
    """Parts of the text between these marks, none cut inside brackets."""
    parts, depth, word = [], 0, ""
    for c in text:
        depth += (c in "(〔《“") - (c in ")〕》”")
        if c in marks and depth <= 0:
            parts.append(word)
            word = ""
        else:
            word += c
    return [p.strip() for p in [*parts, word] if p.strip()]


def _join_levels(names: list[str]) -> list[str]:
    """A bare level has no office of its own: `各省`, `自治区`, `直辖市人民政府` are one addressee."""
    out: list[str] = []
    held = ""
    for name in names:
        if _LEVEL_ONLY.fullmatch(name):
            held += name + "、"
        else:
            out.append(held + name)
            held = ""
    return [*out, held.rstrip("、")] if held else out
