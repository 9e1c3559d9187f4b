"""Somebody of each role, by the name of the role."""

from tests.factories import UserFactory


def everybody() -> dict:
    """One person of each role; the stranger has to do with nothing."""
    return {
        "french_member": UserFactory(french=True),
        "japanese_member": UserFactory(japanese=True),
        "stranger": UserFactory(french=True),
        "french_officer": UserFactory(french_officer=True),
        "french_lead": UserFactory(french_lead=True),
        "japanese_officer": UserFactory(japanese_officer=True),
        "japanese_lead": UserFactory(japanese_lead=True),
        "reader": UserFactory(reader=True),
        "admin": UserFactory(admin=True),
    }


def readers_of_english() -> dict:
    """The same, who all read English."""
    people = everybody()
    for person in people.values():
        person.language = "en"
        person.save()
    return people
