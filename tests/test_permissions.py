"""Every address, with every role: one table decides, and nothing is undecided."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.permissions import ROLES, TABLE, arguments_of, visitor

pytestmark = pytest.mark.django_db


def names(resolver=None, prefix=""):
    """The name of every address of the site, the Django admin's as one."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            if entry.app_name == "admin":
                yield "admin"
                continue
            space = f"{entry.namespace}:" if entry.namespace else ""
            yield from names(entry, prefix + space)
        elif isinstance(entry, URLPattern):
            yield prefix + (entry.name or str(entry.pattern))


def test_every_address_is_decided():
    assert sorted(set(names())) == sorted(TABLE)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", sorted(TABLE))
def test_address_answers_as_decided(name, role, client, world):
    visit = TABLE[name]
    visitor(client, world, role)

    answers = {
        method: getattr(client, method)(visit.path(name, arguments_of(world))).status_code
        for method in ("get", "post")
    }

    assert answers == {"get": visit.get[role], "post": visit.post[role]}
