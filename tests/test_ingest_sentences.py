import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import MAX_WHOLE, split_sentences

LONG_QUOTATION = (
    "“The harbour is now the envy of every mayor along the coast, and none can say what it cost. "
    "Delegations come each month to look at the cranes.”"
)

# Sentences are joined by one space and must be found again.
CASES = [
    ["Prices rose.", "Wages fell!", "Did rents?", "Nobody knows."],
    ["Mr. Reis met Mrs. Paz and Dr. Lemos.", "They talked."],
    ["The U.S. Congress voted.", "The U.N. Security Council did not."],
    ["Prices rose in the U.S.", "However, wages fell."],
    ["The D.C. Council agreed.", "It met at noon."],
    ["She works in Washington, D.C.", "Marta Lemos is her deputy."],
    ["Ana Paz, Ph.D.", "Rui Lemos joined her."],
    ["J. Reis and M. K. Duarte came.", "They left."],
    ["Ana C. La Rosa came.", "She left."],
    ["They chose plan B.", "The mayor agreed."],
    ["He needs vitamin C.", "La dosis es baja."],
    ["Some ports, e.g. Lemos, i.e. the largest, grew vs. last year.", "Others shrank."],
    ["No. 7 is closed.", "See Nos. 8 and 9."],
    ["He said no.", "Nobody moved."],
    ["They live in St. Lucia.", "It is warm."],
    ["It began on Jan. 3 and ended on Sept. 11.", "It lasted long."],
    ["It opened at 15:00.", "The second came at 6 p.m.", "Nobody saw it."],
    ["It meets at 5 p.m. Monday.", "It is short."],
    ["Acme Inc. Chairman Rui Lemos resigned.", "Acme Inc.", "The firm fell."],
    ["The rate is 20.9 per 100,000.", "It was 5.8.", "It rose 4.5 percent."],
    ["The quake measured 6.4 MS.", "The next was weaker."],
    ["He promised “quiet streets.”", "They never came."],
    ["She said (in May.)", "He left."],
    ["“We won. We keep it,” she said.", "Then she left."],
    [*LONG_QUOTATION.replace("cost. ", "cost.\n").split("\n"), "It is late."],
    ["“Why?” Reis asked.", "Nobody answered."],
    ["“Enough!”", "The mayor had spoken."],
    ["‘It works.’", "They kept it."],
    ["Costs fell (see the table. It is long.) in May.", "They rose later."],
    ["The ports—Lemos above all—grew.", "Rivals—all of them—did not."],
    ["He waited... and waited.", "Then he left."],
    ["The film I Am... Sasha won.", "It was short."],
    ["He stopped…", "Then he left."],
    ["See https://example.org/a.b?c=D.", "It is all there."],
    ["Write to ana.reis@example.org today.", "She answers."],
    ["Costs fell.[12]", "Others rose.[^3]", "The rest stayed.⁴", "All is told.12", "Yes."],
    ["**Dredge early.**", "Money is short.", "_Really._", "Yes."],
    ["The steps are: 1. Dredge.", "2. Build."],
    ["1. Dredge the port.", "It is shallow."],
    ["The fee is $5.", "$6 million came in.", "42 ships left."],
    ["iPhone sales rose. eBay fell."],
    ["[...] The port grew.", "It is large."],
    ["Él respondió: “Es otra cosa.” (It is another thing.)", "Luego se fue."],
    ["He said, “Es otra cosa” (It is another thing).", "He left."],
    ["¿Por qué subió?", "¡Nadie lo sabe!", "¿Y ahora?"],
    ["El Sr. Paz y la Sra. Ruiz viven en EE. UU.", "Los demás no."],
    ["Viajó a EE.UU.", "Nadie lo vio."],
    ["Véase el art. 5 y la pág. 12.", "Es claro."],
    ["La Dra. Ruiz llegó el 3 de ene. 2024.", "Nadie vino."],
    ["«El puerto crece. Nadie lo duda», dijo.", "Luego calló."],
    ["El índice subió 3,5 por ciento.", "Según Reis, es poco."],
    ["O Dr. Silva, da Univ. de Lemos, discordou.", "Não houve resposta."],
    ["Veja a pág. 7 do vol. 2.", "É claro."],
    ["Há portos, estradas, etc.", "Depois, nada."],
    ["A Sra. Lemos perguntou: “Por quê?”", "Ninguém respondeu."],
    ["It fell to No. 3.", "“It hurts,” said Paz.", "(He left.)", "[He came back.]"],
]


@pytest.mark.parametrize("sentences", CASES, ids=lambda case: case[0][:40])
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[span.start : span.end] for span in split_sentences(text)] == sentences


def test_a_wrapped_sentence_keeps_its_line_breaks() -> None:
    text = "One line\nand another. Next\none."
    found = [text[span.start : span.end] for span in split_sentences(text)]
    assert found == ["One line\nand another.", "Next\none."]


def test_the_marks_of_quoted_lines_are_not_part_of_the_next_sentence() -> None:
    text = "It ended.\n> Then it began.\n>\n> > And ended."
    found = [text[span.start : span.end] for span in split_sentences(text)]
    assert found == ["It ended.", "Then it began.", "And ended."]


def test_only_the_given_stretch_is_split() -> None:
    text = "Left out. Taken in. So is this. Left out."
    spans = split_sentences(text, 9, 31)
    assert [text[span.start : span.end] for span in spans] == ["Taken in.", "So is this."]


def test_a_quotation_stays_whole_up_to_the_limit() -> None:
    inside = "It grew. It fell. " + "X" * MAX_WHOLE
    whole = f"“{inside[:MAX_WHOLE]}” is all."
    assert len(split_sentences(whole)) == 1
    assert len(split_sentences(f"“{inside}” is all.")) == 3


def test_ideographic_stops_need_no_space() -> None:
    assert len(split_sentences("港は大きい。船も多い。")) == 2


@given(st.text(max_size=300) | st.text(alphabet='.!?…"“”()[]*> \n1aAé—', max_size=300))
def test_any_text_is_covered_in_order_without_loss(text: str) -> None:
    at = 0
    for span in split_sentences(text):
        sentence = text[span.start : span.end]
        assert sentence
        assert sentence == sentence.strip()
        assert not text[at : span.start].replace(">", "").strip()
        at = span.end
    assert not text[at:].strip()
