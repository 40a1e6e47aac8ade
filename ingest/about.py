"""Sentences about the document itself: who wrote it, who paid, whom to ask.

They answer "who wrote this?" and only disturb any other question. Words alone would take "Reis is
the director of the port" out of the argument, so position must agree: such paragraphs close a
document, or stand under a heading that announces them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Sentence, SentenceKind
from ingest.furniture import is_byline
from ingest.words import folded, folded_words

# Closing matter is short: a biography for each author, a funding line, thanks, a copyright.
_MAX_CLOSING = 12
# A biography is a few sentences; a longer paragraph that begins like one is prose about a person.
_MAX_BIOGRAPHY_SENTENCES = 6
# Bylines and dates stand in the first lines.
_MAX_OPENING = 4

_HEADING = re.compile(
    r"(?:about|sobre|acerca de)(?: (?:this|the|us|our|el|la|los|las|este|esta|o|a|os|as|nos))?"
    r"(?: (?:documents?|reports?|briefs?|papers?|publications?|editions?|restatement|text|series|"
    r"projects?|authors?|editors?|contributors?|organi[sz]ation|documento|informe|texto|edicion|"
    r"publicacion|autora?|autore?s|autoras|relatorio|edicao|publicacao|projeto|proyecto))?"
    r"(?: and (?:the )?(?:authors?|edition|acknowledg(?:e)?ments))?"
    r"|acknowledg(?:e)?ments?|agradecimientos?|agradecimentos?|disclaimer|aviso legal|authors?|"
    r"the authors?|autore?s|autoras?|contact(?: us)?|contacto|contato|funding|financiacion|"
    r"financiamiento|financiamento|credits|creditos|copyright|imprint|how to cite|como citar"
)

_ROLES = (
    r"director|directora|diretor|diretora|deputy|associate|fellow|intern|interns|researcher|"
    r"scholar|analyst|professor|professora|lecturer|editor|editora|coordinator|manager|officer|"
    r"assistant|adviser|advisor|consultant|journalist|economist|lawyer|student|candidate|head|"
    r"chair|founder|cofounder|author|investigador|investigadora|pesquisador|pesquisadora|"
    r"analista|profesor|profesora|becario|becaria|pasante|estagiario|estagiaria|asesor|asesora|"
    r"coordinador|coordinadora|coordenador|coordenadora|periodista|jornalista|economista|"
    r"socia|socio|doctoranda|doctorando|doutoranda|doutorando|jefe|jefa|autora|autor"
)
_NAME = (
    r"(?:(?:Dr|Dra|Prof|Profa|Mr|Ms|Mrs|Sr|Sra)\.?\s+)?[^\W\d_a-z][\w'’.-]*"
    r"(?:\s+(?:de|da|do|dos|del|la|van|von|y|e|and|[^\W\d_a-z][\w'’.-]*)){1,6}"
)
_BIOGRAPHY = re.compile(
    rf"[*_]*(?!(?:The|This|A|An|El|La|Los|Las|O|Os|As)\s){_NAME}[*_]*,?\s+(?:is|was|are|serves|works|holds|es|fue|son|trabaja|é|foi|são|trabalha)"
    rf"\b[^.]{{0,80}}?\b(?:{_ROLES})s?\b"
)
_THIS = (
    r"(?:(?:this|the present)\s+(?:report|brief|briefing|paper|study|publication|document|analysis|"
    r"edition|project|research|commentary)|(?:este|esta|el presente|o presente)\s+(?:informe|"
    r"documento|estudio|publicación|investigación|análisis|relatório|estudo|publicação|pesquisa|"
    r"trabajo|trabalho))"
)
_NOTICE = re.compile(
    rf"{_THIS}\s+(?:was|is|has been|fue|ha sido|es|foi|é)\s+(?:\w+\s+){{0,3}}?"
    r"(?:made possible|possible|supported|funded|financed|sponsored|produced|prepared|published|"
    r"posible|financiado|financiada|apoyado|apoyada|elaborado|elaborada|publicado|publicada|"
    r"possível|apoiado|apoiada|produzido|produzida)"
    r"|(?:support|funding) for this|(?:with|con|com) (?:the )?(?:generous |financial )"
    r"?(?:support|funding|apoyo|apoio)\b.{0,80}\bthis"
    r"|the (?:views|opinions) (?:expressed|presented)|las opiniones (?:expresadas|vertidas)|"
    r"as opiniões (?:expressas|aqui)"
    r"|the authors? (?:wish(?:es)? to |would like to )?(?:thanks?|acknowledges?|is grateful|are "
    r"grateful)|(?:el|la|los|las|o|a|os|as) autor(?:es|as|a)? agradece"
    r"|(?:©|\(c\)|copyright)\s|all rights reserved|todos los derechos|todos os direitos"
    r"|(?:for (?:more information|inquiries|media inquiries)|contact|contacto|contato|para más "
    r"información|para mais informações)\b.{0,80}(?:@|:|contact|www|https?)",
    re.IGNORECASE,
)


def mark_about(text: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences with those about the document itself marked ABOUT.

    Looked at: sections whose heading says so; the first paragraphs, for bylines and dates; and the
    last paragraphs from the end upwards, for biographies and notices, up to the first that is
    neither. Only BODY sentences change.
    """
    paragraphs = _paragraphs(sentences)
    about = {
        number
        for number, members in enumerate(paragraphs)
        if any(_announces(heading) for heading in members[0].heading_path)
    }
    about.update(_opening(text, paragraphs))
    about.update(_closing(text, paragraphs, about))
    numbers = {sentence.paragraph for number in about for sentence in paragraphs[number]}
    return tuple(
        replace(sentence, kind=SentenceKind.ABOUT)
        if sentence.paragraph in numbers and sentence.kind is SentenceKind.BODY
        else sentence
        for sentence in sentences
    )


def _paragraphs(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    groups: list[list[Sentence]] = []
    for sentence in sentences:
        if not groups or groups[-1][0].paragraph != sentence.paragraph:
            groups.append([])
        groups[-1].append(sentence)
    return groups


def _announces(heading: str) -> bool:
    return _HEADING.fullmatch(" ".join(folded_words(heading))) is not None


def _opening(text: str, paragraphs: Sequence[Sequence[Sentence]]) -> set[int]:
    return {
        number
        for number, members in enumerate(paragraphs[:_MAX_OPENING])
        if len(members) == 1
        and not members[0].heading_path
        and is_byline(text[members[0].start : members[0].end])
    }


def _closing(text: str, paragraphs: Sequence[Sequence[Sentence]], known: set[int]) -> set[int]:
    found: set[int] = set()
    for number in range(len(paragraphs) - 1, max(0, len(paragraphs) - 1 - _MAX_CLOSING), -1):
        members = paragraphs[number]
        if number in known or members[0].kind is SentenceKind.LABEL:
            continue
        first = text[members[0].start : members[0].end]
        biography = _BIOGRAPHY.match(first) and len(members) <= _MAX_BIOGRAPHY_SENTENCES
        before = text[: members[0].start]
        if _NOTICE.search(first) or (biography and not _was_told_of(first, before)):
            found.add(number)
        else:
            break
    return found


def _was_told_of(biography: str, before: str) -> bool:
    """Whether the argument has named this person already: then it is about them, not by them.

    Authors do occur above, in the byline, but not in prose: so three mentions decide.
    """
    name = re.match(rf"[*_]*({_NAME})", biography)
    words = re.findall(r"[^\W\d_]{3,}", name.group(1) if name else "")
    surname = next((word for word in reversed(words) if word[0].isupper()), "")
    pattern = rf"\b{re.escape(folded(surname))}\b"
    return bool(surname) and len(re.findall(pattern, folded(before))) >= 3
