"""Words of table heads (表头用词) that several kinds of table share."""

from __future__ import annotations

import re

# A column of places or units, whose rows each take a share.
WHO = re.compile(
    r"^(?:各?(?:县|区|市|镇|乡|村|街道|社区|州|省)[一-鿿()、]{0,8}|(?:实施|责任|承担|建设|任务)?(?:单位|地区|区域|主体|学校)(?:名称)?"
    r"|行政区划?|所在地|地\s?区|单\s?位|区\s?县|乡\s?镇)$"
)
