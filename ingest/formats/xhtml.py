"""A chapter of a book, as HTML, to pieces: all of it, unlike a web page."""

from collections.abc import Iterator

from lxml import etree, html

from ingest.formats.piece import Piece, PieceKind, RefusedError, piece
from ingest.words import lexicon

# Chapters nest some 20 deep; at this depth recursion is far from Python's limit.
MAX_DEPTH = 200
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SKIPPED = frozenset({"script", "style", "nav", "svg", "math", "head", "template", "noscript"})
_BLOCKS = _HEADINGS.keys() | lexicon(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure "
    "footer form header hr li main ol p pre section summary table tbody td tfoot th thead tr ul"
)
_TYPE = "{http://www.idpf.org/2007/ops}type"
_NOTES = frozenset({"footnote", "endnote", "rearnote", "note"})


def page_pieces(content: bytes) -> Iterator[Piece]:
    """Yield the pieces of a page in its order; raises RefusedError for tags that nest too deep."""
    if not content.strip():
        return
    root = html.document_fromstring(content, parser=html.HTMLParser(huge_tree=False))
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise RefusedError(f"its tags nest deeper than {MAX_DEPTH}", "save its text")
    body = root.find("body")
    yield from _block(root if body is None else body)


def _block(element: etree._Element) -> Iterator[Piece]:
    """Yield what a block says: its own words in runs, between the blocks inside it."""
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return
    kinds = (
        f"{element.get(_TYPE) or ''} {element.get('epub:type') or ''} {element.get('role') or ''}"
    )
    if _NOTES & {kind.removeprefix("doc-") for kind in kinds.split()}:
        yield piece(PieceKind.NOTE, "".join(element.itertext()))
    elif element.tag == "tr":
        cells = element.iterchildren("td", "th")
        yield piece(PieceKind.ROW, *("".join(cell.itertext()) for cell in cells))
    else:
        yield from _runs(element)


def _runs(element: etree._Element) -> Iterator[Piece]:
    run = [element.text or ""]
    for child in element.iterchildren():
        is_tag = isinstance(child.tag, str)
        if is_tag and (child.tag in _BLOCKS or _has_block(child)):
            yield from _said(element, run)
            yield from _block(child)
            run = []
        elif is_tag and child.tag == "br":
            run.append(" ")
        elif is_tag and child.tag not in _SKIPPED:
            run.append("".join(child.itertext()))
        run.append(child.tail or "")
    yield from _said(element, run)


def _has_block(element: etree._Element) -> bool:
    return any(isinstance(one.tag, str) and one.tag in _BLOCKS for one in element.iterdescendants())


def _said(element: etree._Element, run: list[str]) -> Iterator[Piece]:
    text = "".join(run)
    if not text.strip():
        return
    if element.tag in _HEADINGS:
        yield piece(PieceKind.HEADING, text, level=_HEADINGS[element.tag])
    elif element.tag in ("li", "dd") or element.getparent().tag == "li":
        yield piece(PieceKind.ITEM, text)
    else:
        yield piece(PieceKind.PARAGRAPH, text)
