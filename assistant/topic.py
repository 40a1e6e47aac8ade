"""What a summary or a conflict is to be about."""

import re
import unicodedata

from ingest.words import folded

_DOCUMENT = (
    r"(?:(?:whole|entire|full|policy|present|original|all|of|the|these|this|your|entero|todo|"
    r"inteiro) )*(?:brief(?:ing)?s?|documents?|reports?|papers?|texts?|articles?|publications?|"
    r"stud(?:y|ies)|pieces?|files?|it|this|that|everything|all|informes?|documentos?|textos?|"
    r"articulos?|estudios?|estudos?|artigos?|relatorios?|esto|isto|isso|todo|tudo)"
)
# What opens a request, up to the words that name its topic.
_REQUESTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\bbrief (?:me|us|the \w+) (?:on|about) (?P<topic>.+)",
        r"\b(?:summari[sz]e|sum up|recap|outline|condense|resum[ea]|resumir|resumime|"
        r"sintetiza\w*) (?:for (?:me|us) )?(?P<topic>.+)",
        r"\b(?:summary|overview|outline|synopsis|gist|abstract|recap|briefing|digest|resumen|resumo|"
        r"sintesis|sintese|panorama)(?: (?:on|of|about|de|del|do|da|sobre|acerca de)\b)? "
        r"(?P<topic>.+)",
        r"\b(?:tell|teach|inform|update) (?:me|us) (?:(?:more|all|everything|something) )?"
        r"(?:about|on) (?P<topic>.+)",
        rf"\bwhat (?:do|does|did) (?:the )?{_DOCUMENT} (?:say|tell|argue|report|find|conclude|"
        r"write|claim|contain|have to say)\w*(?: (?:us|me))? (?:about|on|of|regarding) "
        r"(?P<topic>.+)",
        r"\bwhat (?:is|does it) (?:said|say|written|reported)(?: \w+){0,3} (?:about|on) "
        r"(?P<topic>.+)",
        r"\bwhat (?:do (?:we|you) know|can you (?:say|tell me|tell us)) (?:about|on) (?P<topic>.+)",
        rf"\b(?:que|o que) (?:dicen?|dizem|diz|informan?|cuentan?) (?:el |los |o |os |a )?"
        rf"(?:{_DOCUMENT} )?(?:sobre|acerca de|de|a respeito de) (?P<topic>.+)",
        rf"\b(?:que|o que) (?:el |los |la |o |os |a )?{_DOCUMENT} (?:dicen?|dizem|diz) (?:sobre|"
        r"acerca de|de|a respeito de) (?P<topic>.+)",
        r"\b(?:hablame|cuentame|informame|fale|fala|conte|conta|me fale|ponme al dia) "
        r"(?:mais |mas )?(?:de|del|sobre|do|da|dos|das) (?P<topic>.+)",
        r"\b(?:contradict\w*|inconsisten\w*|conflict\w*|disagree\w*|discrepan\w*|contradi\w*|"
        r"desacuerdo|discordan\w*)(?: (?:itself|themselves|each other|one another|a si mism[oa]|"
        r"si mesm[oa]))?(?: (?:on|about|over|regarding|in|concerning|sobre|en|acerca de|em|"
        r"quanto a)(?: the question of)?) (?P<topic>.+)",
        r"(?P<topic>\b(?:main|key|central|principal|most important) (?:points?|arguments?|ideas?|"
        r"findings?|messages?|claims?|takeaways?|recommendations?|conclusions?)\b.*)",
        r"\b(?P<topic>(?:ideas|ideias|puntos|pontos|argumentos?|hallazgos|achados|conclusiones|"
        r"conclusoes) (?:principa\w+|clave|centra\w+)\b.*)",
    )
)
# Words before the topic that name a kind of content or a place in the document.
_WRAPPING = re.compile(
    r"^(?:(?:the|its|their|all|an?|el|la|los|las|o|os|as?|lo|un|una|um|uma) |"
    r"(?:what|lo que|que|o que) (?:(?:the )?" + _DOCUMENT + r"|they|el|os|as) "
    r"(?:says?|said|argues?|tells?|finds?|dicen?|diz|dizem) (?:us )?(?:about|on|sobre|de) |"
    r"(?:short|brief|quick|concise|executive|main|key|principal(?:es)?|breve|corto|rapid[oa]) |"
    r"(?:(?:main|key|central|principal\w*|most important|essential|ideas?|ideias?|overall) )*"
    r"(?:points?|ideas?|findings?|arguments?|claims?|message|takeaways?|conclusions? of|thesis|"
    r"facts|content\w*|story|puntos?|argumentos?|hallazgos|mensaje|tesis|pontos?|mensagem|tese|"
    r"achados)(?: principa\w+)?\b\s?|"
    r"(?:sections?|parts?|chapters?|passages?|paragraphs?|discussion|treatment|evidence|"
    r"seccion|parte|capitulo|secao|apartado|trecho)\b (?=(?:on|about|of|that|dealing|called|titled|"
    r"sobre|de|del|dedicad)\b)|"
    r"(?:on|about|of|regarding|concerning|called|titled|entitled|dealing with|that deals with|"
    r"sobre|acerca de|de|del|do|da|dos|das|em|en) )"
)
# What follows the topic: how long, for whom, from where.
_TRAILING = re.compile(
    rf"(?:[ ,]+(?:in (?:at most |about |no more than |under |less than )?(?:an? |one |two |three |"
    r"four |five |six |few |couple |\d+ |of )*(?:simple |short |plain |bullet )*(?:words?|"
    r"sentences?|paragraphs?|lines?|points?|bullets?|english|terms|brief|short|nutshell)|"
    r"en (?:pocas|\w+|\d+) (?:palabras|frases|lineas|oraciones)|"
    r"em (?:poucas|\w+|\d+) (?:palavras|frases|linhas)|"
    r"(?:for|para) (?:me|us|an? \w+|my \w+|the \w+|mi|mim|um|una? \w+)|please|por favor|briefly|"
    rf"(?:according to|in|from|of|by|en|de|del|segun|segundo|no|do|da|neste|este) (?:the |el |la |"
    rf"los |o |a |os )?{_DOCUMENT}(?: section| chapter)?|section|chapter|part))+$"
)
_GENERAL = re.compile(
    rf"(?:{_DOCUMENT}|(?:main|key|points?|about|findings?|arguments?|ideas?|contents?|facts|"
    r"principal\w*|essential\w*|\W)*)"
)


def topic_of(question: str) -> str:
    """Return the topic of a summary or a conflict as it is written; empty for a whole document.

    A question that asks for neither has none.
    """
    asked = unicodedata.normalize("NFC", " ".join(question.split())).strip("¿¡ ").rstrip("?.! ")
    text = folded(asked)
    for request in _REQUESTS:
        if match := request.search(text):
            topic = _bare(match.group("topic"))
            at = text.rfind(topic)
            # Folding keeps places but for a few letters such as the German sharp s.
            return asked[at : at + len(topic)] if len(asked) == len(text) else topic
    return ""


def _bare(topic: str) -> str:
    """Return a topic without the words that only lead to it."""
    topic = _TRAILING.sub("", topic)
    shorter = _WRAPPING.sub("", topic, count=1)
    while shorter != topic:
        topic, shorter = shorter, _WRAPPING.sub("", shorter, count=1)
    topic = topic.strip(" ,:;\"'“”‘’")
    return "" if _GENERAL.fullmatch(topic) else topic
