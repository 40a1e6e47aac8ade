"""One call of a chat model: its text piece by piece, tried again where that may help."""

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from langchain_core.messages import AIMessage, BaseMessage

from assistant.answer import Usage
from assistant.writing.chat_models import ChatModelSpec, open_chat_model
from assistant.writing.failures import ChatModelError, Failure, failure_of
from assistant.writing.kept_calls import KeptCalls
from assistant.writing.schema import ANSWER_SCHEMA, lines_of

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

TRIES = 3

# Before the second try; doubled before the third.
FIRST_WAIT_SECONDS = 1.0

# Who asks to wait for longer is not waited for: the answer in quotes is there at once.
LONGEST_WAIT_SECONDS = 15.0

# Ten times the longest answer. A model that goes on and on is cut off.
MOST_CHARACTERS = 20_000


@dataclass
class Call:
    """What there is to tell of one call while and after it is made."""

    text: str = ""
    """All that the model wrote so far."""
    input_tokens: int = 0
    output_tokens: int = 0
    started: float = field(default_factory=time.perf_counter)
    was_cut: bool = False
    """Whether the text was too long and the rest left unread."""
    was_kept: bool = False
    """Whether the text comes from an identical call, and the model was not asked."""

    def count(self, message: BaseMessage) -> None:
        """Add the tokens that a message, or a piece of one, tells of."""
        usage = message.usage_metadata if isinstance(message, AIMessage) else None
        if usage is not None:
            self.input_tokens += usage["input_tokens"]
            self.output_tokens += usage["output_tokens"]

    def usage(self, spec: ChatModelSpec) -> Usage | None:
        """Return what the call took; None where the model did not count its tokens."""
        if not self.input_tokens and not self.output_tokens:
            return None
        seconds = time.perf_counter() - self.started
        cost = spec.cost(self.input_tokens, self.output_tokens)
        return Usage(self.input_tokens, self.output_tokens, seconds, cost)


class ChatModel:
    """A chat model that is called with messages; opened at the first call.

    Args:
        spec: which model.
        kept: answers to identical calls; None asks the model each time.
        wait: sleeps for some seconds; for tests.

    """

    def __init__(
        self,
        spec: ChatModelSpec,
        *,
        kept: KeptCalls | None = None,
        wait: Callable[[float], object] = time.sleep,
    ) -> None:
        self.spec = spec
        self._kept = kept
        self._wait = wait
        self._opened: BaseChatModel | None = None

    def stream(self, messages: Sequence[BaseMessage], call: Call) -> Generator[str, None, None]:
        """Yield pieces of the answer; `call` is kept up to date.

        Closing the iterator closes the connection. A call that fails before its first piece is
        tried again where that may help; one that breaks off later is not, since what was written
        may have been shown.

        Raises:
            ChatModelError: there is no answer, or no more of it; says which model and why.
            BriefingError: the model cannot be opened.

        """
        known = self._kept.find(self.spec, messages) if self._kept else None
        if known is not None:
            call.text, call.was_kept = known, True
            yield known
            return
        yield from self._asked(messages, call)
        if self._kept and not call.was_cut:
            self._kept.keep(self.spec, messages, call.text)

    def answer(self, messages: Sequence[BaseMessage]) -> str:
        """Return the whole answer; raises what `stream` does."""
        return "".join(self.stream(messages, Call()))

    def _asked(self, messages: Sequence[BaseMessage], call: Call) -> Generator[str, None, None]:
        """Yield pieces of what the model answers now."""
        model = self._model()
        for attempt in range(1, TRIES + 1):
            try:
                yield from self._pieces(model, messages, call)
            except GeneratorExit:
                raise
            except Exception as error:
                failure = failure_of(error)
                if call.text or attempt == TRIES or not self._is_worth_waiting(failure):
                    raise self._error(failure, cut=bool(call.text)) from error
                wait = failure.wait
                self._wait(FIRST_WAIT_SECONDS * 2 ** (attempt - 1) if wait is None else wait)
            else:
                return

    def _model(self) -> "BaseChatModel":
        if self._opened is None:
            self._opened = open_chat_model(self.spec)
        return self._opened

    def _pieces(
        self, model: "BaseChatModel", messages: Sequence[BaseMessage], call: Call
    ) -> Generator[str, None, None]:
        written = _structured if self._is_structured(model) else _plain
        with closing(written(model, messages, call)) as pieces:
            for piece in pieces:
                kept = piece[: MOST_CHARACTERS - len(call.text)]
                call.text += kept
                yield kept
                if len(call.text) >= MOST_CHARACTERS:
                    call.was_cut = True
                    return

    def _is_structured(self, model: "BaseChatModel") -> bool:
        if self.spec.is_structured is not None:
            return self.spec.is_structured
        return bool((model.profile or {}).get("structured_output"))

    def _is_worth_waiting(self, failure: Failure) -> bool:
        return failure.may_pass and (failure.wait or 0.0) <= LONGEST_WAIT_SECONDS

    def _error(self, failure: Failure, *, cut: bool) -> ChatModelError:
        begun = " after it had begun to answer" if cut else ""
        return ChatModelError(f"The model {self.spec.name}{begun} {failure.reason}")


def _plain(
    model: "BaseChatModel", messages: Sequence[BaseMessage], call: Call
) -> Generator[str, None, None]:
    """Yield the text of a model that writes as it likes."""
    with closing(cast(Generator[BaseMessage, None, None], model.stream(list(messages)))) as chunks:
        for chunk in chunks:
            call.count(chunk)
            if chunk.text:
                yield chunk.text


def _structured(
    model: "BaseChatModel", messages: Sequence[BaseMessage], call: Call
) -> Generator[str, None, None]:
    """Yield the sentences of a model that is held to a schema, a line each with its markers."""
    held = model.with_structured_output(ANSWER_SCHEMA, include_raw=True)
    parsed: Any = None
    told = 0
    with closing(cast(Generator[Any, None, None], held.stream(list(messages)))) as parts:
        for part in parts:
            if part.get("raw") is not None:
                call.count(part["raw"])
            parsed = part.get("parsed") or parsed
            *complete, _ = lines_of(parsed) or [""]
            yield from complete[told:]
            told = max(told, len(complete))
    if not isinstance(parsed, dict):
        raise ValueError("no JSON of an answer")
    yield from lines_of(parsed)[told:]
