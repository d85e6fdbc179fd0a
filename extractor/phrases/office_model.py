"""Organisations that an office's own spaCy model finds (本单位模型): its ORG spans, to be merged with ours.

`LUOSHI_SPACY_MODEL` names the model: a folder that `nlp.to_disk` wrote, or an installed package. None comes with the
program and none is fetched; without the setting spaCy loads no model.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from extractor.phrases.names import Names, is_name
from specs.errors import BadModel

_SETTING = "LUOSHI_SPACY_MODEL"
_ORG = "ORG"
_WORDS = re.compile(r"[一-鿿A-Za-z0-9()·]{3,45}")


def load_model_setting(settings: Mapping[str, str] = os.environ) -> str | None:
    """The model that the environment names; None where it names none."""
    return settings.get(_SETTING, "").strip() or None


@cache
def _load(model: str) -> Any:
    import spacy

    try:
        return spacy.load(model)
    except (OSError, ImportError, ValueError) as error:
        found = str(error).splitlines()[0] if str(error) else type(error).__name__
        cure = f"请检查环境变量 {_SETTING}：填写模型文件夹或已安装的模型名称；不使用模型时请删去"
        raise BadModel(model, found, cure) from error


def add_organisations(names: Names, text: str, model: str | None) -> Names:
    """Names with those that the model finds anywhere in the clean text: entities or spans labelled ORG.

    Our own grammar still cuts coordinations and writes out shared heads; a name found once is known in all the text.

    raises  BadModel: the model cannot be loaded
    """
    if model is None:
        return names
    found = dict.fromkeys(names.known)
    for doc in _load(model).pipe(line for line in text.split("\n") if line.strip()):
        spans = [*doc.ents, *(span for group in doc.spans.values() for span in group)]
        said = (span.text.strip() for span in spans if span.label_ == _ORG)
        found |= dict.fromkeys(name for name in said if _WORDS.fullmatch(name) and is_name(name, names, listed=True))
    return Names(tuple(found), names.places)
