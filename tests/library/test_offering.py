"""What is offered, in which order, and what waits, is read from the definitions."""

import msgspec
import pytest

from workbench.errors import DefinitionError
from workbench.library.check import check_file
from workbench.library.loading import instrument
from workbench.library.offering import offered, waits

PRESENCE = 'presence = "here"\n'


def test_the_shipped_forms_are_offered_in_their_order_and_only_the_first_does_not_wait():
    assert [form.id for form in offered()] == ["safety_screen", "child_needs", "child_voice"]
    assert [form.waits_for_consent for form in offered()] == [False, True, True]
    assert all(form.offer.what_for for form in offered())


def test_the_order_is_that_of_the_definitions():
    def forms(name, version=None):
        form = instrument(name, version)
        return msgspec.structs.replace(form, offer=msgspec.structs.replace(form.offer, place=9 - form.offer.place))

    assert [form.id for form in offered(forms)] == ["child_voice", "child_needs", "safety_screen"]


def test_one_that_cannot_be_opened_or_is_not_offered_is_left_out():
    def forms(name, version=None):
        if name == "child_needs":
            raise DefinitionError("f", "w", "x", "y", "z")
        return msgspec.structs.replace(instrument(name), offer=None) if name == "child_voice" else instrument(name)

    assert [form.id for form in offered(forms)] == ["safety_screen"]


def test_what_cannot_be_opened_waits():
    assert not waits(instrument, "safety_screen", "1.0")
    assert waits(instrument, "safety_screen", "9.9")


@pytest.mark.parametrize(
    ("offer", "told"),
    [
        ('offer = { place = 0, what_for = "teeth" }', "place 0"),
        ('offer = { place = 4, what_for = " " }', "one line"),
        ('offer = { place = 4, what_for = "two\\nlines" }', "one line"),
        (f'offer = {{ place = 4, what_for = "{"x" * 121}" }}', "121 signs"),
    ],
)
def test_a_faulty_offer_is_told(small, save, offer, told):
    path = save(small.replace(PRESENCE, f'{PRESENCE}offer = {{ place = 4, what_for = "teeth" }}\n'))
    assert check_file(path) == []
    found = check_file(save(small.replace(PRESENCE, f"{PRESENCE}{offer}\n")))
    assert len(found) == 1
    assert told in str(found[0])
