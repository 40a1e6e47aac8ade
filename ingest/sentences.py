"""Sentences as offsets: a rule-based splitter for English, Spanish and Portuguese prose.

Rules, in the order in which they decide:

- Only `.`, `!`, `?` and an ellipsis end a sentence, and only before white space; a dash never does.
- Closing quotes, brackets and emphasis marks, and reference marks such as `[12]`, go with the stop.
- A translation in brackets after a quotation belongs to the quotation's sentence.
- A quotation or bracket of at most MAX_WHOLE characters is kept whole; a longer one is split at its
  sentences, since a citation is to be no longer than the claim.
- What follows must be able to begin a sentence: not lower case, not a dash.
- Abbreviations, initials and numbering are looked at last (`ingest.abbreviations`).
"""

import re
from dataclasses import dataclass

from ingest.abbreviations import begins_sentence, stays_open
from ingest.blocks import has_word, trimmed
from ingest.words import lexicon

# A quotation of two short sentences reads as one thing said, and its second half means little
# without the speaker; above this length the halves stand by themselves.
MAX_WHOLE = 120

# A translation is about as long as what it translates; this bounds the search for its end.
_MAX_TRANSLATION = 600

_STOP = re.compile(r"\.(?: \.){2,}|[.!?…]+|[。！？]+")
_TAIL = re.compile(r"[”’\"'»)\]}*_]*(?:\[\^?\w{1,6}\])*[¹²³⁰⁴-⁹]*")
_GLUED_NOTE = re.compile(r"\d{1,3}(?=\s)")
_TRANSLATION = re.compile(rf"\s?\([^()]{{1,{_MAX_TRANSLATION}}}\)[.!?]?")
# Space, with the quote marks that open the lines of a Markdown or mail quotation.
_GAP = re.compile(r"(?:[^\S\n]*\n[ \t>]*)+|\s+")
_OPENING = re.compile(r"[“\"‘'«(\[{¿¡*_]*")
_WORD = re.compile(r"[^\W_]+")
_NUMBERING = re.compile(r"(?:\d{1,3}|[^\W\d_]|[IVXivx]{1,5})")
_WHOLE = re.compile(
    rf"“[^“”]{{0,{MAX_WHOLE}}}”"
    rf"|«[^«»]{{0,{MAX_WHOLE}}}»"
    rf"|\([^()]{{0,{MAX_WHOLE}}}\)"
    rf'|(?<![\w.,;!?…"])"(?=\S)[^"]{{0,{MAX_WHOLE}}}(?<=\S)"(?!\w)'
)
# After a quoted question these show that its sentence goes on: "“Why?” Reis asked."
_SPEECH = lexicon(
    "said says asked asks wrote writes told tells replied added argued answered "
    "dijo dice preguntó pregunta respondió escribió añadió agregó afirmó "
    "disse diz perguntou pergunta respondeu escreveu acrescentou afirmou"
)
_SPEECH_REACH = 4


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: Python string offsets, end exclusive."""

    start: int
    end: int


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the sentences of `text[start:end]` in order.

    None is empty, overlaps another or begins or ends in white space; between two there is only
    white space (and the `>` of quoted lines). Takes time linear in the length.
    """
    begin, finish = trimmed(text, start, len(text) if end is None else end)
    whole = [Span(*match.span()) for match in _WHOLE.finditer(text, begin, finish)]
    spans: list[Span] = []
    seen = 0
    for match in _STOP.finditer(text, begin, finish):
        if match.start() < begin:
            continue
        stop = _sentence_end(text, match, finish)
        while seen < len(whole) and whole[seen].end <= stop:
            seen += 1
        if seen < len(whole) and whole[seen].start < stop:
            continue
        gap = _GAP.match(text, stop, finish)
        following = gap.end() if gap else stop
        if following >= finish or not (gap or match.group()[0] in "。！？"):
            continue
        if _ends_here(text, begin, match, stop, following, finish):
            spans.append(Span(begin, stop))
            begin = following
    if begin < finish:
        spans.append(Span(begin, finish))
    return spans


def _sentence_end(text: str, stop: re.Match[str], finish: int) -> int:
    """Return the offset behind the stop and all that belongs to it."""
    tail = _TAIL.match(text, stop.end(), finish)
    end = tail.end() if tail else stop.end()
    quoted = text[stop.end() : end].strip("*_)]")[-1:]
    if quoted and quoted in '”"»':
        translation = _TRANSLATION.match(text, end, finish)
        return translation.end() if translation else end
    # A footnote number glued to the stop by a web page ("costs.12 The"): not after a digit.
    before = text[max(0, stop.start() - 3) : stop.start()]
    note = _GLUED_NOTE.match(text, end, finish)
    glued = note is not None and len(before) == 3 and before.isalpha()
    return note.end() if note and glued else end


def _ends_here(
    text: str, begin: int, match: re.Match[str], stop: int, following: int, finish: int
) -> bool:
    """Whether the sentence that began at `begin` ends at `stop` and another at `following`."""
    if not has_word(text, begin, stop):
        return False
    opening = _OPENING.match(text, following, finish)
    first = opening.end() if opening else following
    if first >= finish:
        return False
    if text[first].islower() or text[first] in "—–-•…,;:":
        return False
    next_match = _WORD.match(text, first, finish)
    next_word = next_match.group() if next_match else ""
    mark = match.group()
    if "…" in mark or ".." in mark or ". ." in mark:
        # An ellipsis is a pause within the sentence unless the next word clearly begins one.
        return text[match.end() : stop] != "" or begins_sentence(next_word)
    if mark != ".":
        quoted = text[begin] in '“"«‘' and text[match.end() : stop].strip("*_)") != ""
        return not (quoted and _speech_follows(text, first, finish))
    if _is_numbering(text, begin, match.start()):
        return False
    return not stays_open(text, begin, match.start(), next_word)


def _speech_follows(text: str, at: int, finish: int) -> bool:
    words = text[at : min(finish, at + 80)].split()[:_SPEECH_REACH]
    return any(word.strip(".,;:") in _SPEECH for word in words)


def _is_numbering(text: str, begin: int, stop: int) -> bool:
    """Whether the stop follows a number that opens the sentence or an enumeration's next part."""
    token = re.search(r"[^\W_]{1,6}$", text[max(begin, stop - 6) : stop])
    if token is None or _NUMBERING.fullmatch(token.group()) is None:
        return False
    number = stop - len(token.group())
    before = text[max(begin, number - 8) : number]
    if before.strip("“\"‘'«([*_ ") == "":
        return number - begin < 8
    return token.group().isdigit() and before.endswith((": ", "; "))
