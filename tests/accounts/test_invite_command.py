"""`manage.py invite` makes the first lead and the first admin."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts import invited, reference
from accounts.models import Invitation, Role
from mail.models import OutgoingEmail

pytestmark = pytest.mark.django_db

ADDRESS = "first@example.com"


@pytest.fixture(autouse=True)
def agencies():
    reference.load_agencies()


def invite(*words) -> str:
    said = StringIO()
    call_command("invite", ADDRESS, *words, stdout=said)
    return said.getvalue()


@pytest.mark.parametrize(
    ("slug", "language"), [("jetro", "ja"), ("business-france", "fr"), ("dge", "fr"), ("meti", "ja")]
)
def test_first_lead_is_invited_in_the_language_of_the_country(slug, language):
    invite("--role", "lead", "--agency", slug)

    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.agency.slug) == (ADDRESS, Role.LEAD, slug)
    assert (invitation.language, OutgoingEmail.objects.get().language) == (language, language)


def test_admin_belongs_to_no_agency():
    invite("--role", "admin", "--language", "fr")

    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.agency, invitation.language) == (Role.ADMIN, None, "fr")


def test_link_is_printed_in_case_the_letter_is_lost():
    said = invite("--role", "admin")

    token = said.split()[-1].rstrip("/").rpartition("/")[2]
    assert invited.find(Invitation, token) == Invitation.objects.get()


@pytest.mark.parametrize(
    "words",
    [
        ("--role", "lead"),
        ("--role", "lead", "--agency", "nobody"),
        ("--role", "admin", "--agency", "jetro"),
        ("--role", "member"),
        ("--role", "lead", "--agency", "jetro", "--language", "de"),
        (),
    ],
    ids=" ".join,
)
def test_mistake_is_explained_and_invites_nobody(words):
    with pytest.raises(CommandError):
        invite(*words)

    assert (Invitation.objects.count(), OutgoingEmail.objects.count()) == (0, 0)


def test_unknown_agency_is_answered_with_the_known_ones():
    with pytest.raises(CommandError, match="aist, .*, meti"):
        invite("--role", "officer", "--agency", "nobody")


@pytest.mark.parametrize("address", ["not an address", "two@example.com\nbcc@example.com"])
def test_bad_address_is_refused(address):
    with pytest.raises(CommandError):
        call_command("invite", address, "--role", "admin")

    assert OutgoingEmail.objects.count() == 0
