"""A conversation as a Word file with real footnotes.

python-docx writes the document; footnotes are a part of their own that it does not know, so that
part is written here (ECMA-376, part 1, sections 11.3.7 and 17.11).
"""

from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from ui.export.markdown import head_lines
from ui.export.sheet import Block, Footnote, Said, Sheet

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

_PART = "/word/footnotes.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# Word wants the lines above footnotes to be the first two of them.
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
    "<w:continuationSeparator/></w:r></w:p></w:footnote>"
)


# What a property of a file holds at most; a question may be longer.
LONGEST_PROPERTY = 255


def to_docx(sheet: Sheet) -> bytes:
    """Return the file's content."""
    import docx

    word = docx.Document()
    word.core_properties.title = sheet.title[:LONGEST_PROPERTY]
    word.core_properties.author = "Briefing"
    word.core_properties.created = sheet.exported_at.replace(tzinfo=None)
    word.add_heading(sheet.title, 0)
    for line in head_lines(sheet):
        word.add_paragraph(line).style = "Subtitle"
    notes = _Notes(sheet)
    for block in sheet.blocks:
        _write(block, word, notes)
    notes.attach(word)
    content = BytesIO()
    word.save(content)
    return content.getvalue()


class _Notes:
    """The footnotes in the order in which they are referred to.

    Word numbers the references from 1 as they come; a place that is cited again gets another
    footnote that names the first.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._sources = {one.number: one for one in sheet.footnotes}
        self._first: dict[int, int] = {}
        self._written: list[str] = []

    def refer(self, number: int, paragraph: "Paragraph") -> None:
        """Put a reference to a source at the end of a paragraph."""
        from docx.oxml import parse_xml

        identity = len(self._written) + 1
        self._written.append(self._note(number, identity))
        run = paragraph.add_run()
        run.font.superscript = True
        run._r.append(parse_xml(f'<w:footnoteReference xmlns:w="{_NAMESPACE}" w:id="{identity}"/>'))

    def _note(self, number: int, identity: int) -> str:
        first = self._first.setdefault(number, identity)
        source = self._sources[number]
        text = _quoted(source) if first == identity else f"As footnote {first}."
        return (
            f'<w:footnote w:id="{identity}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/>'
            '</w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> '
            f"{escape(text)}</w:t></w:r></w:p></w:footnote>"
        )

    def attach(self, word: "WordDocument") -> None:
        """Write all footnotes into the file."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        xml = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            f'<w:footnotes xmlns:w="{_NAMESPACE}">{_SEPARATORS}{"".join(self._written)}'
            "</w:footnotes>"
        )
        package: Any = word.part.package
        part = Part(PackURI(_PART), _TYPE, xml.encode("utf-8"), package)
        word.part.relate_to(part, _RELATION)


def _write(block: Block, word: "WordDocument", notes: _Notes) -> None:
    word.add_heading(block.question, 1)
    if block.understood:
        word.add_paragraph().add_run(f"Searched for: {block.understood}").italic = True
    if block.verdict:
        verdict = word.add_paragraph()
        verdict.add_run(block.verdict).bold = True
        verdict.paragraph_format.keep_with_next = True
    if block.said:
        paragraph = word.add_paragraph()
        for one in block.said:
            _say(one, paragraph, notes)
    for note in block.notes:
        word.add_paragraph().add_run(note).italic = True
    if block.nearest:
        word.add_heading("Nearest passages", 2)
        for near in block.nearest:
            word.add_paragraph(_quoted(near), style="List Bullet")


def _say(said: Said, paragraph: "Paragraph", notes: _Notes) -> None:
    run = paragraph.add_run(said.text)
    if said.note:
        run.underline = True
        paragraph.add_run(f" ({said.note})").italic = True
    for number in said.numbers:
        notes.refer(number, paragraph)
    paragraph.add_run(" ")


def _quoted(one: Footnote) -> str:
    return f"“{one.quote}” {one.where}"
