"""Missions and juries among the queues of the desk."""

import pytest

from events import selecting
from matching.desk import queues
from tests.events.missions import life
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
TITLES = {
    "Missions to countersign": "countersign",
    "Applications to score": "score",
    "Selections to agree to": "agree",
    "Missions to give to the jury or to publish": "further",
}


@pytest.fixture
def world():
    return life.people()


def waiting(officer) -> set[str]:
    """Which of the queues about missions have something in them."""
    rows = {str(row.queue.title): row.figures.count for row in queues.rows(officer)}
    return {short for title, short in TITLES.items() if rows[title]}


def test_each_stage_waits_on_the_desk_of_the_country_whose_turn_it_is(world):
    french, japanese = world["french_officer"], world["japanese_officer"]
    turns = []

    for stage in (life.draft, life.proposed, life.opened):
        mission = stage(world)
        turns.append((waiting(french), waiting(japanese)))
        life.in_state(mission, "cancelled")
    mission, [application] = life.selecting_with(world)
    turns.append((waiting(french), waiting(japanese)))
    life.score_all(mission)
    selecting.nominate(mission, by=french, outcomes={application.pk: "selected"})
    turns.append((waiting(french), waiting(japanese)))
    selecting.agree(mission, by=japanese, seen=life.fresh(mission).nomination)
    turns.append((waiting(french), waiting(japanese)))

    assert turns == [
        (set(), set()),
        (set(), {"countersign"}),
        (set(), set()),
        ({"score"}, {"score"}),
        (set(), {"agree"}),
        ({"further"}, set()),
    ]


def test_officer_with_a_tie_is_not_asked(world):
    _mission, [application] = life.nominated(world)
    MembershipFactory(company=application.company, user=world["japanese_lead"])

    assert (waiting(world["japanese_officer"]), waiting(world["japanese_lead"])) == ({"agree"}, set())
