import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.matching import first_said, normalised, says

SAID = [
    ("It fell by 64 percent.", "64 percent"),
    ("It fell by 64%.", "64 percent"),
    ("It fell by 64 per cent", "64 %"),
    ("Bajó un 64 por ciento", "64 percent"),
    ("Caiu 64 por cento", "64%"),
    ("about $7.77 billion.", "$7.77 billion"),
    ("US$7.77 billion", "$7.77 billion"),
    ("$7.77 billion", "7.77 billion"),
    ("worth 1.22,", "1.22"),
    ("a population of 6.3 million;", "6.3 million"),
    ("(6.30)", "6.3"),
    ("6,300,000 people", "6300000"),
    ("6.300.000 personas", "6,300,000"),
    ("10\u202f000 men", "10,000"),
    ("un 6,3 por ciento", "6.3 percent"),
    ("6½ points", "6.5"),
    ("“80–93 percent”", "80-93 percent"),
    ("from 80–93 percent", "93 percent"),
    ("the policy—64 percent—held", "64 percent"),
    ("President NAYIB BUKELE’s plan", "Nayib Bukele"),
    ("in Medellín", "medellin"),
    ("in Medellin", "Medellín"),
    ("the so-called “iron  fist”\nplan", "iron fist plan"),
    ("the so-called iron-fist plan", "“iron fist”"),
    ("the U.S. Treasury", "US Treasury"),
    ("Washington, D.C. Andrea", "Washington DC"),
    ("since mid-2019.", "2019"),
    ("the MS-13 gang", "MS-13"),
    ("the MS13 gang", "MS-13"),
    ("a fall of −5 points", "-5"),
    ("born in 1931.[1]", "1931"),
    ("on 27 March 2022", "27 march 2022"),
    ("It wasn't so", "wasn’t"),
]

NOT_SAID = [
    ("It rose by 264 percent.", "64 percent"),
    ("It fell by 64 percentage points", "64 percent"),
    ("16.3 million", "6.3 million"),
    ("6.35", "6.3"),
    ("6.3", "6.35"),
    ("$17.77 billion", "$7.77 billion"),
    ("$7.77 million", "$7.77 billion"),
    ("$7.77 billion", "€7.77 billion"),
    ("11.22", "1.22"),
    ("1.225", "1.22"),
    ("1,220", "1.22"),
    ("1,220", "220"),
    ("40,000 inmates", "4,000 inmates"),
    ("40,000 inmates", "40,000 children"),
    ("100.000 habitantes", "100"),
    ("the 1990s", "1990"),
    ("the 21st century", "21"),
    ("the MS-13 gang", "13"),
    ("COVID-19", "19"),
    ("a fall of -5 points", "5"),
    ("20,215", "2021"),
    ("Chileans", "Chile"),
    ("unconstitutional", "constitutional"),
    ("7. 77 billion", "7.77 billion"),
    ("the mayor of Lindmark", "mayor Lindmark"),
    ("", "64"),
    ("anything", ""),
    ("anything!", "!"),
]


@pytest.mark.parametrize(("text", "accepted"), SAID)
def test_a_text_says_an_accepted_string_however_it_is_set(text, accepted):
    assert says(text, accepted)


@pytest.mark.parametrize(("text", "accepted"), NOT_SAID)
def test_a_text_does_not_say_what_only_looks_alike(text, accepted):
    assert not says(text, accepted)


def test_the_first_accepted_string_that_is_said_is_returned():
    assert first_said("six or 6 million", ["seven", "6 million", "six"]) == "6 million"
    assert first_said("six or 6 million", ["seven"]) is None


@settings(deadline=None)
@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    assert normalised(normalised(text)) == normalised(text)


@settings(deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_one_whole_number_says_another_only_if_they_are_equal(left, right):
    assert says(f"It was {left:,}.", str(right)) == (left == right)
