"""XML of unknown origin (XML 部件): no entity resolved, nothing fetched, nesting within reason."""

from __future__ import annotations

from lxml import etree

from extractor.readers.packages import BadPackage


def parse_xml(data: bytes, name: str) -> etree._Element:
    """An XML part as a tree; one with a document type is refused, as no office program writes it.

    raises  BadPackage: broken XML, a document type (entity bombs, external entities), nesting or text beyond reason;
            MemoryError
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
                             remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        code = getattr(error, "code", None)  # the stubs do not know it
        if code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        if code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise BadPackage(f"“{name}”嵌套太深或一段文字过长，已拒绝") from error
        raise BadPackage(f"文件已损坏，“{name}”不是有效的 XML") from error
    except ValueError as error:
        raise BadPackage(f"文件已损坏，“{name}”不是有效的 XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadPackage(f"“{name}”含有文档类型声明（DTD），可能夹带实体攻击，已拒绝")
    return root
