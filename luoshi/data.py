"""Where the shipped wording and sample notices lie (随附资料): in the package, else in the checkout."""

from __future__ import annotations

from pathlib import Path

from specs.errors import UnreadableFile

_INSTALLED = Path(__file__).parent / "_data"
_CHECKOUT = Path(__file__).parents[1]
DEMO = "demo-occupational-health-2025"


def find_data(name: str) -> Path:
    """The folder `templates` or `corpus` as shipped.

    raises  UnreadableFile: it is neither in the package nor beside it
    """
    for root in (_INSTALLED, _CHECKOUT):
        if (root / name).is_dir():
            return root / name
    raise UnreadableFile(name, "随程序安装的资料缺失", "请重新安装 luoshi")


def find_demo_notice() -> Path:
    """The notice that the demo runs on.

    raises  UnreadableFile: it was not shipped
    """
    path = find_data("corpus") / DEMO / "notice.txt"
    if not path.is_file():
        raise UnreadableFile(path, "示例通知缺失", "请重新安装 luoshi")
    return path
