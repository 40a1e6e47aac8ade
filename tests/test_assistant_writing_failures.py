"""What went wrong with a chat model, told from its package's errors."""

from types import SimpleNamespace

import pytest

from assistant.writing.failures import failure_of


class StatusError(Exception):
    def __init__(self, status: int, text: str = "", **headers: str) -> None:
        super().__init__(text or "the key sk-secret was used")
        self.status_code = status
        self.response = SimpleNamespace(headers=headers, status_code=status)


class ReadTimeoutError(Exception):
    pass


class APIConnectionError(Exception):
    pass


@pytest.mark.parametrize(
    ("error", "says", "may_pass"),
    [
        (StatusError(401), "key", False),
        (StatusError(402), "credit", False),
        (StatusError(403), "may not be used", False),
        (StatusError(404), "not known", False),
        (StatusError(400, "maximum context length is 4096"), "so much text", False),
        (StatusError(413), "so much text", False),
        (StatusError(400), "refused the request (status 400)", False),
        (StatusError(429), "too often", True),
        (StatusError(503), "trouble of its own", True),
        (StatusError(418), "status 418", False),
        (ReadTimeoutError(), "in time", True),
        (APIConnectionError(), "cannot be reached", True),
        (ZeroDivisionError(), "ZeroDivisionError", False),
    ],
)
def test_each_failure_says_what_it_is_and_whether_it_may_pass(
    error: Exception, says: str, may_pass: bool
) -> None:
    failure = failure_of(error)
    assert says in failure.reason
    assert failure.may_pass is may_pass
    assert "secret" not in failure.reason


def test_the_status_of_what_led_to_an_error_counts() -> None:
    outer = RuntimeError("wrapped")
    outer.__cause__ = StatusError(401)
    assert "key" in failure_of(outer).reason


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7.0), ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0), ("soon", None)],
)
def test_how_long_to_wait_is_read_from_the_answer(header: str, seconds: float | None) -> None:
    assert failure_of(StatusError(429, **{"retry-after": header})).wait == seconds
