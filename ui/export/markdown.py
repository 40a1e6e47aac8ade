"""A conversation in Markdown, with the footnotes that most Markdown programs know."""

import re
from collections.abc import Iterator

from ui.export.sheet import Block, Footnote, Said, Sheet

# All that Markdown, or HTML inside it, could take for markup; addresses are made links unasked.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~$&@]|:(?=//)|(?<=www)\.)")
# What makes a line a heading, an item, a quotation or a rule.
_OPENING = re.compile(r"^(\d*)([-+#=.):])")

# A note of two words is an address with its title to programs that know no footnotes.
_TITLE = re.compile(r"(?<=\s)([\"'(])")


def to_markdown(sheet: Sheet) -> str:
    """Return the file's text."""
    return "\n\n".join([*_head(sheet), *_body(sheet), *_foot(sheet)]) + "\n"


def escaped(text: str) -> str:
    """Return a text in which nothing is taken for markup."""
    return _OPENING.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", text))


def _head(sheet: Sheet) -> Iterator[str]:
    yield f"# {escaped(sheet.title)}"
    yield "  \n".join(escaped(line) for line in head_lines(sheet))


def head_lines(sheet: Sheet) -> list[str]:
    """Return what stands under the title: when, from which documents, written by whom."""
    lines = [f"Exported on {sheet.exported_at:%Y-%m-%d at %H:%M %Z}".rstrip()]
    if sheet.documents:
        lines.append(f"Documents: {'; '.join(sheet.documents)}")
    if sheet.models:
        lines.append(f"Answers by: {', '.join(sheet.models)}")
    return lines


def _body(sheet: Sheet) -> Iterator[str]:
    for block in sheet.blocks:
        yield f"## {escaped(block.question)}"
        yield from _answer(block)


def _answer(block: Block) -> Iterator[str]:
    if block.understood:
        yield f"*Searched for: {escaped(block.understood)}*"
    if block.verdict:
        yield f"**{escaped(block.verdict)}**"
    if block.said:
        yield " ".join(_statement(one) for one in block.said)
    yield from (f"*{escaped(note)}*" for note in block.notes)
    if block.nearest:
        yield "Nearest passages:"
        yield "\n".join(f"- {_quoted(one)}" for one in block.nearest)


def _statement(said: Said) -> str:
    note = f" *({escaped(said.note)})*" if said.note else ""
    return escaped(said.text) + note + "".join(f"[^{number}]" for number in said.numbers)


def _foot(sheet: Sheet) -> Iterator[str]:
    for one in sheet.footnotes:
        yield f"[^{one.number}]: " + _TITLE.sub(r"\\\1", _quoted(one))


def _quoted(one: Footnote) -> str:
    return f"“{escaped(one.quote)}” {escaped(one.where)}"
