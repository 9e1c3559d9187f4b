"""The officers' page on full rankings."""

import pytest
from django.urls import reverse
from django.utils import timezone

from matching.models import FullRanking, RankingBlock

pytestmark = pytest.mark.django_db
DONE, WAITING = RankingBlock.State.DONE, RankingBlock.State.WAITING


def full_ranking(*states, **values):
    """A full ranking with one block of each state."""
    run = FullRanking.objects.create(version="abc", companies=5, **values)
    for state in states:
        RankingBlock.objects.create(full_ranking=run, stage=RankingBlock.Stage.COMPARE, state=state)
    return run


def test_page_shows_how_far_the_ranking_is(client, officer):
    run = full_ranking(DONE, DONE, WAITING)

    answer = client.get(reverse("matching:ranking"))

    shown = answer.context["under_way"]
    assert (shown, shown.blocks_done, shown.blocks_total) == (run, 2, 3)
    assert '<progress value="2" max="3"' in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_page_lists_what_was_finished_latest_first(client, officer, count, django_assert_num_queries):
    runs = [full_ranking(DONE, finished_at=timezone.now(), suggestions=7) for _ in range(count)]
    client.get(reverse("matching:ranking"))

    with django_assert_num_queries(6):
        answer = client.get(reverse("matching:ranking"))

    assert list(answer.context["finished"]) == runs[::-1]
    assert answer.context["under_way"] is None


def test_page_of_a_new_site_says_that_there_is_nothing(client, officer):
    text = client.get(reverse("matching:ranking")).content.decode()

    assert "No full ranking is under way." in text
    assert "No full ranking was finished yet. The next one begins" in text
