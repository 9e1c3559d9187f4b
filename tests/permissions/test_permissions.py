"""Every address, with every role and method: one table decides, and nothing is undecided."""

import pytest

from tests.permissions import world as worlds
from tests.permissions.table import ROLES, ROWS, names_of_site

pytestmark = pytest.mark.django_db
REFUSALS = {302, 403, 404, 405, 410}


@pytest.fixture
def world():
    return worlds.make()


def test_every_address_is_decided():
    assert {row.name for row in ROWS} == names_of_site()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.name} {row.argument}")
def test_address_answers_as_decided(row, role, client, world):
    worlds.sign_in(client, world, role)
    path = row.path(world)
    forbidden = {canary for canary, readers in worlds.CANARIES.items() if role not in readers}
    forbidden -= worlds.TOLD_BY_THE_LINK.get(row.name, set())

    fragment = client.get(path, headers={"HX-Request": "true"})
    page = client.get(path)
    others = [getattr(client, method)(path) for method in ("put", "patch", "delete")]
    posted = client.post(path)

    assert (page.status_code, posted.status_code) == row.answers[role]
    assert fragment.status_code == page.status_code
    assert {answer.status_code for answer in others} <= REFUSALS | {posted.status_code}
    for answer in (fragment, page, *others, posted):
        assert {canary for canary in forbidden if canary in answer.content.decode()} == set()
