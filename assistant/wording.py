"""The words that tell kinds of questions, in English, Spanish and Portuguese.

All patterns are for folded text: without capitals and accents.
"""

import re

from ingest.words import lexicon

# The document that is asked.
DOCUMENT = (
    r"(?:(?:the|this|that|these|those|your|el|la|los|las|este|esta|o|a|os|as) )?(?:\w+ )?"
    r"(?:briefs?|briefings?|documents?|reports?|papers?|articles?|texts?|sources?|stud(?:y|ies)|"
    r"informes?|documentos?|textos?|articulos?|fuentes?|relatorios?|artigos?|fontes?|estud[io]+s?)"
)
# A word in the plural; "ss", "us" and "is" end words in the singular.
PLURAL = (
    r"(?!(?:does|is|was|has|happens|yes|plus|less|thus|perhaps|mas|antes|despues|menos|entonces)\b)"
    r"(?:\w{2,}(?<![sui])s|people|children|men|women|criteria|phenomena)\b"
)
COUNT = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|[2-9]|1\d|dos|tres|cuatro|cinco|seis|siete|"
    r"ocho|nueve|diez|dois|duas|quatro|sete|oito|nove|dez)"
)
AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)"
)
"""What opens an English question that is answered by yes or no."""

QUESTION_WORDS = lexicon(
    "who whom whose what which where when why how que quien quienes cuando cuanto cuanta cuantos "
    "cuantas donde como cual cuales quem quando quanto quanta quantos quantas onde qual quais"
)
"""Some of them join clauses too: "que", "como", "where"."""

# Things that are asked for in the plural because several are expected.
_SEVERAL = (
    r"(?:factors|reasons|measures|steps|recommendations|countries|problems|risks|challenges|"
    r"conditions|examples|groups|parties|components|elements|features|options|ways|kinds|types|"
    r"sorts|areas|sectors|obstacles|barriers|proposals|policies|arguments|consequences|benefits|"
    r"drawbacks|advantages|disadvantages|instruments|tools|goals|objectives|criticisms)"
)
_SPEAKS = (
    r"(?:say|says|said|argue[sd]?|claim(?:s|ed)?|call(?:s|ed)?|stat(?:e|es|ed)|maintain(?:s|ed)?|"
    r"believe[sd]?|thinks?|thought|warn(?:s|ed)?|den(?:y|ies|ied)|describe[sd]?|credit(?:s|ed)?|"
    r"assert(?:s|ed)?|suggest(?:s|ed)?|conclude[sd]?|contend(?:s|ed)?|insist(?:s|ed)?)\b"
)
_DOES = r"(?:do|does|did|has|have|had)"


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:{alternative})" for alternative in alternatives))


CONFLICT = _any(
    r"\bcontradictions?\b",
    rf"\bcontradict(?:s|ed|ing|ory)? (?:itself|themselves|each other|one another|{DOCUMENT})\b",
    rf"\b{DOCUMENT} (?:\w+ )?(?:contradict|disagree|differ|conflict)\b",
    r"\b(?:inconsisten|discrepanc|incoheren)\w+",
    r"\b(?:conflicting|contradictory|differing|incompatible) (?:figures?|numbers?|dates?|claims?|"
    r"accounts?|statements?|information|versions?|evidence|answers?|data)\b",
    r"\b(?:figures?|numbers?|dates?|accounts?|statements?|passages?|sections?|authors) "
    r"(?:\w+ ){0,6}?(?:contradict|disagree|(?:do|does) not (?:agree|match|add up))",
    rf"\b{DOCUMENT} (?:\w+ )?(?:gives?|cites?|has|have|contains?|reports?|uses?|names?) (?:two|"
    r"several|different|various) (?:figures?|numbers?|dates?|totals?|estimates?|versions?)\b",
    r"\bdisagree(?:s|ment)? with (?:itself|themselves|each other)\b",
    r"\bcontradi(?:cen?|cc?ion(?:es)?|torios?|torias?|z|zem|cao|coes)\b",
)
"""Where documents contradict themselves or each other; not an armed conflict."""

_MAIN = r"(?:main|key|central|core|principal|most important)"
_MAIN_THING = (
    r"(?:points?|arguments?|ideas?|message|takeaways?|take-aways?|findings?|thesis|conclusions?|"
    r"claims?)"
)
_WHOSE = rf"(?:{DOCUMENT}|(?:the |los |las |os |as |la |el )?(?:authors?|autor\w*)|they|it)"
_CONCLUSIONS = r"conclus(?:ions?|iones|ao|oes)"
CONCLUSION = _any(
    rf"\bwhat {_DOES} {_WHOSE} (?:\w+ly )?conclude(?: overall)?\W*$",
    rf"\bwhat (?:is|are|were|was) (?:{_WHOSE}['’]?s?|its|their|the)(?: \w+)? {_CONCLUSIONS}"
    rf"(?: of {_WHOSE}| {_WHOSE} (?:draws?|reach(?:es)?|comes? to))?\W*$",
    rf"\bwhat {_CONCLUSIONS} {_DOES} {_WHOSE} (?:draw|reach|come to)\W*$",
    rf"\bque conclu\w+ {_WHOSE}\W*$|\bque {_WHOSE} conclu\w+\W*$",
    r"\b(?:cual(?:es)?|qual|quais) (?:(?:es|son|e|sao) )?(?:las?|as?|su|sus|suas?) (?:\w+ )?"
    rf"{_CONCLUSIONS}(?: (?:de|del|do|da|dos|das) {_WHOSE})?\W*$",
)
"""What a text concludes, as a whole."""

GIST = _any(
    CONCLUSION.pattern,
    rf"\b{_MAIN} {_MAIN_THING}\b",
    rf"\bwhat {_DOES} {_WHOSE} (?:\w+ly )?(?:argue|find|contend)(?: overall)?\W*$",
    r"\b(?:idea|tesis|ideia|tese|argumento|mensaje|mensagem) (?:principal|central)\b",
    r"\bprincipal argumento\b",
    rf"\bque (?:argumenta\w*|sostiene\w*|sustenta\w*) {_WHOSE}\W*$",
    rf"\bque {_WHOSE} (?:argumenta\w*|sostiene\w*|sustenta\w*)\W*$",
)
"""What a text wants to say, in few words: a summary that is short, and of what it concludes."""

SUMMARY = _any(
    r"\bsummari[sz]\w*|\boverview\b|\bbrief me\b|\btl;?dr\b|\bnutshell\b|\bgist\b",
    r"\b(?:an?|the|give|short|brief|quick|executive|one.\w+) summary\b|\bsummary of\b",
    rf"\b{_MAIN} {_MAIN_THING}\b",
    GIST.pattern,
    rf"\bwhat(?: is| are|['’]s) {DOCUMENT} (?:all |mainly )?about\b",
    # The English "resume" is another word.
    r"\bresum(?:en|ir|o|a)\b|^\W*resume\b|\bresume(?: me)? (?:el|la|los|las|o|os|as|este|esta)\b",
    r"\b(?:puntos|ideas|argumentos|conclusiones|hallazgos) (?:principales|clave)\b",
    r"\bprincipais (?:pontos|ideias|argumentos|conclusoes)\b|\bpontos principais\b",
    r"\b(?:idea|tesis|ideia|tese|argumento) (?:principal|central)\b|\bprincipal argumento\b",
    rf"\b(?:de que trata|sobre (?:o )?que (?:es|e|trata)|do que trata) {DOCUMENT}\b",
    r"\b(?:vision general|visao geral|ponme al (?:dia|corriente))\b",
)

SPEAKING = _any(
    rf"\bwho (?:\w+ly |else |first |has |have |had )?{_SPEAKS}|\bwho \w+s? that\b",
    r"\baccording to who|\bwhose (?:view|opinion|claim|words?|argument|theory)\b",
    rf"\bwhat {_DOES} (?!(?:it|{DOCUMENT})\b)(?:\w[\w'’-]* ){{1,6}}?"
    r"(?:say|said|think|thought|argue[ds]?|claim(?:ed)?|believe[ds]?|call(?:ed)?)\b",
    r"\bquien(?:es)? (?:dice|dicen|dijo|afirm|sostien|llam|argument|opin|asegur|critic)",
    r"\bquem (?:diz|dizem|disse|afirm|cham|argument|sustent|alega|defend|critic)",
    r"\b(?:segun|segundo|de acordo com) quie?n|\b(?:segundo|de acordo com) quem\b",
    r"^\W*(?:o )?que (?:dice|dijo|opina|piensa|diz|disse|pensa|acha)n? "
    rf"(?!{DOCUMENT}\b)",
)
"""Who says something, or what somebody says; what the document says is no such question."""

LIST = _any(
    r"^\W*(?:and |please )?(?:list|enumerate|enumer[ae]|list[ae]|nombr[ae]|mencion[ae]|cite|"
    r"nomeie)\b",
    r"^\W*(?:name|identify|give|mention|state|tell me)(?: me| us)? "
    rf"(?:all |every |each |the |its |their |some |any )*(?:{COUNT}\b|(?:\w+ )??{PLURAL})",
    rf"\b(?:which|what) (?:\w+ )?{COUNT} \w+",
    rf"\bwhich (?!of\b){PLURAL}",
    rf"\bwhich (?!of\b)\w+ {PLURAL} (?:\w+ ){{0,4}}?{AUXILIARY}\b",
    r"\bwhat (?!(?:leads|makes|causes|drives|explains)\b)(?:(?!the\b|an?\b|of\b)\w+ ){0,2}?"
    rf"{PLURAL} (?:\w+ ){{0,5}}?{AUXILIARY}\b",
    rf"\bwhat (?:\w+ )?{_SEVERAL}\b|\bin (?:what|which) (?:\w+ )?(?:ways|countries|areas)\b",
    r"\b(?:what|who) (?:are|were) (?:the|its|their|his|her|some|all|those|these|\w+['’]s?) "
    rf"(?!(?:odds|chances)\b)(?:\w+ ){{0,2}}?{PLURAL}",
    r"\bwhat (?:do|does|did) (?:\w+ ){1,4}?(?:recommend|propose|advise|call for)\W*$",
    rf"\bcuales (?!de\b)|\bquais (?!d[aeo]s?\b)|^\W*(?:en |de |a |por |con |em )?que "
    rf"(?:{COUNT} )?{PLURAL}",
    r"\bquien(?:es)? son (?:los|las)\b|\bquem sao (?:os|as)\b",
    r"\bque (?:\w+ ){0,4}?(?:recomiendan?|recomendam?|proponen?|propoem?)\b",
)
"""Several things are expected: a plural, a number of them, or what somebody recommends."""

DEFINITION = _any(
    r"\b(?:define|defina|definir|definition of|definicion de|definicao de|meaning of|"
    r"significado de|what (?:is|are) meant by)\b",
    r"\bwhat does (?:\S+ ){1,6}?(?:mean|stand for|refer to)\W*$",
    r"\bque (?:significan?|quiere decir|quer dizer)\b",
    r"\bque (?:es|son|e|sao) (?:(?:el|la|los|las|una?|o|a|os|as|uma?) )?"
    r"[\w-]+(?: [\w-]+){0,3}\W*$",
)

REASON = _any(
    r"\bwhy\b|\bhow come\b|\bin what way\b|\bby what means\b",
    r"\bhow (?:exactly |else )?(?:does|do|did|is|are|was|were|can|could|will|would|has|have|had|"
    r"should|might|may|to)\b",
    r"\bfor (?:what|which) (?:reason|purpose)\b",
    r"\bwhat (?:\w+ly )?(?:explain(?:s|ed)|caus(?:es|ed)|le(?:d|ads)|dr(?:ove|ives)|ma(?:de|kes)|"
    r"prompt(?:s|ed)|motivat(?:es|ed)|trigger(?:s|ed))\b",
    r"\bwhat (?:is|was) (?:the|its|his|her|their) (?:\w+ )?(?:reasons?|cause|purpose|aim|goal|"
    r"rationale|motive|motivation|point) (?:for|of|behind)\b",
    r"\b(?:por|para) que\b|\ba que se deb|\bde que (?:manera|modo|forma)\b|^\W*como\b",
    r"\bque (?:lev\w+|caus\w+|explic\w+|llevo)\b",
)

NAMING = _any(
    r"^\W*how (?:is|was|are|were) .{1,80}? (?:called|spelled|named|pronounced)\W*$",
    r"^\W*como (?:se )?(?:llamo|llaman?|chama|chamou)\b",
)
"""The name of a thing is asked for, not the way in which it came to be."""

ATTRIBUTE = re.compile(
    r"\b(?:of|for|in|on|at|by|from|to|with|about|behind|that|which|\w+ing|name|number|rate|share|"
    r"percentage|population|capital|cost|price|age|size|total|average|main|biggest|largest|"
    r"smallest|highest|lowest|most|least|best|worst|first|last|second|third|only|current|new|"
    r"\w+['’]s|its|his|her|their|difference|status|date|year|time|amount|level|result|outcome|"
    r"reason|cause|effect|purpose)\b"
)
"""Asked of a thing, these words ask for one of its attributes or its place in an order: a fact."""
