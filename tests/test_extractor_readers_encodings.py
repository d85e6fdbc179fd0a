"""Plain text (.txt): every encoding read, no character lost, no wrong guess silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.readers.encodings import decode_text
from extractor.readers.files import read_source
from extractor.readers.plain import find_blocks, read_plain
from extractor.source import BlockKind
from tests.papers import CORPUS

NOTICES = sorted(CORPUS.glob("*/notice.txt"))
MARKED = ("utf-8-sig", "utf-16", "utf-32")
BARE = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize("encoding", [*MARKED, *BARE])
@pytest.mark.parametrize("path", NOTICES, ids=lambda p: p.parent.name)
def test_a_notice_is_read_in_every_encoding_that_holds_it(path: Path, encoding: str) -> None:
    text = path.read_text("utf-8").replace("\n", "\r\n")
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        text = "".join(c for c in text if c.encode(encoding, "ignore"))  # Big5 has no simplified characters
        data = text.encode(encoding)
        if len(text) < 0.9 * len(path.read_text("utf-8")):
            return
    made = read_plain(data)
    assert made.text == text
    assert made.doubts == ()


@pytest.mark.parametrize("encoding", BARE)
@pytest.mark.parametrize("length", [6, 8, 12, 20, 40])
def test_a_wrong_guess_is_never_silent(encoding: str, length: int) -> None:
    wrong = 0
    for path in NOTICES:
        text = path.read_text("utf-8")
        for start in (0, 60, 200, 700):
            part = text[start : start + length]
            try:
                data = part.encode(encoding)
            except UnicodeEncodeError:
                continue
            made = decode_text(data)
            if made.text != part:
                wrong += 1
                assert made.doubts, f"{part!r} read as {made.text!r} in {made.encoding}"
                assert "也可能是" in made.doubts[0].why
    assert wrong <= (6 if length < 20 else 0)


def test_the_runner_up_is_named() -> None:
    made = decode_text("望津縣(xiàn)".encode("gb18030"))
    assert "也可能是" in made.doubts[0].why
    assert made.text[made.doubts[0].start : made.doubts[0].end] == made.doubts[0].quote


@pytest.mark.parametrize(
    ("words", "encoding"),
    [("(wù)", "gb18030"), ("各单位。", "utf-16-be"), ("、电商、", "utf-16-le"), ("局", "gb18030")],
)
def test_a_few_characters_are_never_sure(words: str, encoding: str) -> None:
    made = decode_text(words.encode(encoding))
    assert made.doubts
    assert "也可能是" in made.doubts[0].why


def test_the_end_mark_of_old_systems_does_no_harm() -> None:
    text = "各县要在2025年6月30日前完成自查。\r\n\x1a"
    for encoding in ("utf-8", "gb18030"):
        made = decode_text(text.encode(encoding))
        assert (made.text, made.doubts) == (text, ())


def test_bytes_that_are_no_character_are_doubts() -> None:
    text = "各县（市、区）要在2025年6月30日前完成自查，并将结果报市卫生健康委。" * 3
    data = text.encode("utf-8")
    cut = len("各县（市、区）要在".encode())
    made = decode_text(data[:cut] + b"\xff\xfe" + data[cut:])
    assert made.encoding == "utf-8"
    lost = [d for d in made.doubts if "�" in d.quote]
    assert len(lost) == 1
    assert made.text[lost[0].start : lost[0].end] == lost[0].quote
    assert made.text.replace(lost[0].quote, "") == text


def test_gbk_that_is_also_utf8_is_read_as_gbk() -> None:
    data = "联通".encode("gbk") + "公司要落实责任，确保工作完成。".encode("gbk")
    assert decode_text(data).text == "联通公司要落实责任，确保工作完成。"


def test_rows_are_cells_and_neighbours_one_table() -> None:
    text = (
        "附件\r\n序号 | 指标 | 目标 |\r\n1 | 覆盖率 | ≥85% |\r\n说明文字。\r\n| 甲 | 乙 |\r\n|---|---|\r\n| 丙 |  |\r\n"
    )
    blocks = find_blocks(text)
    rows = [b for b in blocks if b.kind is BlockKind.ROW]
    assert [b.table for b in rows] == [1, 1, 2, 2]
    assert [[text[c.start : c.end] for c in b.cells] for b in rows] == [
        ["序号", "指标", "目标"],
        ["1", "覆盖率", "≥85%"],
        ["甲", "乙"],
        ["丙", ""],
    ]
    assert [text[b.start : b.end] for b in blocks if b.kind is BlockKind.PARAGRAPH] == ["附件", "说明文字。"]


def test_blocks_keep_every_character_but_blanks(tmp_path: Path) -> None:
    text = "\u3000\u3000第一段。\r\r\n\n第二段\u2028第三段\x0c第四段"
    path = tmp_path / "notice.txt"
    path.write_bytes(text.encode("utf-8"))
    made = read_source(path)
    assert made.text == text
    assert [made.text[b.start : b.end] for b in made.blocks] == ["第一段。", "第二段", "第三段", "第四段"]
