"""HTML files to pieces: the main text, without what stands around it."""

from collections.abc import Iterator

from lxml import etree
from trafilatura import bare_extraction
from trafilatura.utils import load_html

from ingest.formats.piece import Contents, Piece, PieceKind, RefusedError, piece

# Pages nest some 30 deep; at this depth the extractor's recursion is far from Python's limit.
MAX_DEPTH = 200


def read_html(content: bytes) -> Contents:
    """Return the main text of a page; raises RefusedError where there is none."""
    tree = load_html(content)
    if tree is None:
        raise RefusedError("it is no HTML", "save the page anew")
    if _depth(tree) > MAX_DEPTH:
        raise RefusedError(f"its tags nest deeper than {MAX_DEPTH}", "save its text")
    language = next(iter(tree.xpath("/html/@lang")), None)
    found = bare_extraction(
        tree,
        favor_recall=True,
        include_comments=False,
        with_metadata=True,
        # Dates in the text are of what it tells, not of when it appeared.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict) or found.body is None:
        raise RefusedError("it holds no main text", "save the text of the page")
    return Contents(
        tuple(_pieces(found.body)),
        title=found.title,
        published=found.date,
        language=language,
        authors=tuple(name.strip() for name in (found.author or "").split(";")),
        publisher=found.sitename,
    )


def _depth(tree: etree._Element) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _pieces(parent: etree._Element) -> Iterator[Piece]:
    """Yield the pieces below an element of the extractor's own tags (TEI's)."""
    for element in parent.iterchildren("*"):
        match element.tag:
            case "head":
                level = int(element.get("rend", "h2")[-1:] or 2)
                yield piece(PieceKind.HEADING, _text(element), level=level)
            case "list":
                for item in element.iter("item"):
                    yield piece(PieceKind.ITEM, _text(item))
            case "table":
                for row in element.iter("row"):
                    yield piece(PieceKind.ROW, *(_text(cell) for cell in row.iter("cell")))
            case "quote" | "div" if len(element):
                yield from _pieces(element)
            case "graphic" | "code":
                pass
            case _:
                yield piece(PieceKind.PARAGRAPH, _text(element))


def _text(element: etree._Element) -> str:
    return "".join(element.itertext())
