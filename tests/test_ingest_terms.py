import threading

import pytest

from ingest.terms import STOP_WORDS, is_stop_word, query_terms, terms_of


@pytest.mark.parametrize(
    ("text", "language", "terms"),
    [
        ("The ports were dredged", "en", ["port", "dredg"]),
        ("Dredging of PORTS", "en", ["dredg", "port"]),
        ("6.3 million, not 3", "en", ["6.3", "million", "3"]),
        ("80–93 percent in 2,019", "en", ["80", "93", "percent", "2,019"]),
        ("264 percent", "en", ["264", "percent"]),
        ("São Paulo", "en", ["sao", "paulo"]),
        ("¿Cuántas cárceles hay?", "es", ["carcel"]),
        ("As prisões da cidade", "pt", ["priso", "cidad"]),
        ("", "en", []),
        ("of the", "en", []),
    ],
)
def test_words_are_folded_stemmed_and_rid_of_stop_words(
    text: str, language: str, terms: list[str]
) -> None:
    assert terms_of(text, language=language) == terms


def test_an_unknown_language_is_read_as_english() -> None:
    assert terms_of("the ports", language="xx") == terms_of("the ports", language="en")


def test_a_question_has_each_term_once_in_every_language_of_the_documents() -> None:
    assert query_terms("prisons, prison, prisons", languages=["en"]) == ["prison"]
    mixed = query_terms("cities and cárceles", languages=["en", "es"])
    assert mixed == ["citi", "carcel"]


def test_stop_words_of_the_questions_own_language_are_no_terms() -> None:
    assert query_terms("¿Qué dijo el ministro?", languages=["en"]) == ["dijo", "ministro"]


def test_stop_words_are_written_as_they_are_compared() -> None:
    for words in STOP_WORDS.values():
        assert all(is_stop_word(word) and word.isascii() and word.islower() for word in words)


def test_threads_stem_at_the_same_time() -> None:
    results: list[list[str]] = []

    def stem() -> None:
        results.append(terms_of("dredging ports " * 2000))

    threads = [threading.Thread(target=stem) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [["dredg", "port"] * 2000] * 4
