"""What a summary or a conflict is to be about."""

import re
import unicodedata

from assistant.names import is_named_in, names_in_phrase
from assistant.quoting.likeness import terms
from assistant.wording import CONCLUSION, GIST
from ingest.words import folded, folded_words

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
        r"\bwhat (?:do (?:we|you) know|can you (?:say|tell me|tell us)|(?:should|must|do|ought) "
        r"(?:i|we|one|you)(?: (?:need|have|ought))?(?: to)? know) (?:about|on) (?P<topic>.+)",
        r"\bque (?:debo|debemos|hay que|tengo que|devo|devemos|preciso|e preciso) saber "
        r"(?:sobre|acerca de|de) (?P<topic>.+)",
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


# Three and more names in a row, the last joined by "and": what lists them is about none of them.
_NAME = r"[^\W\d_a-zß-ÿ][\w’'-]+(?: [^\W\d_a-zß-ÿ][\w’'-]+)*"
_LISTED = re.compile(rf"{_NAME}(?:, {_NAME})+,? (?:and|or|y|e|o|ou|u) {_NAME}")

# Terms of a topic that is asked about as a whole; more of them ask for something about it.
MOST_TERMS = 2
_OPEN = re.compile(
    r"^\W*(?:(?:and|so|please|now|y|e) )*(?:(?:can|could|would|will) you (?:please )?)?"
    r"(?:what|tell|teach|inform|update|o que|que|hablame|cuentame|informame|fale|fala|conte|conta|"
    r"me fale)\b"
)
# "What does the brief say about how it is paid for?" asks how.
_ASKS_MORE = re.compile(
    r"^(?:how|why|when|where|whether|who|whom|whose|which|what|if|como|por que|cuando|quando|donde|"
    r"onde|quien|quem|cual|qual|si|se)\b|\b(?:that|which|who|whose)\b"
)

_ACROSS = re.compile(
    r"\b(?:the|these|those|both|all|two|three|my|our|your|which|do|did|los|las|estos|ambos|todos|os|"
    r"as|estes) (?:\w+ )?(?:brief(?:ing)?s|documents|reports|papers|articles|texts|sources|studies|"
    r"publications|informes|documentos|textos|articulos|fuentes|estudios|relatorios|artigos|fontes|"
    r"estudos)\b|\b(?:each other|one another|entre si|unos a otros|uns aos outros)\b"
)
# What contradicts itself is looked for within each document.
_REFLEXIVE = re.compile(r"\b(?:itself|themselves|(?:a )?si mism[oa]s?|si mesm[oa]s?)\b")


# Of these a document speaks in its own lines, and of "the authors" everywhere.
_OF_ITSELF = re.compile(
    r"(?:(?:the|its|this|these|el|la|los|las|o|a|os|as|su|sus|seus?|suas?) )?(?:authors?|writers?|"
    r"editors?|publishers?|funders?|sponsors?|funding|licen[cs]e|autor\w*|editor\w*|editorial|"
    r"financ\w+)(?: (?:of|del?|do|da) .+)?"
)


def is_open(question: str, topic: str) -> bool:
    """Tell whether a question asks for whatever there is about a topic: "Tell me about Chile".

    Not where it asks for one thing about it, as "Tell me about the cost of prisons in Chile".
    """
    if not topic or not _OPEN.match(folded(question)) or _ASKS_MORE.search(folded(topic)):
        return False
    if _OF_ITSELF.fullmatch(folded(topic)):
        return False
    names = names_in_phrase(topic)
    return len(terms(topic)) <= MOST_TERMS or bool(names and names[0].text == topic)


def wants_gist(question: str) -> bool:
    """Tell whether a question asks for what a text wants to say and not for all that it says."""
    return GIST.search(folded(question)) is not None


def asks_for_conclusion(question: str) -> bool:
    """Tell whether a question asks for what a text concludes, as a whole."""
    return CONCLUSION.search(folded(question)) is not None


def is_across(question: str) -> bool:
    """Tell whether a question is about several documents: "What do the briefs disagree on?"."""
    asked = folded(question)
    return _ACROSS.search(asked) is not None and _REFLEXIVE.search(asked) is None


def is_sentence_about(topic: str, text: str) -> bool:
    """Tell whether a sentence names a topic, and not merely in a list of names.

    It names a place where it names its people.
    """
    outside_lists = _LISTED.sub(" ", text)
    names = names_in_phrase(topic)
    if names and names[0].text == topic:
        return is_named_in(topic, outside_lists)
    asked = terms(topic)
    figures = {word for word in folded_words(topic) if word.isdigit()}
    if not asked and not figures:
        return False
    return asked <= terms(outside_lists) and figures <= set(folded_words(text))


def is_empty(topic: str) -> bool:
    """Tell whether a topic is none that a text could have: "you", "me"."""
    return bool(topic) and not terms(topic) and re.search(r"\d", topic) is None


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
