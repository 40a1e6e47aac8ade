"""The kind of answer that a question asks for."""

import pytest

from assistant.expected import Kind, expects, fits


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When was it built?", Kind.DATE),
        ("In what year did it open?", Kind.DATE),
        ("¿Cuándo se abrió?", Kind.DATE),
        ("Quando abriu?", Kind.DATE),
        ("How many cars does it carry?", Kind.NUMBER),
        ("What share is in prison?", Kind.NUMBER),
        ("¿Cuántas personas viajan?", Kind.NUMBER),
        ("Quantos carros leva?", Kind.NUMBER),
        ("Who bought it?", Kind.NAME),
        ("¿Quién lo compró?", Kind.NAME),
        ("Quem comprou?", Kind.NAME),
        ("What did she do when she came back?", None),
        ("What was sold, and when?", Kind.DATE),
        ("¿Cuántos años tenía cuando jugó?", Kind.NUMBER),
        ("Why is it late?", Kind.REASON),
        ("In 2019, why was it late?", Kind.REASON),
        ("¿Por qué llegó tarde?", Kind.REASON),
        ("Who explains why it is late?", Kind.NAME),
        ("How is it built?", None),
        ("", None),
    ],
)
def test_question_words_tell_the_kind(question: str, kind: Kind | None) -> None:
    assert expects(question) is kind


@pytest.mark.parametrize(
    ("kind", "sentence", "question", "does"),
    [
        (Kind.DATE, "It opened in March 2019.", "When did it open?", True),
        (Kind.DATE, "It opened late.", "When did it open?", False),
        (Kind.DATE, "In that month it opened.", "When did it open?", True),
        (Kind.DATE, "In that town it opened.", "When did it open?", False),
        (Kind.DATE, "In 2019 it opened.", "When in 2019 did it open?", False),
        (Kind.NUMBER, "It carries 64 cars.", "How many cars?", True),
        (Kind.NUMBER, "The rate doubled.", "How much did the rate rise?", True),
        (Kind.NUMBER, "It carries 64 cars.", "How many are 64 cars?", False),
        (Kind.NUMBER, "It carries 264 cars.", "How many are 64 cars?", True),
        (Kind.NAME, "It was bought by Inga Holm.", "Who bought it?", True),
        (Kind.NAME, "The town of Norrholm bought it.", "Who bought it in Norrholm?", False),
        (Kind.NAME, "The council bought it.", "Who bought it?", False),
        (Kind.REASON, "It is late because of fog.", "Why is it late?", True),
        (Kind.REASON, "It is late.", "Why is it late?", False),
    ],
)
def test_a_sentence_fits_when_it_holds_such_an_answer_that_the_question_does_not(
    kind: Kind, sentence: str, question: str, does: bool
) -> None:
    assert fits(kind, sentence, question=question) is does
