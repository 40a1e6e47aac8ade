"""Cases, answers and evidence for the tests of evals, with everything that a test does not say."""

from assistant.answer import Answer, Citation, Evidence, FoundBy, Status, Turn
from evals.case import Case, GoldSpan
from ingest.document import Passage, SentenceKind
from ingest.errors import BriefingError

DOC = "harbour"
TEXT = (
    "# Harbours\n\nThe harbour of Lindmark opened in 1931. Mayor Ines Okafor paid 64 percent of it."
    " Its crane lifts 12 tons.\n\nFishing fell by 264 percent, which cannot be. Nobody says why."
)
TEXTS = {DOC: TEXT}

OPENED = "The harbour of Lindmark opened in 1931."
PAID = "Mayor Ines Okafor paid 64 percent of it."
CRANE = "Its crane lifts 12 tons."
FELL = "Fishing fell by 264 percent, which cannot be."


def gold(quote: str) -> GoldSpan:
    start = TEXT.index(quote)
    return GoldSpan(DOC, start, start + len(quote), quote)


def case(**changes: object) -> Case:
    fields: dict[str, object] = {
        "id": "opened",
        "type": "when",
        "split": "tune",
        "language": "en",
        "question": "When did the harbour open?",
        "history": (),
        "answerable": True,
        "answers": (("1931",),),
        "gold": (gold(OPENED),),
    }
    return Case(**{**fields, **changes})


def unanswerable(**changes: object) -> Case:
    fields = {"id": "cost", "type": "unanswerable", "answerable": False, "answers": (), "gold": ()}
    return case(**{**fields, **changes})


def citation(quote: str, /, *, number: int = 1, **changes: object) -> Citation:
    start = TEXT.index(quote)
    fields: dict[str, object] = {
        "number": number,
        "doc_id": DOC,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "heading_path": (),
    }
    return Citation(**{**fields, **changes})


def evidence(quote: str) -> Evidence:
    start = TEXT.index(quote)
    end = start + len(quote)
    passage = Passage("p", DOC, (), quote, start, end, 0, 0, SentenceKind.BODY, "hash")
    return Evidence(passage, start, end, quote, 0.5, FoundBy.BOTH)


def answer(*quotes: str, **changes: object) -> Answer:
    """Return an answer that quotes and cites these sentences, in order."""
    fields: dict[str, object] = {
        "question": "",
        "standalone_question": "",
        "text": " ".join(f"{quote} [{number}]" for number, quote in enumerate(quotes, start=1)),
        "status": Status.ANSWERED,
        "citations": tuple(citation(quote, number=n) for n, quote in enumerate(quotes, start=1)),
        "evidence": tuple(evidence(quote) for quote in quotes),
        "model_name": "quoting",
        "timings": {},
    }
    return Answer(**{**fields, **changes})


def refusal(text: str = "The documents do not say.") -> Answer:
    return answer(text=text, status=Status.ABSTAINED)


class ScriptedAssistant:
    """Gives the answers it was handed, in order; remembers what it was asked."""

    def __init__(self, *script: Answer | Exception) -> None:
        self.script = list(script)
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []

    def answer(self, question: str, history: tuple[Turn, ...]) -> Answer:
        self.asked.append((question, tuple(history)))
        step = self.script.pop(0)
        if isinstance(step, Exception):
            raise step
        return step


def broken_index() -> BriefingError:
    return BriefingError("there is no index: run `briefing ingest`")
