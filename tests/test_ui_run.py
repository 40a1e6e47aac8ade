"""One answer being written, and ending it from outside."""

import asyncio
import threading
from collections.abc import Iterator

from ui.page.conversation import Conversation, Exchange
from ui.page.run import Run
from ui.page.talk import Talk

STEPS = tuple(Conversation((Exchange(name),)) for name in ("first", "second"))


def test_a_run_takes_every_step_and_then_none():
    async def taken() -> list[Conversation | None]:
        run = Run(iter(STEPS))
        return [await run.next_step() for _ in range(3)]

    assert asyncio.run(taken()) == [*STEPS, None]


def test_an_ended_run_does_not_wait_for_the_step_it_is_in():
    released = threading.Event()

    def stuck() -> Iterator[Conversation]:
        released.wait(30)
        yield STEPS[0]

    async def ended() -> Conversation | None:
        run = Run(stuck())
        waiting = asyncio.ensure_future(run.next_step())
        await asyncio.sleep(0)
        run.end()
        step = await waiting
        assert not released.is_set()
        released.set()
        return step

    assert asyncio.run(ended()) is None


def test_what_takes_the_place_of_a_run_stays_when_it_is_ended_again():
    other = Talk("other")
    run = Run(iter(()))
    run.end(instead=other)
    run.end()
    assert run.instead is other
