"""LibreOffice, where it is installed (格式转换): old formats into those that are read, no macro run."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from extractor.readers.packages import BadPackage

_PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", r"C:\Program Files\LibreOffice\program\soffice.exe")
_SECONDS = 50  # less than a worker has, so that the message is the true one
_NOWHERE = "127.0.0.1"  # where a link in a file would be sought: nobody listens on port 9
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", _NOWHERE),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", _NOWHERE),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetFTPProxyName", _NOWHERE),
    ("Inet/Settings", "ooInetFTPProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)


def find_office() -> str | None:
    """LibreOffice's program, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or next(
        (p for p in _PLACES if Path(p).exists()), None)


def convert_file(data: bytes, ending: str, target: str) -> bytes:
    """Convert a file with LibreOffice, in a profile of this process's own.

    ending   what the data is: doc, rtf, xls
    target   what to make of it: docx, xlsx
    raises   BadPackage: LibreOffice is missing, did not finish in time, or could not read the file
    """
    program = find_office()
    if program is None:
        raise BadPackage("没有安装 LibreOffice", "请安装 LibreOffice，或另存为 .docx 后再试")
    profile = _make_profile()
    with tempfile.TemporaryDirectory(prefix="luoshi-") as folder:
        source = Path(folder) / f"file.{ending}"
        source.write_bytes(data)
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
                   "--nodefault", "--convert-to", target, "--outdir", folder, str(source)]
        try:
            subprocess.run(command, check=False, timeout=_SECONDS, stdin=subprocess.DEVNULL, cwd=folder,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment())
        except subprocess.TimeoutExpired as error:
            raise BadPackage(f"LibreOffice {_SECONDS} 秒没有转换完") from error
        made = Path(folder) / f"file.{target}"
        if not made.exists():
            raise BadPackage("LibreOffice 打不开这个文件，可能已损坏或加密")
        return made.read_bytes()


def _environment() -> dict[str, str]:
    """The environment without what would lead LibreOffice onto the network."""
    kept = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    return {**kept, **{f"{p}_proxy": f"http://{_NOWHERE}:9" for p in ("http", "https", "ftp")}, "no_proxy": "",
            "SAL_USE_VCLPLUGIN": "svp"} if sys.platform == "linux" else kept


@cache
def _make_profile() -> Path:
    """A profile of this process's own that runs no macro, follows no link and reaches no network."""
    profile = Path(tempfile.mkdtemp(prefix="luoshi-office-"))
    atexit.register(shutil.rmtree, profile, ignore_errors=True)
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(mode=0o700)
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>" for path, name, value in _SETTINGS)
    settings.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>", "utf-8")
    return profile
