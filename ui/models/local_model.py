"""A chat model in a registered GGUF file, called as any other is."""

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.writing.calling import ChatModel
from assistant.writing.chat_models import ChatModelSpec, open_chat_model
from assistant.writing.kept_calls import KeptCalls
from ui.models.local_server import LocalServer

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# The provider's name that stands for these models: `local:NAME`.
LOCAL = "local"

# What the spec says until the server is started and its port is known.
ANYWHERE_HERE = "http://127.0.0.1"


class LocalModel(ChatModel):
    """A `ChatModel` whose server is started at its first call."""

    def __init__(
        self, spec: ChatModelSpec, server: LocalServer, *, kept: KeptCalls | None = None
    ) -> None:
        super().__init__(replace(spec, base_url=ANYWHERE_HERE), kept=kept)
        self._server = server

    def _model(self) -> "BaseChatModel":
        address = f"{self._server.address}/v1"
        name = f"openai:{self.spec.name.partition(':')[2]}"
        return open_chat_model(replace(self.spec, name=name, base_url=address))
