"""Documents of a mission: PDF files looked into, served as downloads, for everybody or for the delegation."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from common.pdf_files import MOST_BYTES
from common.states import TransitionError
from events.missions import documents, places, preparing
from events.models import Document, DocumentFile
from tests import second_factor
from tests.common.test_pdf_files import CATALOG, SCRIPT, pdf
from tests.events.missions import life

pytestmark = pytest.mark.django_db
GUIDE = pdf(CATALOG)


def document(mission, **changes):
    """A French guide that is not saved."""
    return Document(**{"mission": mission, "kind": "guide", "language": "fr", **changes})


def added(world, mission, **changes):
    """The same as a file, added by the French officer."""
    found = document(mission, **changes)
    documents.add(found, by=world["french_officer"], content=GUIDE)
    return found


def client_of(person) -> Client:
    client = Client()
    if person.needs_second_factor:
        second_factor.set_up(person)
    client.force_login(person)
    return client


def upload(client, mission, content=GUIDE, name="guide.pdf", **changes):
    facts = {"kind": "guide", "language": "fr", "is_public": "on", **changes}
    file = {"file": SimpleUploadedFile(name, content, "application/pdf")} if content else {}
    return client.post(f"/missions/{mission.pk}/documents/", facts | file)


def address(found) -> str:
    return f"/missions/{found.mission_id}/documents/{found.pk}/"


def test_public_file_is_a_download_on_the_page_for_everybody(world):
    mission = life.opened(world)

    upload(client_of(world["french_officer"]), mission, title="Guide des candidats")
    found = mission.documents.get()
    page = Client().get(mission.get_absolute_url())
    answer = Client().get(address(found))

    assert "Guide des candidats" in page.text
    assert address(found) in page.text
    assert (answer.status_code, answer.content) == (200, GUIDE)
    assert answer["Content-Type"] == "application/pdf"
    assert (
        answer["Content-Disposition"]
        == f'attachment; filename="mission-{mission.pk}-guide-{found.pk}-fr.pdf"'
    )
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<script>alert(1)</script>", "This is not a PDF file."),
        (pdf(CATALOG)[:-20], "damaged or not complete"),
        (pdf(SCRIPT), "holds scripts"),
        (b"%PDF-1.7".ljust(MOST_BYTES + 200_000), "larger than 20 MB"),
    ],
    ids=["page", "cut off", "script", "large"],
)
def test_other_files_are_refused_in_words_and_nothing_is_kept(world, content, said):
    mission = life.opened(world)
    world["french_officer"].language = "en"
    world["french_officer"].save()

    answer = upload(client_of(world["french_officer"]), mission, content)

    assert answer.status_code == 422
    assert said in answer.text
    assert not Document.objects.exists()


def test_no_more_of_a_file_is_stored_than_the_limit(world):
    answer = upload(client_of(world["french_officer"]), life.opened(world), b"x" * (2 * MOST_BYTES))

    assert MOST_BYTES < answer.wsgi_request.FILES["file"].size <= MOST_BYTES + 2**17


@pytest.mark.parametrize("link", ["", "https://example.com/guide"])
def test_either_a_file_or_a_link_is_given(world, link):
    mission = life.opened(world)
    content = GUIDE if link else b""

    assert upload(client_of(world["french_officer"]), mission, content, link=link).status_code == 422
    assert not Document.objects.exists()


@pytest.mark.parametrize("facts", [{}, {"content": b"", "link": "https://example.com/guide"}])
def test_form_sent_twice_adds_one_document(world, facts):
    mission = life.opened(world)
    client = client_of(world["french_officer"])

    answers = [upload(client, mission, **facts).status_code for _ in range(2)]

    assert (answers, mission.documents.count()) == ([302, 302], 1)


def test_two_files_alike_in_everything_but_their_content_are_two(world):
    mission = life.opened(world)
    client = client_of(world["french_officer"])

    upload(client, mission)
    upload(client, mission, pdf(CATALOG, CATALOG))

    assert mission.documents.count() == 2


def test_link_leads_elsewhere_and_is_no_download(world):
    mission = life.opened(world)
    upload(client_of(world["french_officer"]), mission, b"", link="https://example.com/guide")

    assert 'href="https://example.com/guide"' in Client().get(mission.get_absolute_url()).text
    assert Client().get(address(mission.documents.get())).status_code == 404


def test_documents_of_the_delegation_are_for_officers_and_companies_with_a_place(world):
    mission, [application] = life.published(world)
    found = added(world, mission, is_public=False)
    readers = ("french_member", "french_officer", "japanese_officer")
    others = ("stranger", "japanese_member", "reader", "admin")

    answers = {name: client_of(world[name]).get(address(found)).status_code for name in readers + others}
    page = Client().get(mission.get_absolute_url()).text

    assert answers == dict.fromkeys(readers, 200) | dict.fromkeys(others, 404)
    assert Client().get(address(found)).status_code == 404
    assert address(found) not in page
    places.decline(application, by=world["french_member"])
    assert client_of(world["french_member"]).get(address(found)).status_code == 404


def test_document_of_a_mission_that_is_not_announced_is_for_its_country_only(world):
    found = added(world, life.draft(world))

    assert Client().get(address(found)).status_code == 404
    assert client_of(world["japanese_officer"]).get(address(found)).status_code == 404
    assert client_of(world["french_lead"]).get(address(found)).status_code == 200


def test_document_of_another_mission_is_not_found(world):
    found, other = added(world, life.opened(world)), life.opened(world)

    assert Client().get(f"/missions/{other.pk}/documents/{found.pk}/").status_code == 404


@pytest.mark.parametrize("stage", ["draft", "proposed", "opened", "cancelled"])
def test_documents_change_except_while_the_host_reads_and_after_the_end(world, stage):
    mission = life.opened(world) if stage == "cancelled" else getattr(life, stage)(world)
    if stage == "cancelled":
        preparing.cancel(mission, by=world["french_officer"], reason="budget")

    if stage in ("draft", "opened"):
        found = added(world, mission)
        documents.remove(found, by=world["french_lead"])
    else:
        with pytest.raises(TransitionError):
            added(world, mission)

    assert not DocumentFile.objects.exists()


@pytest.mark.parametrize("role", ["japanese_officer", "french_member", "reader", "admin"])
def test_only_the_sending_country_adds_and_removes(world, role):
    found = added(world, life.opened(world))

    with pytest.raises(PermissionDenied):
        documents.add(document(found.mission), by=world[role], content=GUIDE)
    with pytest.raises(PermissionDenied):
        documents.remove(found, by=world[role])

    assert Document.objects.count() == 1


def test_number_of_documents_has_an_end(world):
    mission = life.opened(world)
    for number in range(documents.MOST):
        added(world, mission, title=f"Guide {number}")

    with pytest.raises(TransitionError, match="20 documents at most"):
        added(world, mission)
