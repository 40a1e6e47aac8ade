"""Why a page could not be fetched."""


class FetchError(Exception):
    """A page cannot be fetched: what is wrong, and what mends it."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy
