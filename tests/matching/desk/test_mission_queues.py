"""Missions and juries among the queues of the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.missions import selecting
from matching.desk import queues
from tests.events.missions import life
from tests.factories import MembershipFactory
from tests.people import everybody

pytestmark = pytest.mark.django_db
LATE = "Points that jurors owe for too long"
TITLES = {
    "Missions to countersign": "countersign",
    "Applications to score": "score",
    "Selections to agree to": "agree",
    "Missions to give to the jury or to publish": "further",
}


@pytest.fixture
def world():
    return everybody()


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


def test_late_points_wait_on_the_desk_of_the_lead_of_their_country(world):
    _mission, [application] = life.selecting_with(world)
    application.jury.update(due_on=timezone.localdate() - timedelta(days=1))

    found = {
        name: {str(row.queue.title): row.figures for row in queues.rows(world[name])}.get(LATE)
        for name in ("french_lead", "french_officer")
    }

    yesterday = timezone.localdate() - timedelta(days=1)
    assert found == {"french_lead": queues.Figures(1, 1, yesterday), "french_officer": None}
