"""What each answer tells the browser to refuse, and what production is set to."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import PASSWORD, UserFactory
from tests.running import PROJECT

PRODUCTION = {
    "SITE_URL": "https://enishi.example.com",
    "ALLOWED_HOSTS": "enishi.example.com",
    "BEHIND_TLS_PROXY": "true",
    "SECRET_KEY": "for this test only, but as long and as varied as a real one: 0123456789",
    "DATABASE_URL": "postgres://app@/enishi?host=/nowhere",
    "BROKER_URL": "redis://127.0.0.1:1/0",
    "DJANGO_SETTINGS_MODULE": "config.settings",
}
ASK = """
import json
import django
django.setup()
from django.test import Client
answers = [
    Client().get(address, headers={"host": "enishi.example.com", "x-forwarded-proto": scheme})
    for address, scheme in (("/healthz", "https"), ("/about/", "http"), ("/healthz", "http"))
]
set_language = Client().post("/language/", {"language": "fr"}, headers={"host": "enishi.example.com",
                             "x-forwarded-proto": "https"})
cookie = set_language.cookies["django_language"]
print(json.dumps({"answers": [[answer.status_code, dict(answer.headers)] for answer in answers],
                  "cookie": [bool(cookie["secure"]), bool(cookie["httponly"]), cookie["samesite"]]}))
"""


NOT_PRODUCTION = {"DEBUG", "DEMO", "LOCAL", "DJANGO_ALLOW_ASYNC_UNSAFE"}  # the last is for browser tests


def production(*command):
    """Run Python as production is set up, on files only."""
    environment = {name: value for name, value in os.environ.items() if name not in NOT_PRODUCTION}
    return subprocess.run(
        [sys.executable, *command],
        cwd=PROJECT,
        env={**environment, **PRODUCTION},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def asked():
    """What the site answers in production: /healthz, a page without TLS, and /healthz without TLS."""
    done = production("-c", ASK)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def headers_of(client, address):
    answer = client.get(address)
    b"".join(answer)  # read to its end, a static file is closed
    return answer.headers


def policy(headers):
    directives = headers["Content-Security-Policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


def test_policy_allows_nothing_but_our_own_files(client):
    assert policy(headers_of(client, "/about/")) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ("Referrer-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
    ],
)
@pytest.mark.parametrize("address", ["/about/", "/nowhere/", "/static/css/base.css", "/matches/"])
def test_header_is_on_every_kind_of_answer(client, address, header, value):
    assert headers_of(client, address)[header] == value


@pytest.mark.parametrize("address", ["/nowhere/", "/static/images/icon.svg", "/healthz", "/matches/"])
def test_policy_is_on_every_kind_of_answer(client, address):
    assert policy(headers_of(client, address))["default-src"] == "'none'"


def test_old_browsers_are_told_not_to_frame_a_page(client):
    assert headers_of(client, "/about/")["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client):
    person = UserFactory()
    client.get(reverse("account_login"))
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("set_language"), {"language": "fr"})

    flags = {name: (bool(each["httponly"]), each["samesite"]) for name, each in client.cookies.items()}

    assert {name: flags.get(name) for name in ("sessionid", "csrftoken", "django_language")} == {
        "sessionid": (True, "Lax"),
        "csrftoken": (True, "Lax"),
        "django_language": (True, "Lax"),
    }


def test_session_ends_with_the_browser_unless_asked_otherwise(client, db):
    person = UserFactory()

    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    assert client.cookies["sessionid"]["max-age"] == ""


def test_deployment_check_has_nothing_to_say():
    done = production("manage.py", "check", "--deploy", "--fail-level", "DEBUG")

    assert done.returncode == 0, done.stderr
    # Silenced: auth.W004, for an address is unique whatever its capitals, by a constraint of the database.
    assert done.stdout == "System check identified no issues (1 silenced).\n"
    assert settings.SILENCED_SYSTEM_CHECKS == ["auth.W004"]


def test_production_asks_for_tls_for_a_year(asked):
    _page, headers = asked["answers"][0]

    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_production_sends_plain_requests_to_tls(asked):
    status, headers = asked["answers"][1]

    assert (status, headers["Location"]) == (301, "https://enishi.example.com/about/")


def test_production_answers_health_without_tls(asked):
    status, _headers = asked["answers"][2]

    assert status == 503  # no database there, but an answer


def test_production_sends_cookies_over_tls_only(asked):
    assert asked["cookie"] == [True, True, "Lax"]


def test_one_machine_without_tls_asks_for_none(client):
    assert "Strict-Transport-Security" not in headers_of(client, "/about/")
