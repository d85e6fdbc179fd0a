"""What a user may meet is one Chinese line: what, where, what was found, what to do."""

from __future__ import annotations

import pickle
import re

import pytest

from specs import errors
from specs.errors import LuoshiError, OpenFields, UnreadableFile

CLASSES = [c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, LuoshiError)]


def test_a_message_says_what_where_found_and_cure() -> None:
    error = UnreadableFile("通知.docx", "不是 zip 文件", "请另存为 .docx")
    assert str(error) == "文件无法读取：通知.docx——不是 zip 文件。请另存为 .docx"
    assert str(UnreadableFile("通知.docx", "是空的")) == "文件无法读取：通知.docx——是空的"


@pytest.mark.parametrize("kind", CLASSES)
def test_every_class_has_words_of_its_own(kind: type[LuoshiError]) -> None:
    assert re.search("[一-鿿]", kind.what)
    assert [c for c in CLASSES if c.what == kind.what] == [kind]


@pytest.mark.parametrize("kind", CLASSES)
def test_errors_come_whole_out_of_a_worker_process(kind: type[LuoshiError]) -> None:
    error = kind("甲县", "缺代字", "请补齐")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert str(again) == str(error)
    assert (again.where, again.found, again.cure) == ("甲县", "缺代字", "请补齐")


def test_open_fields_keep_their_rows_in_a_worker_process() -> None:
    rows = (("甲县", "letter", "代字", "没有代字"),)
    again = pickle.loads(pickle.dumps(OpenFields("1 个县区", "有 1 项", rows=rows)))
    assert again.rows == rows
