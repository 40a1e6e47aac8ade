"""The interface for programs, put together: routes, who may use them, how problems are told."""

from importlib.metadata import version

from fastapi import APIRouter, Depends, FastAPI

from assistant.assistant import Assistant
from ui.api.asking import Asking
from ui.api.completions import completions_router
from ui.api.gate import Gate
from ui.api.guard import Guard
from ui.api.problems import PROBLEM_RESPONSES, tell_problems
from ui.api.rest import rest_router


def build_api(assistant: Assistant, *, guard: Guard, gate: Gate | None = None) -> FastAPI:
    """Return the interface, ready for a server; its description is at `/openapi.json`."""
    asking = Asking(assistant, gate or Gate())
    app = FastAPI(
        title="Briefing",
        version=version("briefing-assistant"),
        description="Answers from policy briefs, every sentence cited to its exact place.",
        # Its pages would load scripts from another host.
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(guard)],
        responses=PROBLEM_RESPONSES,
    )
    for router in routers(asking):
        app.include_router(router)
    tell_problems(app)
    return app


def routers(asking: Asking) -> tuple[APIRouter, ...]:
    """Return all routes."""
    return rest_router(asking), completions_router(asking)
