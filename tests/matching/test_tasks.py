"""The matching worker's tasks."""

import pytest

from config.celery import app
from matching import tasks
from matching.models import Match, ProfileVector
from matching.suggesting import indexes, suggestions
from tests.factories import CompanyFactory
from tests.matching.suggesting.test_suggestions import SOIL, VINES

pytestmark = pytest.mark.django_db


@pytest.fixture
def full_rankings():
    """The queue of full rankings, and of nothing else."""
    with app.connection_for_write() as connection:
        queue = connection.SimpleQueue("ranking")
        queue.clear()
        yield queue
        queue.clear()


def next_task(queue):
    """The name of the task that is waiting, if any."""
    try:
        return queue.get(block=False).headers["task"]
    except queue.Empty:
        return None


@pytest.mark.parametrize(("many", "matches", "woken"), [(4, 2, None), (3, 0, "matching.tasks.refresh_all")])
def test_many_companies_that_are_due_are_left_to_a_full_ranking(
    many, matches, woken, full_rankings, django_capture_on_commit_callbacks, monkeypatch, settings
):
    settings.MATCHING_ENCODER = False
    indexes._kept.clear()
    monkeypatch.setattr(suggestions, "MANY", many)
    CompanyFactory(published=True, **VINES)
    CompanyFactory.create_batch(2, published=True, japanese=True, **SOIL)

    with django_capture_on_commit_callbacks(execute=True):
        tasks.refresh_due()

    assert Match.objects.count() == matches
    assert next_task(full_rankings) == woken


def test_new_profile_is_measured_before_the_next_one_is_published(settings):
    settings.MATCHING_ENCODER = False
    indexes._kept.clear()
    both = [
        CompanyFactory(published=True, japanese=True, **SOIL),
        CompanyFactory(published=True, **VINES),
    ]

    for company in both:
        tasks.refresh_company(company.pk)

    assert ProfileVector.objects.filter(closeness=None).count() == 0
