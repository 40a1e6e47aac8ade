"""Headings that carry no mark: which bare lines are title, heading or web furniture.

A bare line is a short line that stands alone and has no sentence-final mark. Its part is told by
the run of bare lines in which it stands:

- The first line of the document is its title.
- In the run right after the title, one line above prose is a heading. Several are furniture: two
  headings have no reason to follow each other before anything was said; only a last line that
  says "Introduction" or the like is kept.
- In a later run, one line above prose is a heading, two are a section and its subsection, three or
  more are a menu, whose last line alone is a heading.
- Lines with nothing below them head nothing: an author card, a footer.
- Labels made of control words (`ingest.furniture`) are furniture anywhere.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from ingest.blocks import Block, BlockKind
from ingest.furniture import is_byline, is_widget_label
from ingest.words import folded_words, lexicon

# Two lines of a wide column at most: longer unpunctuated text is a caption or a loose sentence.
_MAX_HEADING = 130
_MAX_HEADING_WORDS = 18

_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+")
# A caption or source line belongs to its figure, not to the prose below it.
_CAPTION = re.compile(
    r"(?:fig(?:ure|ura|\.)?|table|tabl[ae]|tabela|chart|map|mapa|box|gr[áa]fico|quadro|cuadro)\s+\d"
    r"|(?:source|fuente|fonte|note|nota)s?\b",
    re.IGNORECASE,
)
_LINE_START = re.compile(r"[^\n]*\Z")
_OPENERS = lexicon(
    "introduction overview background summary abstract foreword preface context executive key "
    "findings introduccion resumen ejecutivo antecedentes contexto prologo presentacion "
    "introducao resumo executivo sumario apresentacao prefacio the el o and y e"
)


def infer_headings(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with bare lines turned into what they are.

    Where the file marks headings itself (besides a title), only furniture is looked for.
    """
    marked = [block for block in blocks if block.kind is BlockKind.HEADING]
    runs = _bare_runs(text, blocks)
    in_runs = {index for run in runs for index in run}
    speaks = any(
        block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW) and index not in in_runs
        for index, block in enumerate(blocks)
    )
    found = list(blocks)
    for run in runs if speaks else ():
        kinds = _kinds(text, blocks, run, marked=marked)
        heads = [index for index, kind in zip(run, kinds, strict=True) if kind is BlockKind.HEADING]
        for index, kind in zip(run, kinds, strict=True):
            level = heads.index(index) + 1 if index in heads else 0
            number = _numbered_level(text, blocks[index]) if index in heads else 0
            found[index] = replace(blocks[index], kind=kind, level=number or level)
    return tuple(found)


def _bare_runs(text: str, blocks: Sequence[Block]) -> list[list[int]]:
    """Return the indexes of neighbouring bare lines, run by run."""
    runs: list[list[int]] = []
    for index in range(len(blocks)):
        if not _is_bare(text, blocks, index):
            continue
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _is_bare(text: str, blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index]
    line = text[block.start : block.end]
    if len(line) > _MAX_HEADING or len(line.split()) > _MAX_HEADING_WORDS or line.count("\n") > 1:
        return False
    if line.rstrip('”"’»)*_').endswith((".", "!", ":", ";", ",", "…")):
        return False
    if _CAPTION.match(line):
        return False
    if block.kind is BlockKind.ITEM:
        return _is_numbered_heading(text, blocks, index)
    first = line.lstrip('“"‘«¿¡(*_')[:1]
    return block.kind is BlockKind.PARAGRAPH and (first.isupper() or first.isdigit())


def _is_numbered_heading(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether "2. Methods" heads a section: it then stands between paragraphs, not items."""
    before = text[max(0, blocks[index].start - 12) : blocks[index].start]
    opening = _LINE_START.search(before)
    neighbours = [*blocks[max(0, index - 1) : index], *blocks[index + 1 : index + 2]]
    return (
        opening is not None
        and _NUMBERED.fullmatch(opening.group().lstrip()) is not None
        and index + 1 < len(blocks)
        and all(block.kind is not BlockKind.ITEM for block in neighbours)
    )


def _kinds(
    text: str, blocks: Sequence[Block], run: list[int], *, marked: Sequence[Block]
) -> list[BlockKind]:
    """Return what each line of one run turned out to be."""
    lines = [text[blocks[index].start : blocks[index].end] for index in run]
    following = blocks[run[-1] + 1].kind if run[-1] + 1 < len(blocks) else None
    said = islice(blocks, run[0])
    above = next((block.kind for block in said if block.kind is not BlockKind.SKIPPED), None)
    # A file may mark its sections and leave its title bare.
    titled = above is None and all(heading.level > 1 for heading in marked)
    opens = above is None or _only_titles(blocks, run[0])
    free = [at for at in range(int(titled), len(run)) if not is_byline(lines[at])]
    real = [at for at in free if not is_widget_label(lines[at])]
    kinds = [BlockKind.PARAGRAPH] * len(run)
    if titled:
        kinds[0] = BlockKind.TITLE
    for at in free:
        # Where the file marks its own headings, an unmarked line above prose is prose.
        spoken = bool(marked) and following is not None and at in real
        kinds[at] = BlockKind.PARAGRAPH if spoken else BlockKind.LABEL
    if not marked and following is not None:
        for at in _heads(real, free, lines, opens=opens):
            kinds[at] = BlockKind.HEADING
    return kinds


def _only_titles(blocks: Sequence[Block], before: int) -> bool:
    """Whether nothing was said before block `before`; stops at the first thing said."""
    return all(
        block.kind in (BlockKind.SKIPPED, BlockKind.TITLE) for block in islice(blocks, before)
    )


def _heads(real: list[int], free: list[int], lines: list[str], *, opens: bool) -> list[int]:
    """Return which of a run's lines head the prose below it, outermost first."""
    if not opens:
        return real if len(real) <= 2 else real[-1:]
    last = real[-1:]
    named = all(word in _OPENERS for at in last for word in folded_words(lines[at]))
    return last if len(free) == 1 or named else []


def _numbered_level(text: str, block: Block) -> int:
    before = text[max(0, block.start - 12) : block.start]
    opening = _LINE_START.search(before)
    line = (opening.group().lstrip() if opening else "") + text[block.start : block.end]
    number = _NUMBERED.match(line)
    return number.group(1).count(".") + 1 if number else 0
