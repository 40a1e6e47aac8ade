"""Spanish and Portuguese questions in English words, on an invented text's vocabulary."""

import pytest

from assistant.cognates import cognate, english_vocabulary
from assistant.dictionary import COLUMNS, dictionary
from assistant.gloss import PlaceName, gloss, language_of
from assistant.inflection import Form, in_form, parse_english, past, plural, superlative, verb_form
from ingest.words import folded_words

TEXT = (
    "The ferry company of Norrholm was founded in 1987 by Carlos Berg. Its architecture prize, "
    "awarded in Germany, went to an island lighthouse. Most inhabitants are fishermen; the council "
    "builds bridges and harbours. Tax revenue fell. Philosophy is taught at the University."
)
VOCABULARY = frozenset(folded_words(TEXT))


@pytest.mark.parametrize(
    ("language", "question", "english"),
    [
        ("es", "¿Cuándo se fundó la compañía?", "When founded the company?"),
        ("es", "¿Cuántos habitantes tiene la isla?", "How many inhabitants have the island?"),
        ("es", "¿Quién escribió la ley?", "Who wrote the law?"),
        ("es", "¿En qué año murió el rey?", "In what year died the king?"),
        ("es", "que hizo el gobierno", "What did the government"),
        ("es", "¿Qué países firmaron el acuerdo?", "What countries signed the agreement?"),
        ("es", "¿Por qué bajaron los ingresos?", "Why"),
        ("es", "las medidas económicas", "The economic measures"),
        ("es", "la isla más grande", "The largest island"),
        ("es", "los derechos humanos", "The human rights"),
        ("es", "el 40 % de 1.500 personas", "The 40% of 1,500 people"),
        ("pt", "Quando foi fundada a empresa?", "When was founded the company?"),
        ("pt", "Quantos habitantes tem a ilha?", "How many inhabitants have the island?"),
        ("pt", "Quem escreveu a lei?", "Who wrote the law?"),
        ("pt", "Por que os preços aumentaram?", "Why the prices increased?"),
        ("pt", "as eleições presidenciais", "The presidential elections"),
        ("pt", "O que fez o governo?", "What did the government?"),
    ],
)
def test_a_question_is_put_into_english_words(language: str, question: str, english: str) -> None:
    assert gloss(question, language=language, vocabulary=VOCABULARY).text.startswith(english)


@pytest.mark.parametrize(
    ("with_accents", "without"),
    [
        ("¿Quién escribió la Constitución?", "quien escribio la constitucion"),
        ("¿Cuántas cárceles construyó?", "cuantas carceles construyo"),
        ("¿Qué países están en Asia?", "que paises estan en asia"),
    ],
)
def test_missing_accents_and_capitals_change_nothing(with_accents: str, without: str) -> None:
    expected = gloss(with_accents, language="es", vocabulary=VOCABULARY).text
    found = gloss(without, language="es", vocabulary=VOCABULARY).text
    assert found.casefold() == expected.strip("?").casefold()


def test_of_several_english_words_the_one_of_the_documents_is_taken() -> None:
    def text(*words: str) -> str:
        return gloss("la cárcel", language="es", vocabulary=frozenset(words)).text

    assert text("prison") == text() == "The prison"
    assert text("jail") == "The jail"


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("¿Quién es Carlos Berg?", "Who is Carlos Berg?"),
        ("¿Qué pasa en El Salvador?", "What happens in El Salvador?"),
        ("¿Qué dijo Norrholm a Xavier Quispe?", "What said Norrholm to Xavier Quispe?"),
    ],
)
def test_names_stay_as_they_are(question: str, english: str) -> None:
    assert gloss(question, language="es", vocabulary=VOCABULARY).text == english


@pytest.mark.parametrize(
    ("language", "question", "place"),
    [
        ("es", "¿Quién gobierna Alemania?", PlaceName("Alemania", "Germany")),
        ("es", "¿Qué pasó en Uruguay?", PlaceName("Uruguay", "Uruguay")),
        ("es", "¿Qué pasó en Nueva York?", PlaceName("Nueva York", "New York")),
        ("pt", "O que aconteceu na Alemanha?", PlaceName("Alemanha", "Germany")),
    ],
)
def test_places_that_the_lexicons_know_are_named(
    language: str, question: str, place: PlaceName
) -> None:
    found = gloss(question, language=language, vocabulary=VOCABULARY)
    assert found.places == (place,)
    assert place.english in found.text


@pytest.mark.parametrize(
    ("language", "word", "english"),
    [
        ("es", "arquitectura", "architecture"),
        ("es", "filosofía", "philosophy"),
        ("pt", "filosofia", "philosophy"),
        ("es", "constelaciones", "constelation"),
        ("pt", "arquitetura", "architecture"),
        ("es", "zapatilla", None),
        ("es", "gato", None),
    ],
)
def test_a_cognate_is_found_by_its_spelling(language: str, word: str, english: str | None) -> None:
    vocabulary = english_vocabulary(VOCABULARY)
    assert cognate(word, language=language, vocabulary=vocabulary) == english


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Whitehead's view?"),
        ("en", "What did the law never require?"),
        ("en", "Who governs Los Angeles?"),
        ("en", "Why do courts in Rio de Janeiro do nothing?"),
        ("en", "What is mano dura?"),
        ("en", "Is San José safer than São Paulo?"),
        ("en", "Chile?"),
        ("en", "WHO WROTE THIS?"),
        ("es", "¿Y en Chile?"),
        ("es", "tasa de natalidad"),
        ("es", "que es la mano dura"),
        ("es", "cuantos presos hay"),
        ("es", "como funciona el regimen de excepcion"),
        ("pt", "E no Chile?"),
        ("pt", "taxa de natalidade"),
        ("pt", "o que e mao dura"),
        ("pt", "quantos presos há"),
        ("pt", "Resuma o relatório"),
    ],
)
def test_the_language_of_a_short_question_is_told(language: str, question: str) -> None:
    assert language_of(question) == language


@pytest.mark.parametrize(
    ("word", "language", "form"),
    [
        ("detenidas", "es", Form.PARTICIPLE),
        ("propuso", "es", Form.PAST),
        ("llegaron", "es", Form.PAST),
        ("creciendo", "es", Form.GERUND),
        ("llega", "es", Form.BASE),
        ("chegaram", "pt", Form.PAST),
        ("aprovada", "pt", Form.PARTICIPLE),
    ],
)
def test_the_ending_tells_the_form_of_a_verb(word: str, language: str, form: Form) -> None:
    assert verb_form(word, language=language) is form


def test_english_words_take_their_forms() -> None:
    assert [plural(noun) for noun in ("law", "country", "crisis", "church")] == [
        "laws",
        "countries",
        "crisis",
        "churches",
    ]
    assert [past(verb) for verb in ("arrest", "use", "carry", "stop")] == [
        "arrested",
        "used",
        "carried",
        "stopped",
    ]
    assert [superlative(one) for one in ("large", "high", "big", "important")] == [
        "largest",
        "highest",
        "biggest",
        "most important",
    ]
    assert in_form(parse_english("write/wrote/written"), Form.PARTICIPLE) == "written"
    assert in_form(parse_english("carry out"), Form.PAST) == "carried out"
    assert in_form(parse_english("man/men"), Form.PLURAL) == "men"


@pytest.mark.parametrize("language", sorted(COLUMNS))
def test_frequent_verbs_are_found_in_their_irregular_forms(language: str) -> None:
    forms = {
        "es": {
            "empieza": "begin",
            "produjo": "produce",
            "propuesto": "propose",
            "tuvieron": "have",
        },
        "pt": {"fizeram": "do", "trouxe": "bring", "mantém": "hold", "propôs": "propose"},
    }[language]
    for form, base in forms.items():
        (first, *_) = dictionary(language).word(form)
        assert base in [word.base for word in first.english], form
