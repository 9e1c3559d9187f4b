"""Error pages: the right status, in the house's design, and what happened, what was kept, what to do."""

import re

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.views import defaults

from common.errors import bad_request, conflict
from common.middleware import Conflicts
from common.states import TransitionError
from startups import publishing
from tests.factories import CompanyFactory, UserFactory

database = pytest.mark.django_db
broken_site = pytest.mark.urls("tests.common.broken_urls")


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    """Officers sign in as in the local demo."""
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def client():
    """A browser that shows what the server answers when a view fails."""
    return Client(raise_request_exception=False)


def parts(answer):
    """Of an error page: its language, its headings, and the paragraphs of its message."""
    page = answer.content.decode()
    message = page.partition('class="error-page')[2].partition("</div>")[0]
    return {
        "lang": re.findall(r'<html lang="(.*?)">', page),
        "h1": re.findall(r"<h1>(.*?)</h1>", page),
        "number": re.findall(r'<p class="error-number" aria-hidden="true">(\d+)</p>', message),
        "sentences": len(re.findall(r"<p[ >]", message)) - 1,
    }


def design(number, heading, *, sentences=3):
    return {"lang": ["en"], "h1": [heading], "number": [str(number)], "sentences": sentences}


def test_request_for_another_host_is_not_understood(client):
    answer = client.get("/", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert parts(answer) == design(400, "We did not understand this request")


def test_form_in_another_encoding_is_not_understood():
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies["csrftoken"] = "x" * 32  # only then is the form read for its token

    answer = client.post(
        reverse("set_language"),
        b"language=fr",
        content_type="application/x-www-form-urlencoded; charset=utf-7",
    )

    assert answer.status_code == 400
    assert parts(answer) == design(400, "We did not understand this request")


@database
def test_page_of_another_role_is_not_open(client):
    client.force_login(UserFactory())

    answer = client.get(reverse("startups:desk"))

    assert answer.status_code == 403
    assert parts(answer) == design(403, "This page is not open to you")


def test_form_from_elsewhere_is_refused():
    answer = Client(enforce_csrf_checks=True).post(reverse("set_language"), {"language": "fr"})

    assert answer.status_code == 403
    assert parts(answer) == design(403, "This form is no longer valid")
    assert list(answer.cookies) == ["csrftoken"]  # the language was not set


def test_unknown_address_is_not_found(client):
    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert parts(answer) == design(404, "There is nothing at this address")


@database
def test_second_officer_is_told_which_agency_decided_and_when(client):
    first, second = UserFactory.create_batch(2, french_officer=True, language="en")
    company = CompanyFactory(submitted=True)
    publishing.publish(company, submission=company.submission, officer=first)
    client.force_login(second)

    decision = {"outcome": "rejected", "reason": "unclear", "explanation": "Say more."}
    decision["submission"] = company.submission
    answer = client.post(reverse("startups:decide", args=[company.pk]), decision)

    assert answer.status_code == 409
    assert parts(answer) == design(409, "This is no longer possible")
    page = answer.content.decode()
    assert f"The profile of {company} has already been decided: published." in page
    assert re.findall(r"Decided on .+? \((.+?)\)\.", page) == [first.agency.name]


def test_conflict_names_the_time_where_nobody_may_be_named():
    refusal = TransitionError("No.", decided_at=timezone.now().replace(year=2031))

    answer = conflict(RequestFactory().get("/"), refusal)

    assert re.findall(r"Decided on .*2031", answer.content.decode()) != []
    assert "(" not in re.findall(r"Decided on .*", answer.content.decode())[0]


@database
def test_too_many_attempts_are_stopped(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    attempt = {"login": "nobody@example.com", "password": "a guess"}

    answers = [client.post(reverse("account_login"), attempt) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 429]
    assert parts(answers[1]) == design(429, "Too many attempts")


@broken_site
def test_failing_view_is_answered_without_a_database(client):
    answer = client.get("/broken/")

    assert answer.status_code == 500
    assert parts(answer) == design(500, "Something went wrong on our side")


def test_failing_database_is_answered(client):
    # No test may reach the database unless it says so: to this one it is down.
    client.cookies["sessionid"] = "x" * 32

    answer = client.get("/")

    assert answer.status_code == 500
    assert parts(answer) == design(500, "Something went wrong on our side")


@pytest.mark.parametrize("view", [defaults.server_error, bad_request])
def test_pages_for_broken_requests_need_no_context(view):
    answer = view(RequestFactory().get("/"), *[ValueError()] * (view is bad_request))

    assert parts(answer)["lang"] == ["en"]
    assert len(parts(answer)["h1"]) == 1


@broken_site
@pytest.mark.parametrize("address", ["/nowhere/", "/broken/"])
@pytest.mark.parametrize("language", ["fr", "ja"])
def test_error_is_told_in_the_readers_language(client, address, language):
    answer = client.get(address, headers={"accept-language": language})

    assert parts(answer)["lang"] == [language]


@broken_site
@pytest.mark.parametrize("address", ["/nowhere/", "/broken/"])
def test_error_pages_have_the_headers_of_every_page(client, address):
    answer = client.get(address)

    assert answer.headers["Content-Security-Policy"].split("; ").count("default-src 'none'") == 1
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_refused_step_of_any_view_is_a_conflict():
    request = RequestFactory().post("/")

    answer = Conflicts(lambda request: None).process_exception(request, TransitionError("Too late."))

    assert answer.status_code == 409


def test_other_faults_of_a_view_go_on_their_way():
    assert Conflicts(lambda request: None).process_exception(RequestFactory().get("/"), ValueError()) is None
