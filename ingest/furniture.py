"""Lines around an article that are not part of it: widget labels, bylines, datelines.

Structure alone cannot tell a widget's label from a heading when both stand above prose; so this
small lexicon of words that web pages put on their controls is looked at too. It errs towards
headings: a label that is taken for a heading costs a wrong heading path, the reverse loses one.
"""

import re

from ingest.words import folded_words, lexicon

# What pages call their controls, in English, Spanish and Portuguese, without accents.
_WIDGET_WORDS = lexicon(
    "download downloads share print subscribe newsletter newsletters signup login bookmark "
    "visualization visualisation infographic slideshow podcast video audio transcript tweet "
    "facebook twitter linkedin whatsapp instagram email pdf cookies menu advertisement related "
    "credit credits getty sponsored "
    "descargar descarga descargas compartir imprimir suscribete suscribirse boletin "
    "relacionados relacionadas publicidad "
    "baixar transferencias compartilhar partilhar assine inscreva boletim publicidade"
)
# What accompanies them ("Available Downloads", "Share This", "Photo Credit", "Related Articles").
_COMPANIONS = lexicon(
    "available remote this these the our to your a an on via with and more by for full article "
    "articles content contents report page photo image view read listen watch get now here "
    "disponible disponibles esta este el la los las articulo articulos contenido contenidos foto "
    "ver leer en por con al a y mas "
    "disponivel disponiveis o os as artigo artigos conteudo conteudos ler com e mais no na"
)
# A control's label is short; "Download Speeds in the Rural North" is a heading.
_MAX_LABEL_WORDS = 5

_MONTHS = (
    "jan(?:uary|eiro)?|feb(?:ruary|rero)?|fev(?:ereiro)?|mar(?:ch|zo|ço)?|apr(?:il)?|abr(?:il)?|"
    "may|mayo|maio|june?|junio|junho|july?|julio|julho|aug(?:ust)?|ago(?:sto)?|sept?(?:ember)?|"
    "septiembre|setiembre|setembro|oct(?:ober|ubre)?|outubro|nov(?:ember|iembre|embro)?|"
    "dec(?:ember)?|dic(?:iembre)?|dez(?:embro)?"
)
_DATE = re.compile(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:de\s+)?(?:{_MONTHS})\.?\s+(?:de\s+)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?(?:de\s+)?\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:by|por|written by|escrito por)\s+[^\W\d_a-z]"
    r"|(?:authors?|autor(?:es|as?)?|published|publicado|updated|actualizado|atualizado|date|fecha|"
    r"data)\b\s*(?:[:|]|on\b|by\b|el\b|em\b|por\b|\d)"
)
# "By" and at most this many words: names, not a sentence that begins with "By".
_MAX_BYLINE_WORDS = 16


def is_widget_label(line: str) -> bool:
    """Whether a bare line is made of control words alone, at least one of them telling."""
    words = folded_words(line)
    known = all(word in _WIDGET_WORDS or word in _COMPANIONS for word in words)
    telling = any(word in _WIDGET_WORDS for word in words)
    return known and telling and len(words) <= _MAX_LABEL_WORDS


def is_byline(line: str) -> bool:
    """Whether a bare line names the author or the date of publication and says nothing else."""
    if len(line.split()) > _MAX_BYLINE_WORDS or line.endswith((".", "!", "?")):
        return False
    opening = line[:1].lower() + line[1:]
    return bool(_DATE.fullmatch(line.strip()) or _BYLINE.match(opening))
