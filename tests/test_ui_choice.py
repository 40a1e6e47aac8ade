"""Which documents a session has chosen."""

import pytest

from ui.page.choice import Choice

EVERY = ("a", "b", "c")


@pytest.mark.parametrize(
    ("before", "doc_id", "on", "after"),
    [
        (None, "b", False, ("a", "c")),
        (("a", "c"), "b", True, None),
        (("a",), "a", False, ()),
        (("a",), "c", True, ("a", "c")),
        (("a", "gone"), "b", True, ("a", "b")),
    ],
)
def test_a_tick_changes_one_document_and_all_of_them_are_none(before, doc_id, on, after):
    assert Choice(before).ticked(doc_id, on=on, every=EVERY).doc_ids == after


def test_a_document_that_is_added_is_used_and_one_that_is_removed_is_not():
    assert Choice(("a",)).with_added(["d", "a"]).doc_ids == ("a", "d")
    assert Choice(None).with_added(["d"]).doc_ids is None
    assert Choice(("a", "b")).without("a").doc_ids == ("b",)
    assert Choice(None).without("a").doc_ids is None
