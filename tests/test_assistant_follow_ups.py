"""Invented conversations: what each turn is searched for, and what it leaves behind."""

from dataclasses import dataclass

import pytest

from assistant.answer import Turn
from assistant.conversation import make_standalone


@dataclass(frozen=True, slots=True)
class Said:
    """One question with its answer, and what its standalone form must and must not contain."""

    question: str
    answer: str = "The documents say so. [1]"
    holds: str = ""
    """Words and phrases, separated by bars."""
    lacks: str = ""
    """As `holds`; compared as they are written."""


CONVERSATIONS: dict[str, tuple[Said, ...]] = {
    "court": (
        Said(
            "Why did the assembly dismiss the judges of the Supreme Court of Ruvania?",
            "It accused them of bias. [1]",
        ),
        Said(
            "Who replaced them?",
            "Five lawyers close to the president. [1]",
            "Who replaced the judges|Supreme Court|Ruvania",
            "them|dismiss",
        ),
        Said("And in Ostravia?", holds="replaced|judges|Ostravia", lacks="Ruvania"),
        Said("When?", holds="When|replaced|Ostravia", lacks="Ruvania"),
    ),
    "person": (
        Said("Who runs the harbour authority of Port Elm?", "Marta Olsen runs it. [1]"),
        Said("What did she do before?", "She was a pilot. [1]", "did Marta Olsen do before", "she"),
        Said("What did she do next?", holds="did Marta Olsen do next", lacks="she"),
        Said("Who was her deputy?", "Henrik Dahl. [1]", "Marta Olsen's deputy", " her "),
        Said(
            "What did he say about the dredging?",
            holds="Henrik Dahl say about the dredging",
            lacks="Olsen| he ",
        ),
    ),
    "law": (
        Said("What is the Clean Rivers Act?", "A law of 2014 on waste water. [1]"),
        Said("Who voted against that law?", holds="voted against that law|Clean Rivers Act"),
        Said("When was it amended?", holds="When was the Clean Rivers Act amended", lacks=" it "),
        Said("And how much did it cost?", holds="much did the Clean Rivers Act cost"),
        Said("Why?", holds="Why|Clean Rivers Act|cost"),
    ),
    "prisons": (
        Said("How many prisons did Tavaria build after 2015?", "It built nine. [1]"),
        Said("Who guards those prisons?", holds="those prisons|Tavaria", lacks="How many"),
        Said("What do they cost?", holds="prisons|cost|Tavaria", lacks="they"),
        Said("And Morland?", holds="prisons|cost|Morland", lacks="Tavaria"),
    ),
    "year": (
        Said("When did the museum of Lenz reopen?", "It reopened in 1998. [1]"),
        Said("What else happened in the same year?", holds="the same year (1998|happened"),
        Said("Which bridge collapsed that year?", holds="that year (1998|bridge"),
    ),
    "rate": (
        Said("What was the share of wind power in Dorland in 2019?", "41 percent. [1]"),
        Said("And before that?", holds="wind power|Dorland|before 2019"),
        Said("And in 2021?", holds="wind power|Dorland|2021", lacks="2019"),
        Said("And in Belgravia?", holds="wind power|Belgravia|2021", lacks="Dorland|2019"),
        Said("Why?", holds="Why|wind power|Belgravia", lacks="Dorland"),
    ),
    "benefits": (
        Said("What are the benefits of the sea wall at Osmund?", "It protects the town. [1]"),
        Said("And the costs?", holds="the costs of the sea wall at Osmund", lacks="benefits"),
        Said("Who paid for it?", holds="Who paid for the sea wall|Osmund", lacks="benefits"),
        Said("What about Karlby?", holds="sea wall|Karlby", lacks="Osmund"),
    ),
    "place": (
        Said("Where did the miners of Grell move?", "They moved to Nordhaven. [1]"),
        Said("What did they do there?", holds="miners|Nordhaven", lacks="they|there"),
        Said("How many people live there now?", holds="Nordhaven", lacks="there"),
        Said("Is there a hospital in Varna?", holds="Is there a hospital in Varna?", lacks="("),
    ),
    "switch": (
        Said("What did Iris Holm promise the nurses?", "Higher pay. [1]"),
        Said("Thanks!", holds="Thanks!", lacks="Holm|nurses"),
        Said("Did she keep her promise?", holds="Did Iris Holm keep her promise"),
        Said(
            "Now tell me about the railway to Sorvik.",
            "It opened in 1902. [1]",
            "railway to Sorvik",
            "Holm|nurses|promise",
        ),
        Said("How long is it?", holds="How long is the railway|Sorvik", lacks="Holm"),
        Said(
            "What does the report say about vaccination in schools?",
            holds="What does the report say about vaccination in schools?",
            lacks="(",
        ),
    ),
    "reason": (
        Said("Did the council close the library?", "Yes, in spring. [1]"),
        Said("Why?", "There was no money. [1]", "Why did the council close the library?"),
        Said("When?", holds="When did the council close the library?"),
        Said("Who decided that?", holds="Who decided that|council|library"),
    ),
    "objects": (
        Said("Which gangs control the markets of Uzan?", "The Red Hand and the Nine Cats. [1]"),
        Said(
            "Why did Governor Pell attack them?",
            holds="Governor Pell attack the gangs|Uzan",
            lacks="them",
        ),
        Said("How much do they earn in a year?", holds="do the gangs earn|year|Uzan", lacks="they"),
        Said("How do they recruit children?", holds="do the gangs recruit children"),
    ),
    "company": (
        Said("What did Northwind Bank lose in 2008?", "It lost 4 billion. [1]"),
        Said("Who rescued it?", "The Treasury of Albia. [1]", "Who rescued Northwind Bank"),
        Said("How large were its debts?", holds="large were Northwind Bank's debts", lacks=" its "),
        Said("And after 2010?", holds="Northwind Bank|debts|after 2010"),
    ),
    "more": (
        Said("How does the vaccine programme of Telmar work?", "Nurses visit schools. [1]"),
        Said("Tell me more.", holds="vaccine programme of Telmar work"),
        Said("What else?", holds="vaccine|Telmar"),
        Said("Tell me more about the second one.", holds="the second one|vaccine|Telmar"),
    ),
    "counted": (
        Said("How does Telmar pay its nurses?", "There are three separate funds. [1]"),
        Said("Tell me more about the second one.", holds="more about the second fund"),
        Said("And who runs the last one?", holds="the last fund"),
    ),
    "counted years": (
        Said("How long did the Uzan drought last?", "It lasted two years. [1]"),
        Said("Was the second one worse?", holds="the second one|drought", lacks="second year"),
    ),
    "answer": (
        Said("What bill did Sorensen introduce against fraud?", "The Klee-Amara Bill. [1]"),
        Said("Who criticizes him for it?", holds="criticizes Sorensen"),
        Said("Who opposed the bill?", holds="opposed the bill|Klee-Amara Bill"),
        Said(
            "Which ministry did Lena Ortiz write to?",
            holds="Which ministry did Lena Ortiz write to?",
            lacks="(",
        ),
    ),
    "own subject": (
        Said("Who is the president of Zubia?", "Ana Prell. [1]"),
        Said(
            "Did the mayor of Lund keep her promises?",
            holds="Did the mayor of Lund keep her promises?",
            lacks="Zubia|Prell",
        ),
        Said(
            "Does the report say that violence fell?",
            holds="Does the report say that violence fell?",
            lacks="Zubia|Prell|(",
        ),
        Said(
            "How long does it take to train a police officer?",
            holds="How long does it take to train a police officer?",
            lacks="(",
        ),
    ),
    "spanish": (
        Said("¿Por qué destituyó la asamblea de Ruvania a los jueces?", "Por parcialidad. [1]"),
        Said(
            "¿Quién los reemplazó?",
            "Cinco abogados. [1]",
            "reemplazó|los jueces|Ruvania",
            "asamblea",
        ),
        Said("¿Y en Ostravia?", holds="reemplazó|jueces|Ostravia", lacks="Ruvania"),
        Said("¿Por qué?", holds="Por qué|reemplazó|jueces|Ostravia"),
        Said(
            "¿Cuánto costó el puente de Lenz?",
            "Dos millones. [1]",
            "¿Cuánto costó el puente de Lenz?",
            "(",
        ),
        Said("¿Cuándo se construyó?", holds="Cuándo se construyó|puente|Lenz", lacks="Ostravia"),
        Said("¿Y quién lo pagó?", holds="quién|pagó|el puente|Lenz"),
        Said("¿Quién es la alcaldesa de Lenz?", "Marta Olsen. [1]"),
        Said("¿Qué hizo ella después?", holds="Qué hizo Marta Olsen después", lacks="ella"),
        Said("¿Cuál es su partido?", holds="su partido|Marta Olsen"),
        Said("¿Y antes de eso?", holds="partido|antes|Marta Olsen"),
        Said("Gracias", holds="Gracias", lacks="Olsen"),
    ),
    "portuguese": (
        Said("Qual é a taxa de desemprego em Dorland?", "É de 4 por cento. [1]"),
        Said("E em Belgravia?", "É maior. [1]", "taxa de desemprego em Belgravia", "Dorland"),
        Said("E no Brasil?", holds="taxa de desemprego|Brasil", lacks="Belgravia|Dorland"),
        Said("Por quê?", holds="Por quê|desemprego|Brasil", lacks="Dorland"),
        Said("Quem é o ministro da saúde de Telmar?", "Rui Prado. [1]"),
        Said("O que ele prometeu?", holds="O que Rui Prado prometeu", lacks="ele |Dorland"),
        Said("Em que ano isso aconteceu?", holds="ano isso aconteceu|Rui Prado"),
        Said("Essa lei foi aprovada?", holds="Essa lei|Rui Prado"),
    ),
}


def turns() -> dict[str, tuple[Said, tuple[Turn, ...]]]:
    """Return each turn of each conversation with those before it, by a name for the report."""
    found = {}
    for subject, conversation in CONVERSATIONS.items():
        history: tuple[Turn, ...] = ()
        for said in conversation:
            if said.holds or said.lacks:
                found[f"{subject}: {said.question}"] = (said, history)
            history = (*history, Turn("user", said.question), Turn("assistant", said.answer))
    return found


TURNS = turns()


@pytest.mark.parametrize(("said", "history"), TURNS.values(), ids=TURNS)
def test_a_turn_is_searched_for_with_what_it_means_and_without_the_rest(
    said: Said, history: tuple[Turn, ...]
) -> None:
    text = make_standalone(said.question, history).text
    missing = [words for words in said.holds.split("|") if words and words not in text]
    too_much = [words for words in said.lacks.split("|") if words and words in text]
    assert (missing, too_much) == ([], []), text
