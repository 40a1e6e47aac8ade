"""A composer that lets a chat model write, and shows nothing that it has not checked."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing

from assistant.answer import Account, Verdict
from assistant.citation import shown
from assistant.composer import Statement
from assistant.gloss import language_of
from assistant.material import Material
from assistant.question import QuestionKind
from assistant.quoting.choice import MAX_WORDS, MAX_WORDS_WIDE
from assistant.quoting.composer import QuotingComposer
from assistant.verification.verification import SupportScorer, verify
from assistant.writing.calling import Call, ChatModel
from assistant.writing.failures import ChatModelError
from assistant.writing.policy import Policy
from assistant.writing.prompt import INSUFFICIENT, messages_for
from assistant.writing.sentences import SentenceStream, Written
from assistant.writing.sources import Source, sources_of

# Kinds of question whose answer covers more than one thing.
WIDE = frozenset({QuestionKind.LIST, QuestionKind.COMPARISON, QuestionKind.SUMMARY})

_BORNE_OUT = frozenset({Verdict.SUPPORTED, Verdict.PARTLY})


class ModelComposer:
    """A `Composer` that lets a chat model write from numbered sentences.

    Each sentence is checked against those it cites before it is shown. Where the model fails, what
    was shown stays and quotes take the place of the rest.

    Args:
        model: writes.
        policy: for sentences that are not borne out.
        scorer: a second opinion on whether sources support a sentence.

    """

    def __init__(
        self,
        model: ChatModel,
        *,
        policy: Policy = Policy.MARK,
        scorer: SupportScorer | None = None,
    ) -> None:
        self._model = model
        self._policy = policy
        self._scorer = scorer
        self._quoting = QuotingComposer()

    @property
    def model_name(self) -> str:
        """Return the chat model's name."""
        return self._model.spec.name

    @property
    def model(self) -> ChatModel:
        """Return the chat model."""
        return self._model

    def compose(self, material: Material) -> Iterator[Statement | Account]:
        """Yield the model's sentences as they come, each checked, and how it came to them.

        An answer that the model found not to be there is an account that `declined`, alone.
        """
        quoted = list(self._quoting.compose(material))
        sources = sources_of(material, quoted)
        call = Call()
        dropped: list[str] = []
        notices: list[str] = []
        said = 0
        try:
            with closing(self._written(material, sources, call)) as sentences:
                for sentence in sentences:
                    if said == 0 and sentence.text.strip(" .!\"'").upper() == INSUFFICIENT:
                        yield Account(call.text, call.usage(self._model.spec), declined=True)
                        return
                    statements, lost = self._checked(sentence, sources)
                    dropped += lost
                    for statement in statements:
                        said += 1
                        yield statement
        except ChatModelError as error:
            notices.append(f"{error} What follows is quoted.")
            yield from quoted
            said += len(quoted)
        if call.was_kept:
            notices.append("Kept from an identical call: the model was not asked again.")
        if call.was_cut:
            notices.append("The model wrote without end; its answer was cut off.")
        if not said:
            notices.append("Nothing that the model wrote could be shown; these are quotes instead.")
            yield from quoted
        yield Account(call.text, call.usage(self._model.spec), tuple(dropped), tuple(notices))

    def _written(
        self, material: Material, sources: Sequence[Source], call: Call
    ) -> Generator[Written, None, None]:
        """Yield what the model writes, sentence by sentence."""
        question = material.question
        messages = messages_for(
            question.text,
            sources,
            max_words=MAX_WORDS_WIDE if question.kind in WIDE else MAX_WORDS,
            language=language_of(question.text),
        )
        stream = SentenceStream()
        with closing(self._model.stream(messages, call)) as pieces:
            for piece in pieces:
                yield from stream.feed(piece)
        yield from stream.finish()

    def _checked(
        self, sentence: Written, sources: Sequence[Source]
    ) -> tuple[list[Statement], list[str]]:
        """Return what is shown of a sentence, and the markers that pointed nowhere."""
        by_number = {source.number: source.evidence for source in sources}
        cited = [by_number[number] for number in sentence.numbers if number in by_number]
        lost = [f"[{number}]" for number in sentence.numbers if number not in by_number]
        others = [one.text for one in by_number.values() if one not in cited]
        verified = verify(
            sentence.text,
            [one.text for one in cited],
            nearby=others,
            scorer=self._scorer,
        )
        supports = tuple(cited) if verified.verdict in _BORNE_OUT else ()
        statement = Statement(sentence.text, supports, verified.verdict, verified.reason)
        if verified.verdict is Verdict.SUPPORTED or self._policy is Policy.MARK:
            return [statement], lost
        if self._policy is Policy.QUOTE:
            return [Statement(shown(one.text), (one,)) for one in cited], lost
        return [statement] if supports else [], lost
