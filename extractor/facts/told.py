"""Whom the words around an item tell to do it (条目责任): its heading, or the lead-in above it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractor.facts.reading import Passage, Reading
from extractor.phrases.coordinations import split_names
from extractor.phrases.names import org_tail

# A heading that is an office of some level and nothing else: one paragraph a department.
_OFFICIAL = re.compile(
    r"(?:(?:^|[、和])(?:各?[省市县区镇乡州](?:级|直)?|国家)[一-鿿]{2,16}?"
    r"(?:局|委|委员会|厅|办|办公室|大队|支队|中心|政府|公司|社|联合会|院))+"
)
# 商请市财政局支持的事项: whom a letter asks for all that stands below.
_ASKED = re.compile(
    r"(?:商请|恳请|提请|拟?请)(?P<who>[^,。;:]{2,40}?)(?:予以|给予)?"
    r"(?:支持|协助|配合|办理|落实|解决|帮助)的?(?:事项|工作|内容|任务)?"
)
_CHARGED = re.compile(r"\s?(?:主要|具体|统筹)?(?:负责|牵头|承担|会同|配合|协调|组织|统筹|指导)")


def find_told(reading: Reading, passage: Passage, led: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Whom the words around an item tell to do it: its heading (`县农业农村局。负责…`), or the lead-in above it."""
    item = passage.item
    if item is None:
        return ()
    asked = next((m for i in (item, *reversed(passage.above)) if (m := _ASKED.fullmatch(i.heading))), None)
    if asked:
        return split_names(asked["who"], reading.names)
    official = _OFFICIAL.fullmatch(item.heading)
    if item.heading and (official or _CHARGED.match(reading.text, item.body)):
        named = split_names(item.heading, reading.names)
        if named and all(org_tail().search(n) for n in named) and len("".join(named)) > len(item.heading) - 4:
            return named
    return led.get(item.path.rpartition("/")[0], ())
