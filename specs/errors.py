"""Everything that Luoshi may refuse to do (错误), one class a remedy.

A message says what, where, what was found and what to do, in Chinese for staff at the screen.
Odd text is no error: return less and add a `Doubt`.
"""


class LuoshiError(Exception):
    """The root of all errors that a user may meet; `str()` is the one line shown to her.

    where  the file, county or field concerned
    found  what was found there
    cure   what to do about it
    """

    what = "无法完成"

    def __init__(self, where: object, found: str, cure: str = "") -> None:
        self.where, self.found, self.cure = str(where), found, cure
        super().__init__(where, found, cure)

    def __str__(self) -> str:
        tail = f"。{self.cure}" if self.cure else ""
        return f"{self.what}：{self.where}——{self.found}{tail}"


class UnreadableFile(LuoshiError):
    """A file cannot be read as a notice; another file may."""

    what = "文件无法读取"


class BadModel(LuoshiError):
    """The spaCy model that the office has set cannot be loaded."""

    what = "语言模型无法载入"


class NotASpec(LuoshiError):
    """A JSON file is no luoshi-spec/1, or breaks what must hold of any spec."""

    what = "不是有效的规格文件"


class UnknownDivision(LuoshiError):
    """A province, prefecture or county is not in the register on that date."""

    what = "找不到行政区划"


class UnknownFact(LuoshiError):
    """No fact of the spec is the one asked for."""

    what = "找不到要素"


class BadSheet(LuoshiError):
    """A review sheet cannot be taken over; `rows` lists (sheet, row, what was found, what to do)."""

    what = "审核表有误，没有写入任何内容"

    def __init__(self, where: object, found: str, cure: str = "", *,
                 rows: tuple[tuple[str, int, str, str], ...] = ()) -> None:
        super().__init__(where, found, cure)
        self.rows = rows


class UnknownTemplate(LuoshiError):
    """A template or kind of document does not exist, or its wording is broken."""

    what = "文书模板有误"


class BadProfile(LuoshiError):
    """A county profile, office file or list has a field that is missing or wrong."""

    what = "县区资料有误"


class OpenFields(LuoshiError):
    """Fields that nobody can know are open; `rows` lists (county, document, field, why)."""

    what = "有待填事项，未生成任何文件"

    def __init__(self, where: object, found: str, cure: str = "", *,
                 rows: tuple[tuple[str, str, str, str], ...] = ()) -> None:
        super().__init__(where, found, cure)
        self.rows = rows


class SecretSource(LuoshiError):
    """A notice is marked secret, or not to be told outside; nothing is made of it."""

    what = "来文标有密级或不得公开，没有生成文书"


class BasesDisagree(LuoshiError):
    """Papers that a plan rests on disagree; `rows` lists (number, what, what the plan's says, what the other says)."""

    what = "依据不一致，未生成任何文件"

    def __init__(self, where: object, found: str, cure: str = "", *,
                 rows: tuple[tuple[str, ...], ...] = ()) -> None:
        super().__init__(where, found, cure)
        self.rows = rows


class NotConfirmed(LuoshiError):
    """Addressees were written out by the register or read in the notice, and nobody has said that they are right."""

    what = "主送单位还没有确认，未生成任何文件"


class BadDraft(LuoshiError):
    """An edited draft in Markdown cannot be read back; `where` names the line."""

    what = "文稿有误"


class ForeignLevel(LuoshiError):
    """A county's plan still speaks of another level (我省 全市 各市州) outside quotes and names."""

    what = "文中还有其他层级的用语，未生成"


class RegistryError(LuoshiError):
    """The registry of kept specs cannot be opened, or has no such entry."""

    what = "规格库有误"


class MissingTool(LuoshiError):
    """A program, component or font is not on this machine."""

    what = "缺少组件"


class BadManifest(LuoshiError):
    """A folder holds no run, or what a run left there cannot be read."""

    what = "没有可核对的生成记录"


class CannotWrite(LuoshiError):
    """An output file or folder cannot be written."""

    what = "无法写入"
