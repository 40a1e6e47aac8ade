import pytest

from ingest.about import mark_about
from ingest.document import Sentence, SentenceKind
from ingest.sentences import split_sentences

PROSE = "The port of Lemos handled nine million containers in 2021. Its rivals lost ground."
Path = tuple[str, ...]


def about(*paragraphs: str, path: Path = ()) -> list[bool]:
    """Whether each paragraph is marked; all stand under one heading path."""
    text = "\n\n".join(paragraphs)
    sentences: list[Sentence] = []
    at = 0
    for number, paragraph in enumerate(paragraphs):
        spans = split_sentences(text, at, at + len(paragraph))
        sentences += [Sentence(span.start, span.end, path, number) for span in spans]
        at += len(paragraph) + 2
    kinds: dict[int, set[SentenceKind]] = {}
    for sentence in mark_about(text, sentences):
        kinds.setdefault(sentence.paragraph, set()).add(sentence.kind)
    return [kinds[number] == {SentenceKind.ABOUT} for number in sorted(kinds)]


@pytest.mark.parametrize(
    "closing",
    [
        "Ana Reis is the deputy director of the Ports Program at the Lemos Institute.",
        "Dr. Ana C. Reis is a senior fellow in Lisbon. She has written two books.",
        "Ana Reis and Rui Paz are research associates with the Institute.",
        "**Rui Paz** is an intern with the Ports Program.",
        "This study was made possible by the support of the Lemos Fund.",
        "This brief is generously funded by three foundations.",
        "The author thanks Rui Paz for his help.",
        "The views expressed here are those of the author.",
        "© 2024 Lemos Institute. All rights reserved.",
        "For more information, contact Rui Paz at rui@example.org.",
        "María Ruiz es investigadora del Instituto Lemos.",
        "Este informe fue posible gracias al apoyo del Fondo Lemos.",
        "João Paz é pesquisador do Instituto Lemos.",
        "Este relatório foi financiado pelo Fundo Lemos.",
    ],
)
def test_closing_matter_is_about_the_document(closing: str) -> None:
    assert about(PROSE, PROSE, closing) == [False, False, True]


def test_closing_matter_is_read_upwards_until_the_argument() -> None:
    biography = "Ana Reis is a fellow at the Lemos Institute."
    funding = "This report was made possible by the Lemos Fund."
    assert about(PROSE, biography, PROSE, biography, funding) == [False, False, False, True, True]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Reis is the president of the republic.",
        "The port is the head of a long chain of harbours.",
        "The United Ports are the lead manager of the coast.",
        "This report has shown that ports matter.",
        "This plan was funded by the republic.",
    ],
)
def test_a_closing_body_sentence_stays_body(sentence: str) -> None:
    assert about(PROSE, sentence) == [False, False]


def test_someone_the_argument_is_about_is_not_its_author() -> None:
    told = "Reis grew up there. Reis left early. Reis came back."
    assert about(told, "Rui Reis is the director of the port.") == [False, False]


def test_bylines_and_dates_on_top_are_about_the_document() -> None:
    lines = ("By Ana Reis and Rui Paz", "May 3, 2024", PROSE, "Reis wrote this")
    assert about(*lines) == [True, True, False, False]


@pytest.mark.parametrize(
    "heading",
    [
        "About the Authors",
        "About this edition",
        "About This Document",
        "Acknowledgments",
        "Disclaimer",
        "Sobre los autores",
        "Acerca de este informe",
        "Agradecimientos",
        "Sobre o autor",
    ],
)
def test_a_section_that_announces_it_is_about_the_document(heading: str) -> None:
    assert about(PROSE, PROSE, path=(heading,)) == [True, True]


@pytest.mark.parametrize("heading", ["About the Ports", "Funding Gaps", "Sobre los puertos"])
def test_a_section_on_a_topic_is_not(heading: str) -> None:
    assert about(PROSE, PROSE, path=(heading,)) == [False, False]
