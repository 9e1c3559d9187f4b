"""Who looks around the measured site, and at what: founders, officers and readers, signed in."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from accounts.models import Country, Role, User
from matching.measuring.visitors import Pages, Visitor
from matching.models import Approval, Match
from startups.models import Company, Field, Technology

MIX = (*(Role.MEMBER,) * 7, *(Role.OFFICER,) * 2, Role.READER)  # of ten
SEARCHES = ("lum", "ロボ", "société 12", "é", "株式会社", "100")
SOME = 40  # addresses of a kind among which one person chooses


def audience(number: int, address: str, seconds: float, warm_up: float = 0) -> list[Visitor]:
    """So many people of every kind, of both countries in turn."""
    general = _general()
    return [
        Visitor(place, address, _cookie(person), general | _own(person), seconds, warm_up)
        for place, person in enumerate(_people(number))
    ]


def _people(number: int) -> Iterator[User]:
    found = {(role, country): _of(role, country) for role in set(MIX) for country in Country}
    for place in range(number):
        country = list(Country)[place // len(MIX) % 2]
        yield next(found[MIX[place % len(MIX)], country])


def _of(role: Role, country: Country) -> Iterator[User]:
    """The people of one kind; of the founders some from the whole range. Whoever is last comes again."""
    people = User.objects.filter(role=role).select_related("agency").order_by("pk")
    if role == Role.MEMBER:
        people = people.filter(memberships__company__in=Company.objects.published().filter(country=country))
    else:
        people = people.filter(agency__country=country)
    chosen = list(people)[:: max(people.count() // 100, 1)]
    while chosen:
        yield from chosen


def _cookie(person: User) -> str:
    """The cookie of a new session, as signing in makes it."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _general() -> dict[str, list[str]]:
    """What everybody may look at."""
    directory = reverse("startups:directory")
    companies = Company.objects.published().order_by("pk")
    filters = [
        f"{directory}?country={country}&field={field}&technology={technology}"
        for country in Country
        for field in list(Field)[:6]
        for technology in ("", Technology.values[0])
    ]
    return {
        "home": [reverse("home")],
        "directory": [directory],
        "directory, later page": [
            f"{directory}?page={number}" for number in (2, 20, companies.count() // 20)
        ],
        "directory, searched": [f"{directory}?{urlencode({'name': words})}" for words in SEARCHES],
        "directory, filtered": filters,
        "profile": _addresses(companies),
    }


def _own(person: User) -> Pages:
    """What only this person, or their role, may look at."""
    if person.role == Role.MEMBER:
        company = Company.objects.of(person).first()
        return {
            "my matches": [reverse("matching:matches")],
            "one match": _addresses(Match.objects.for_company(company).order_by("pk")),
        }
    if person.role == Role.READER:
        return {"board": [reverse("matching:board")]}
    queue = reverse("matching:desk_matches")
    return {
        "desk": [reverse("matching:desk")],
        "matches to decide": [queue],
        "matches to decide, filtered": [
            f"{queue}?whose=all",
            f"{queue}?whose=all&due=overdue&field=agrifood",
        ],
        "one half": _addresses(Approval.objects.for_officer(person).undecided().order_by("pk")),
    }


def _addresses(rows) -> list[str]:
    """The addresses of some rows from the whole range."""
    pks = list(rows.values_list("pk", flat=True))
    return [row.get_absolute_url() for row in rows.filter(pk__in=pks[:: max(len(pks) // SOME, 1)])]
