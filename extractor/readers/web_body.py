"""Where a page's main text stands (网页正文): the containers of government sites, else where text is densest."""

from __future__ import annotations

import re

from lxml import html

# The containers of the content systems that government sites run on, the surest first.
_CONTAINERS = (
    "//*[@id='UCAP-CONTENT']", "//*[contains(@class,'TRS_Editor')]", "//*[contains(@class,'TRS_UEDITOR')]",
    "//*[@id='zoom' or @id='Zoom']", "//*[contains(concat(' ',@class,' '),' pages_content ')]",
    *(f"//*[contains(concat(' ',@class,' '),' {name} ') or @id='{name}']"
      for name in ("article-content", "article_content", "news_content", "wzcon", "article")),
    "//article", "//main",
)
_HIDDEN_TAGS = frozenset((
    "script", "style", "noscript", "nav", "footer", "button", "select", "option", "iframe", "template", "head",
    "title", "input", "textarea", "object", "embed", "applet", "audio", "video", "canvas", "svg", "math", "link",
    "meta"))
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|crumbs?|footer|copyright|share|bdsharebuttonbox|sidebar|toolbar|"
    r"pager|pagination|related|qrcode|recommend)(?:$|[\s_-])", re.I)
_STAYS_WHOLE = ("p", "span", "font", "table", "tbody", "tr", "pre")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_LEAST_TEXT = 80
_LEAST_SHARE = 0.3
_PROSE = re.compile(r"[。；;，、]|\d{4}年")
_SPLIT_HERE = 0.85


def is_shown(element: html.HtmlElement) -> bool:
    """Whether an element belongs to what a visitor reads: no script, menu, footer or hidden part."""
    if not isinstance(element.tag, str) or element.tag in _HIDDEN_TAGS:
        return False
    if _INVISIBLE.search(element.get("style", "")) or element.get("hidden") is not None:
        return False
    return not _AROUND.search(f"{element.get('id', '')} {element.get('class', '')}")


def find_body(root: html.HtmlElement) -> html.HtmlElement:
    """The element that holds the main text.

    root     the page
    returns  a government site's container where it holds a good share of the page's prose, else the smallest
             element with most of it
    """
    weights = _weigh(root)
    whole = weights.get(root, 0)
    for path in _CONTAINERS:
        found = [e for e in root.xpath(path) if weights.get(e, 0) >= max(_LEAST_TEXT, _LEAST_SHARE * whole)]
        if found:
            return max(found, key=lambda e: weights[e])
    return _densest(root, weights)


def _weigh(root: html.HtmlElement) -> dict[html.HtmlElement, int]:
    """How many characters of prose stand below each element: links and lines without marks count nothing."""
    weights: dict[html.HtmlElement, int] = {}
    hidden: set[html.HtmlElement] = set()
    for element in root.iter():
        frame = element is root or element.tag == "body"
        if element.getparent() in hidden or not (frame or is_shown(element)):
            hidden.add(element)
    for element in reversed(list(root.iter())):
        if element in hidden:
            continue
        own = [element.text or "", *(child.tail or "" for child in element)]
        weight = sum(weights.get(child, 0) for child in element)
        if element.tag != "a":
            weight += sum(len(t.strip()) for t in own if _PROSE.search(t) or len(t.strip()) >= 20)
        weights[element] = weight
    return weights


def _densest(root: html.HtmlElement, weights: dict[html.HtmlElement, int]) -> html.HtmlElement:
    """Go down from the page as long as one part holds most of the prose; not into a single paragraph."""
    bodies = root.findall("body")
    at: html.HtmlElement = bodies[0] if bodies else root
    while True:
        least = _SPLIT_HERE * weights.get(at, 0)
        child = next((c for c in at if weights.get(c, 0) >= least > 0), None)
        if child is not None and child.tag == "table":  # a page that is laid out in a table
            child = next((c for c in child.iter("td") if weights.get(c, 0) >= least), None)
        if child is None or child.tag in _STAYS_WHOLE:
            return at
        at = child


def find_title(root: html.HtmlElement, body: html.HtmlElement, words: str) -> str | None:
    """The notice's title out of the page's metadata or heading, where the main text does not begin with it.

    words    the main text
    returns  None where the text has a title, or the page names none
    """
    named = root.xpath("//meta[translate(@name,'ARTICLE','article')='articletitle']/@content")
    headings = [h.text_content() for h in root.iter("h1", "h2") if is_shown(h) and not _inside(h, body)]
    for title in (*named, *headings):
        title = " ".join(title.split())
        if len(title) < 6 or not re.search(r"[\u4e00-\u9fff]{4}", title):
            continue
        if re.sub(r"\s", "", title) not in re.sub(r"\s", "", words[:3000]):
            return title
        return None
    return None


def _inside(element: html.HtmlElement, body: html.HtmlElement) -> bool:
    return any(e is body for e in element.iterancestors())
