"""Papers that show every part of the format (版式样张), in the signs of a template."""

from __future__ import annotations

from generator.blocks import Document
from generator.compose.markup import parse_markup

# Long enough for a whole line of 28 characters without a mark that office programs would squeeze or hang.
TEXT = ("各有关单位要按照职责分工建立台账明确专人定期调度并且确保各项任务按照时限要求一一落到实处，对工作不力的"
        "予以通报，对成效明显的予以表扬。")
_ROWS = "\n".join("| 1 | 甲 | 2026年 |" for _ in range(60))
_COPIED = "县委办公室，县政府办公室，县人大常委会办公室，县政协办公室，县纪委监委机关，县法院，县检察院"
_KINDS = ("镇人民政府", "局及其所属单位", "企业有限公司")
_MANY = "，".join(f"甲县第{n}{kind}" for kind in _KINDS for n in "一二三四五六七八九十")
_HEAD = "@表 10,40,50\n| 序号 | 任务 | 时限 |"


def _body(paragraphs: int) -> str:
    return "\n".join(["# 总体要求", *[TEXT] * paragraphs])


MARKUP = {
    "single": f"""@版头 甲县教育局文件 | 甲教发〔2026〕12号
@标题 甲县教育局关于做好校园安全有关工作的通知
@主送 各乡镇人民政府，县直各学校
{_body(20)}
@附件说明 甲县校园安全任务分解表
@附件说明 甲县校园安全责任清单和隐患排查整治台账以及其他需要长期报送的各类表格名称很长的附件
@落款 甲县教育局 | 2026年1月5日
@附注 （联系人：张三，电话：0990-1234567）
@附件 1
@标题 甲县校园安全任务分解表
{_HEAD}
| 1 | 甲 | 2026年 |
@附件 2 | 横排
@标题 甲县校园安全责任清单和隐患排查整治台账以及其他需要长期报送的各类表格名称很长的附件
{_HEAD}
{_ROWS}
@版记 {_COPIED} | 甲县教育局办公室 | 2026年1月5日""",
    "joint": f"""@版头 甲县卫生健康局、甲县教育局、甲县市场监督管理局文件 | 甲卫发〔2026〕3号
@标题 甲县卫生健康局 甲县教育局 甲县市场监督管理局关于联合开展学校食堂检查的通知
@主送 各乡镇人民政府
{_body(9)}
@落款 甲县卫生健康局、甲县教育局、甲县市场监督管理局、甲县公安局 | 2026年11月15日
@版记 县政府办公室 | 甲县卫生健康局办公室 | 2026年11月16日""",
    "upward": f"""@版头 甲县人民政府文件 | 甲政发〔2026〕7号
@份号 000012
@密级 机密★1年
@紧急程度 特急
@签发人 张三、李四光、王五
@标题 甲县人民政府关于粮食安全工作情况的报告
@主送 乙市人民政府
{_body(5)}
特此报告。
@落款 甲县人民政府 | 2026年11月5日 | 不加盖印章
@版记 乙市粮食和物资储备局 | 甲县人民政府办公室 | 2026年11月5日""",
    "letter": f"""@信函 甲县水利局 | 甲水函〔2026〕4号
@紧急程度 加急
@标题 甲县水利局关于商请协助开展河道巡查的函
@主送 乙镇人民政府
{_body(14)}
专此函达。
@落款 甲县水利局 | 2026年3月15日
@版记 县河长制办公室""",
    "stamp": f"""@标题 甲县森林防火禁火令
{_body(3)}
@落款 县长 | 2026年3月15日 | 签名章""",
    "crowded": f"""@版头 甲县人民政府办公室文件 | 甲政办发〔2026〕8号
@标题 甲县人民政府办公室关于做好汛期值班工作的通知
@主送 {_MANY}
{_body(2)}
@落款 甲县人民政府办公室 | 2026年6月1日
@版记 县委办公室 | 甲县人民政府办公室 | 2026年6月1日""",
}


def make_sample(name: str) -> Document:
    """One of the papers of MARKUP."""
    blocks = parse_markup(MARKUP[name], name)
    return Document(name, name, blocks)
