"""An answer while it is written: markers, and the checks of its sentences."""

from assistant_doubles import document, evidence

from assistant.answer import Account, Verdict
from assistant.citation import Footnotes
from assistant.composer import Statement
from assistant.draft import Draft

SAILS = evidence("The ferry to Norrholm sails twice a day.")
CARS = evidence("It carries 64 cars.")


def test_the_pieces_joined_are_the_text_and_each_check_spans_its_sentence():
    footnotes = Footnotes(lambda _: document())
    draft = Draft(footnotes)
    lead = draft.say("In short:")
    composed = [
        Statement("It sails.", (SAILS,), Verdict.SUPPORTED),
        Statement("It carries 46 cars.", (), Verdict.CONTRADICTED, "says 46, the source says 64"),
        Statement("It carries 64 cars.", (CARS, SAILS)),
    ]
    pieces = [lead, *draft.write(composed)]
    assert "".join(pieces) == draft.text
    assert draft.text == "In short: It sails. [1] It carries 46 cars. It carries 64 cars. [1][2]"
    spans = [(draft.text[one.start : one.end], one.verdict) for one in draft.checks]
    assert spans == [
        ("It sails.", Verdict.SUPPORTED),
        ("It carries 46 cars.", Verdict.CONTRADICTED),
    ]
    assert draft.checks[1].reason == "says 46, the source says 64"
    assert draft.account is None


def test_the_account_is_kept_and_writes_nothing():
    draft = Draft(Footnotes(lambda _: document()))
    account = Account("It sails [1].")
    assert list(draft.write([account])) == []
    assert draft.account is account
    assert draft.text == ""
