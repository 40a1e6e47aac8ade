"""What the assistant says in its own words, in the language of the question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

# For a question in a language without phrases of its own.
DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The assistant's sentences in one language, and the reasons for its verdicts."""

    abstention: str
    partial_lead: str
    """Before the closest sentences; ends with a colon."""
    never_mentioned: str
    """A reason, as those below are: no capital and no full stop; the names follow it."""
    nothing_near: str
    not_close: str
    only_related: str
    close: str
    not_about_itself: str
    about_itself: str
    whole_document: str
    under_heading: str
    disagree: str
    no_disagreement: str
    writer_found_none: str

    def never_mention(self, names: Sequence[str]) -> str:
        """Return the reason that no document mentions these names."""
        return f"{self.never_mentioned} {', '.join(names)}"


_ENGLISH = Phrases(
    abstention="The documents do not answer this question.",
    partial_lead="The documents do not say this directly; closest:",
    never_mentioned="the documents never mention",
    nothing_near="no passage is near the question",
    not_close="no sentence is close enough to the question",
    only_related="the closest sentence is only related to the question",
    close="a sentence is close to the question",
    not_about_itself="the document says something of itself, but not this",
    about_itself="the document says so of itself",
    whole_document="the document as a whole answers",
    under_heading="a section is headed by what is asked for",
    disagree="documents say different things",
    no_disagreement="no two sentences of different documents contradict each other on this",
    writer_found_none="the language model found no answer in the sentences that are nearest",
)
_SPANISH = Phrases(
    abstention="Los documentos no responden a esta pregunta.",
    partial_lead="Los documentos no lo dicen directamente; lo más cercano:",
    never_mentioned="los documentos nunca mencionan",
    nothing_near="ningún pasaje está cerca de la pregunta",
    not_close="ninguna oración está lo bastante cerca de la pregunta",
    only_related="la oración más cercana solo está relacionada con la pregunta",
    close="una oración está cerca de la pregunta",
    not_about_itself="el documento dice algo de sí mismo, pero no esto",
    about_itself="el documento lo dice de sí mismo",
    whole_document="responde el documento en su conjunto",
    under_heading="una sección lleva por título lo que se pregunta",
    disagree="los documentos dicen cosas distintas",
    no_disagreement="no hay dos oraciones de distintos documentos que se contradigan en esto",
    writer_found_none="el modelo de lenguaje no halló respuesta en las oraciones más cercanas",
)
_PORTUGUESE = Phrases(
    abstention="Os documentos não respondem a esta pergunta.",
    partial_lead="Os documentos não o dizem diretamente; o mais próximo:",
    never_mentioned="os documentos nunca mencionam",
    nothing_near="nenhum trecho está perto da pergunta",
    not_close="nenhuma frase está perto o bastante da pergunta",
    only_related="a frase mais próxima só tem relação com a pergunta",
    close="uma frase está perto da pergunta",
    not_about_itself="o documento diz algo de si mesmo, mas não isto",
    about_itself="o documento o diz de si mesmo",
    whole_document="responde o documento como um todo",
    under_heading="uma seção tem por título o que se pergunta",
    disagree="os documentos dizem coisas diferentes",
    no_disagreement="não há duas frases de documentos diferentes que se contradigam nisto",
    writer_found_none="o modelo de linguagem não achou resposta nas frases mais próximas",
)
PHRASES: Mapping[str, Phrases] = MappingProxyType(
    {"en": _ENGLISH, "es": _SPANISH, "pt": _PORTUGUESE}
)


def phrases_for(language: str) -> Phrases:
    """Return the phrases in a language (ISO 639-1); in English where there are none in it."""
    return PHRASES.get(language, PHRASES[DEFAULT_LANGUAGE])
