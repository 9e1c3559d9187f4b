"""Every address, with every role and method: one table decides, and nothing is undecided."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client

from tests.permissions import world as worlds
from tests.permissions.table import ROWS, names_of_site

pytestmark = pytest.mark.django_db
REFUSALS = {302, 403, 404, 405, 410}


@pytest.fixture(scope="module")
def world(module_db):
    return worlds.make()


@contextmanager
def undone():
    """Whatever a role does here is undone before the next one comes."""
    before = transaction.savepoint()
    yield
    transaction.savepoint_rollback(before)


def test_every_address_is_decided():
    assert {row.name for row in ROWS} == names_of_site()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.name} {row.argument}")
def test_address_answers_as_decided(row, world):
    path, given = row.path(world), {}
    for role in row.answers:
        with undone():
            given[role] = visit(role, row, path, world)

    assert given == row.answers


def visit(role: str, row, path: str, world) -> tuple[int, int]:
    """What GET and POST answer to a role, after a look at what the answers give away."""
    client = Client()
    worlds.sign_in(client, world, role)
    fragment = client.get(path, headers={"HX-Request": "true"})
    page = client.get(path)
    others = [getattr(client, method)(path) for method in ("put", "patch", "delete")]
    posted = client.post(path)

    assert fragment.status_code == page.status_code
    assert {answer.status_code for answer in others} <= REFUSALS | {posted.status_code}
    for answer in (fragment, page, *others, posted):
        assert leaks(answer, role, row.name) == set()
    return page.status_code, posted.status_code


def leaks(answer, role: str, name: str) -> set[str]:
    """The canaries in an answer that this role may not read."""
    told = worlds.TOLD_BY_THE_LINK.get(name, set())
    forbidden = {canary for canary, readers in worlds.CANARIES.items() if role not in readers} - told
    text = answer.getvalue().decode()
    return {canary for canary in forbidden if canary in text}
