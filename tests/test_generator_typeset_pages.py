"""Each rule (R) of GB/T 9704—2012 that a file can show, measured within 1 mm on the pages of both ways to print:
the .docx as LibreOffice renders it, and the .pdf that Typst makes of the same words.
"""

from pathlib import Path

import pytest

from generator.typeset.docx import write_docx
from generator.typeset.pdf import open_press
from gongwen.layout import CHARACTER_PT, LINE_PT, POINT
from tests.rulers import ROOT, Page, Rule, find_ink, needs_office, needs_typst, read_pages, render
from tests.sample_papers import MARKUP, make_sample

pytestmark = [pytest.mark.slow, needs_office, needs_typst]
LINE, CHARACTER = LINE_PT * POINT, CHARACTER_PT * POINT
RED = (1.0, 0.0, 0.0)


def mm(value: float, off: float = 1.0) -> object:
    return pytest.approx(value, abs=off)


@pytest.fixture(scope="module", params=["office", "typst"])
def papers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    files = []
    if request.param == "typst":
        press = open_press(ROOT / "fonts")
        for name in MARKUP:
            files.append(folder / f"{name}.pdf")
            files[-1].write_bytes(press.write_pdf(make_sample(name)))
        return {path.stem: path for path in files}
    for name in MARKUP:
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(write_docx(make_sample(name)))
    return render(files, folder)


def red_rules(page: Page) -> list[Rule]:
    return [rule for rule in page.rules if rule.color == RED]


def black_rules(page: Page) -> list[Rule]:
    return [rule for rule in page.rules if rule.color != RED and rule.right - rule.left > 150]


def test_5_1_paper_is_a4(papers: dict[str, Path]) -> None:
    for path in papers.values():
        for page in read_pages(path):
            assert sorted((page.width, page.height)) == [mm(210, 0.2), mm(297, 0.2)]


def test_5_2_1_and_5_2_3_text_fills_the_type_area(papers: dict[str, Path]) -> None:
    """37 mm white above, 28 mm to the left, 156 × 225 mm of text: 22 lines of 28 characters."""
    full = read_pages(papers["single"])[1]
    assert len(full.lines) == 22
    assert min(line.left for line in full.lines) == mm(28)
    assert max(line.right for line in full.lines) == mm(184)
    assert max(len(line.text) for line in full.lines) == 28
    assert full.lines[0].y - LINE / 2 == mm(37)
    assert full.lines[-1].y + LINE / 2 == mm(262)


def test_7_2_1_to_7_2_3_marks_stand_flush_left_in_their_order(papers: dict[str, Path]) -> None:
    first = read_pages(papers["upward"])[0]
    assert [line.text for line in first.lines[:3]] == ["000012", "机密★1年", "特急"]
    assert [line.left for line in first.lines[:3]] == [mm(28)] * 3
    assert [line.y - 37 for line in first.lines[:3]] == [mm((n + 0.5) * LINE) for n in range(3)]
    assert all("Hei" in line.font for line in first.lines[1:3])


@pytest.mark.parametrize("name", ["single", "joint", "upward"])
def test_7_2_4_the_sign_begins_35_mm_below_the_type_area(papers: dict[str, Path], name: str) -> None:
    first = read_pages(papers[name])[0]
    sign = next(line for line in first.lines if line.color == RED)
    assert find_ink(papers[name], 1, (28, 69, 184, 90))[0][0] == mm(72)
    if name != "joint":
        assert (sign.left + sign.right) / 2 == mm(106)


def test_7_2_4_a_joint_sign_has_the_lead_first_and_its_word_in_the_middle(papers: dict[str, Path]) -> None:
    first = read_pages(papers["joint"])[0]
    signs = [line for line in first.lines if line.color == RED]
    assert [line.text.removesuffix("文件") for line in signs] == ["甲县卫生健康局", "甲县教育局", "甲县市场监督管理局"]
    assert [line.text.endswith("文件") for line in signs] == [False, True, False]
    assert len({round(line.left, 1) for line in signs}) == 1


def test_7_2_5_the_number_stands_two_blank_lines_below_in_the_middle(papers: dict[str, Path]) -> None:
    number = read_pages(papers["single"])[0].find("甲教发〔2026〕12号")
    assert (number.left + number.right) / 2 == mm(106)
    sign, text = find_ink(papers["single"], 1, (28, 69, 184, 117))
    assert 2 * LINE <= text[0] - sign[1] <= 3 * LINE


def test_7_2_5_and_7_2_6_number_and_signers_of_an_upward_paper(papers: dict[str, Path]) -> None:
    first = read_pages(papers["upward"])[0]
    above, last = first.find("签发人"), first.find("甲政发")
    assert last.text.startswith("甲政发〔2026〕7号")
    assert last.text.endswith("王五")
    assert last.left == mm(28 + CHARACTER)
    assert "签发人：张三李四光" in above.text.replace(" ", "")
    assert above.right == mm(184 - CHARACTER)


def test_7_2_6_a_number_with_blanks_stands_below_the_signer(papers: dict[str, Path]) -> None:
    """Too long to stand beside the name before it is filled in: nothing is broken for it."""
    first = read_pages(papers["unnumbered"])[0]
    signer, number = first.find("签发人："), first.find("甲卫发")
    assert signer.text.replace(" ", "") == "签发人：【待填：签发人】"
    assert signer.right == mm(184 - CHARACTER, 3)  # Typst takes half of a bracket that ends a line
    assert number.y - signer.y == mm(LINE)
    assert number.left == mm(28 + CHARACTER)


@pytest.mark.parametrize("name", ["single", "joint", "upward"])
def test_7_2_7_the_red_rule_stands_4_mm_below_the_number(papers: dict[str, Path], name: str) -> None:
    rule, = red_rules(read_pages(papers[name])[0])
    assert (rule.left, rule.right) == (mm(28), mm(184))
    *_, number, line = find_ink(papers[name], 1, (28, 100, 184, rule.y + 1))
    assert line[0] - number[1] == mm(4, 0.5)


def test_7_3_1_the_title_stands_two_blank_lines_below_the_rule(papers: dict[str, Path]) -> None:
    first = read_pages(papers["single"])[0]
    rule, = red_rules(first)
    titles = [line for line in first.lines if line.size == pytest.approx(22, abs=0.1)]
    assert [(line.left + line.right) / 2 for line in titles] == [mm(106)] * len(titles)
    assert "".join(line.text for line in titles) == "甲县教育局关于做好校园安全有关工作的通知"
    ink = find_ink(papers["single"], 1, (28, rule.y + 1, 184, rule.y + 40))[0][0]
    assert 2 * LINE <= ink - rule.y <= 2.6 * LINE


def test_7_3_2_recipients_stand_flush_left_one_blank_line_below_the_title(papers: dict[str, Path]) -> None:
    first = read_pages(papers["single"])[0]
    sent = first.find("各乡镇人民政府")
    assert sent.left == mm(28)
    assert sent.text.endswith("：")
    title = [line for line in first.lines if line.size > 20 and line.color != RED][-1]
    assert 1.5 * LINE <= sent.y - title.y <= 2.6 * LINE


def test_7_3_2_and_7_3_3_page_1_shows_text_however_many_recipients(papers: dict[str, Path]) -> None:
    pages = read_pages(papers["crowded"])
    assert pages[0].find("一、总体要求")
    assert not [line for line in pages[0].lines if "甲县第一镇" in line.text and line.y < 200]
    sent, copied = pages[-1].find("主送："), pages[-1].find("抄送：")
    assert sent.y < copied.y
    assert not [rule for rule in black_rules(pages[-1]) if sent.y < rule.y < copied.y]


def test_7_3_3_paragraphs_begin_two_characters_in_and_go_on_flush(papers: dict[str, Path]) -> None:
    lines = read_pages(papers["single"])[1].lines
    begins = [line for line in lines if line.text.startswith("各有关单位")]
    assert begins
    assert all(line.left == mm(28 + 2 * CHARACTER) for line in begins)
    assert all(line.left == mm(28) for line in lines if line not in begins)


def test_7_3_4_attachments_are_noted_one_blank_line_below(papers: dict[str, Path]) -> None:
    lines = read_pages(papers["single"])[3].lines
    at = next(i for i, line in enumerate(lines) if line.text.startswith("附件"))
    first, second, wrapped = lines[at:at + 3]
    assert first.text == "附件：1.甲县校园安全任务分解表"
    assert first.left == mm(28 + 2 * CHARACTER)
    assert first.y - lines[at - 1].y == mm(2 * LINE)
    assert wrapped.left - second.left == mm(1.5 * CHARACTER)
    assert not wrapped.text.endswith("。")


def test_7_3_5_1_with_a_seal_the_office_is_centred_on_the_date(papers: dict[str, Path]) -> None:
    lines = read_pages(papers["single"])[3].lines
    at = next(i for i, line in enumerate(lines) if line.text.startswith("2026年1月5日"))
    office, date = lines[at - 1], lines[at]
    assert (office.left + office.right) / 2 == mm((date.left + date.right) / 2)
    # Six characters wide in Word; LibreOffice sets digits a little apart from characters.
    assert (date.left + date.right) / 2 == mm(184 - (4 + 6 / 2) * CHARACTER)
    assert office.y - lines[at - 2].y == mm(3 * LINE)


def test_7_3_5_1_joint_seals_do_not_touch_and_the_last_is_on_the_date(papers: dict[str, Path]) -> None:
    lines = read_pages(papers["joint"])[-1].lines
    at = next(i for i, line in enumerate(lines) if line.text.startswith("2026年11月15日"))
    rows = [line for line in lines[:at] if "甲县" in line.text and "局" in line.text]
    assert [line.text for line in rows] == ["甲县卫生健康局甲县教育局", "甲县市场监督管理局甲县公安局"]
    assert rows[1].y - rows[0].y == mm(5 * LINE)
    assert lines[at].y - rows[1].y == mm(LINE)
    assert all(line.left >= 28 and line.right <= 184 for line in rows)


def test_7_3_5_2_without_a_seal_the_date_begins_two_characters_right_of_the_office(papers: dict[str, Path]) -> None:
    lines = read_pages(papers["upward"])[-1].lines
    at = next(i for i, line in enumerate(lines) if line.text.startswith("2026年11月5日"))
    office, date = lines[at - 1], lines[at]
    assert office.text == "甲县人民政府"
    assert date.left - office.left == mm(2 * CHARACTER)
    assert office.y - lines[at - 2].y == mm(2 * LINE)
    assert date.left == mm(184 - (2 + 6.5) * CHARACTER)  # longer than the office's name: two in from the right


def test_7_3_5_3_a_signers_title_leaves_room_for_the_stamp(papers: dict[str, Path]) -> None:
    lines = read_pages(papers["stamp"])[0].lines
    at = next(i for i, line in enumerate(lines) if line.text.startswith("2026年3月15日"))
    title, date = lines[at - 1], lines[at]
    assert title.right == mm(184 - 6 * CHARACTER - 40)
    assert date.right == mm(184 - 4 * CHARACTER)
    assert title.y - lines[at - 2].y == mm(3.5 * LINE)
    assert date.y - title.y == mm(2.5 * LINE)


def test_7_3_6_the_remark_stands_two_characters_in_in_round_brackets(papers: dict[str, Path]) -> None:
    lines = read_pages(papers["single"])[3].lines
    assert lines[-1].text.startswith("（联系人")
    assert lines[-1].text.endswith("）")
    assert lines[-1].left == mm(28 + 2 * CHARACTER)


def test_7_3_7_attachments_begin_a_page_title_on_the_third_line(papers: dict[str, Path]) -> None:
    lines = read_pages(papers["single"])[4].lines
    assert lines[0].text == "附件1"
    assert lines[0].left == mm(28)
    assert "Hei" in lines[0].font
    assert lines[0].y - LINE / 2 == mm(37)
    assert 2 * LINE <= lines[1].y - 37 <= 3.5 * LINE
    assert (lines[1].left + lines[1].right) / 2 == mm(106)


@pytest.mark.parametrize(("name", "height"), [("single", 3), ("joint", 2), ("upward", 2)])
def test_7_4_the_imprint_ends_on_the_type_areas_foot(papers: dict[str, Path], name: str, height: int) -> None:
    last = read_pages(papers[name])[-1]
    top, middle, foot = black_rules(last)
    assert foot.y == mm(262)
    assert [(rule.left, rule.right) for rule in (top, middle, foot)] == [(mm(28), mm(184))] * 3
    assert [rule.width for rule in (top, middle, foot)] == [mm(0.35, 0.02), mm(0.25, 0.02), mm(0.35, 0.02)]
    inside = [line for line in last.lines if top.y < line.y < foot.y]
    assert len(inside) == height
    assert inside[0].text.startswith("抄送：")
    assert inside[0].size == pytest.approx(14, abs=0.1)
    assert [inside[0].left, inside[-1].left] == [mm(28 + 14 * POINT)] * 2
    assert inside[-1].right == mm(184 - 14 * POINT)
    assert inside[-1].text.endswith("日印发")
    assert inside[-2].text.endswith("。")
    assert all(line.left == mm(28 + 4 * 14 * POINT) for line in inside[1:-1])


def test_7_5_page_numbers_stand_7_mm_below_odd_right_and_even_left(papers: dict[str, Path]) -> None:
    for i, page in enumerate(read_pages(papers["single"])[:5], 1):
        assert page.number is not None
        assert page.number.text == f"—{i}—"
        box = (28, 264, 184, 275)
        dash = find_ink(papers["single"], i, (page.number.left, box[1], page.number.left + 2, box[3]))
        assert sum(dash[0]) / 2 == mm(269)
        side = 184 - page.number.right if i % 2 else page.number.left - 28
        assert side == mm(14 * POINT)


def test_8_landscape_pages_keep_number_and_binding_edge(papers: dict[str, Path]) -> None:
    """The page turned upright: head of the table to the left, number where it stands on the other pages."""
    pages = read_pages(papers["single"])
    lying = [(i, page) for i, page in enumerate(pages, 1) if page.width > page.height]
    assert [i for i, _ in lying][:3] == [6, 7, 8]
    for i, page in lying:
        assert "".join(page.turned) == f"—{i}—"
        up, down = ((184 - 30, 186) if i % 2 else (26, 28 + 30))
        bands = find_ink(papers["single"], i, (26, up, 31, down))
        near = bands[-1][1] if i % 2 else bands[0][0]
        assert near == mm(184 - 14 * POINT if i % 2 else 28 + 14 * POINT)
        assert page.lines[0].y > 28


@pytest.mark.parametrize("page", [7, 8])
def test_8_heads_of_tables_are_repeated(papers: dict[str, Path], page: int) -> None:
    assert read_pages(papers["single"])[page - 1].lines[0].text == "序号任务时限"


def test_10_1_a_letters_sign_and_rules(papers: dict[str, Path]) -> None:
    """Sign 30 mm from the edge; 4 mm below it a double rule of 170 mm, thick above thin; another near the foot."""
    path = papers["letter"]
    first = read_pages(path)[0]
    sign, thick, thin, *_ = find_ink(path, 1, (28, 20, 184, 60))
    assert sign[0] == mm(30)
    assert thick[0] - sign[1] == mm(4)
    assert thick[1] - thick[0] > thin[1] - thin[0]
    rules = red_rules(first)
    assert [(rule.left, rule.right) for rule in rules] == [(mm(21), mm(191))] * 4
    assert [rule.width > 0.5 for rule in rules] == [True, False, False, True]
    assert [297 - rule.y for rule in rules[2:]] == [mm(20)] * 2
    assert first.number is None
    assert not red_rules(read_pages(path)[1])


def test_10_1_a_letters_marks_and_number(papers: dict[str, Path]) -> None:
    path = papers["letter"]
    first = read_pages(path)[0]
    line = first.find("甲水函〔2026〕4号")
    assert line.right == mm(184)
    assert line.text.startswith("加急")
    assert line.left == mm(28)
    *_, thin, text = find_ink(path, 1, (28, 20, 184, 60))
    assert text[0] - thin[1] == mm(7 / 8 * 16 * POINT)


def test_10_1_a_letters_imprint_has_neither_rules_nor_office(papers: dict[str, Path]) -> None:
    last = read_pages(papers["letter"])[-1]
    assert not black_rules(last)
    assert last.lines[-1].text == "抄送：县河长制办公室。"
    assert 250 < last.lines[-1].y < 262
    assert last.number is not None


def test_10_2_an_orders_sign_stands_20_mm_below_the_type_area_without_a_rule(papers: dict[str, Path]) -> None:
    """Two blank lines, the number in the middle, two blank lines, the text; closed with the signer's stamp."""
    path = papers["order"]
    first = read_pages(path)[0]
    sign = next(line for line in first.lines if line.color == RED)
    assert find_ink(path, 1, (28, 40, 184, 90))[0][0] == mm(57)
    assert (sign.left + sign.right) / 2 == mm(106)
    assert red_rules(first) == []
    number, text = first.find("第3号"), first.find("各有关单位")
    assert (number.left + number.right) / 2 == mm(106)
    assert text.y - number.y == mm(3 * LINE)
    band, below = find_ink(path, 1, (28, 40, 184, 105))[:2]
    assert 2 * LINE <= below[0] - band[1] <= 3 * LINE
    assert text.left == mm(28 + 2 * CHARACTER)
    title, date = first.find("县长"), first.find("2026年3月15日")
    assert title.right == mm(184 - 6 * CHARACTER - 40)
    assert date.right == mm(184 - 4 * CHARACTER)


def test_10_3_minutes_have_their_sign_35_mm_below_and_name_who_was_there(papers: dict[str, Path]) -> None:
    """出席 a blank line below the text, its label in 黑体 two characters in, names under the first; the others so."""
    path = papers["minutes"]
    pages = read_pages(path)
    sign = next(line for line in pages[0].lines if line.color == RED)
    assert find_ink(path, 1, (28, 60, 184, 100))[0][0] == mm(72)
    assert (sign.left + sign.right) / 2 == mm(106)
    lines = pages[0].lines
    at = next(i for i, line in enumerate(lines) if line.text.startswith("出席："))
    there = lines[at]
    assert there.y - lines[at - 1].y == mm(2 * LINE)
    assert there.left == mm(28 + 2 * CHARACTER)
    assert "Hei" in there.font
    assert lines[at + 1].left == mm(28 + 5 * CHARACTER)
    assert "Fang" in lines[at + 1].font
    away = [page.find(label) for label in ("请假：", "列席：") for page in pages
            if any(label in line.text for line in page.lines)]
    assert [line.left for line in away] == [mm(28 + 2 * CHARACTER)] * 2
    assert all("Hei" in line.font for line in away)
    assert away[1].y - away[0].y == mm(LINE)
