"""Full rankings: nothing lost with a worker, nothing counted twice."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from matching.models import FullRanking, Match, RankingBlock
from matching.suggesting import indexes, ranking_runs, ranking_steps, suggestions, vectors
from startups import publishing
from tests.factories import CompanyFactory, UserFactory
from tests.matching.suggesting.test_suggestions import BANKS, SOIL, VINES

pytestmark = pytest.mark.django_db
SHOWN = [
    "french_company",
    "japanese_company",
    "score",
    "similarity",
    "explanation",
    "state",
    "ranking_version",
]
SHOWN += ["shown_to_french", "shown_to_japanese"]


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch, settings):
    """A new worker, two companies to a block, concepts only."""
    settings.MATCHING_ENCODER = False
    monkeypatch.setattr(ranking_runs, "COMPANIES", 2)
    indexes._kept.clear()
    ranking_steps._searches.clear()


@pytest.fixture
def companies():
    """Five French and four Japanese companies."""
    french = CompanyFactory.create_batch(5, published=True, **VINES)
    japanese = CompanyFactory.create_batch(3, published=True, japanese=True, **SOIL)
    return french, [*japanese, CompanyFactory(published=True, japanese=True, **BANKS)]


def matches():
    return list(Match.objects.order_by("french_company", "japanese_company", "pk").values(*SHOWN))


def progress():
    """Blocks done and in all, of the latest full ranking."""
    run = FullRanking.objects.with_progress().latest()
    return run.blocks_done, run.blocks_total


def states():
    return list(RankingBlock.objects.order_by("pk").values_list("state", flat=True))


def work_on(count):
    """Do so many blocks as a worker would."""
    for _ in range(count):
        ranking_runs.work_on(ranking_runs.left()[0].pk)


def claims(run):
    """When each block that is done was begun."""
    return dict(run.blocks.filter(state="done").values_list("pk", "claimed_at"))


def leave(block):
    """Claim a block as a worker that is killed at it, long ago."""
    long_ago = timezone.now() - timedelta(hours=1)
    RankingBlock.objects.filter(pk=block.pk).update(claimed_at=long_ago)


def test_full_ranking_has_a_row_for_each_block(companies):
    run = ranking_runs.start()

    stages = list(run.blocks.order_by("pk").values_list("stage", flat=True))

    assert stages == [1, 1, 1, 2, 3, 3, 3]
    assert (run.companies, run.finished_at, progress()) == (9, None, (0, 7))


def test_full_ranking_says_what_it_did(companies):
    run = ranking_runs.refresh_all()

    assert (progress(), run.suggestions) == ((7, 7), Match.objects.suggested().count())
    assert run.finished_at > run.started_at
    assert list(run.blocks.exclude(found=None)) == []


@pytest.mark.parametrize("done", range(1, 7))
def test_killed_worker_loses_nothing_and_repeats_nothing(companies, done):
    ranking_runs.refresh_all()
    whole = matches()
    Match.objects.all().delete()
    first = ranking_runs.start()
    work_on(done)
    leave(ranking_runs.left()[0])
    before = claims(first)

    second = ranking_runs.refresh_all()

    assert (second, FullRanking.objects.count()) == (first, 2)
    assert before.items() <= claims(second).items()
    assert matches() == whole


@pytest.mark.parametrize("place", range(7))
def test_block_that_runs_twice_counts_once(companies, place):
    ranking_runs.start()
    work_on(place)
    block = ranking_runs.left()[0]
    twin = RankingBlock.objects.select_related("full_ranking").get(pk=block.pk)
    ranking_runs.work_on(block.pk)
    after = matches()

    if twin.found or twin.stage != RankingBlock.Stage.WRITE:
        ranking_runs.STEPS[twin.stage](twin)
    again = ranking_runs.work_on(block.pk)

    assert (again, progress(), matches()) == ([], (place + 1, 7), after)


def test_block_that_a_living_worker_is_at_is_left_to_it(companies):
    ranking_runs.start()
    block = ranking_runs.left()[0]
    RankingBlock.objects.filter(pk=block.pk).update(claimed_at=timezone.now())

    ranking_runs.work_on(block.pk)

    assert set(states()) == {"waiting"}
    assert block not in ranking_runs.left()


def test_next_stage_waits_for_the_one_before(companies):
    ranking_runs.start()
    work_on(2)

    ranking_runs.work_on(ranking_runs.left()[0].pk)

    assert [block.stage for block in ranking_runs.left()] == [RankingBlock.Stage.SHARE_OUT]


def test_two_starts_are_one_full_ranking(companies):
    assert ranking_runs.start() == ranking_runs.start()
    assert ranking_runs.begun() == FullRanking.objects.get()


def test_database_refuses_a_second_unfinished_full_ranking():
    FullRanking.objects.create(version="a", companies=0)

    with pytest.raises(IntegrityError), transaction.atomic():
        FullRanking.objects.create(version="b", companies=0)


def test_identical_input_gives_identical_lists(companies):
    ranking_runs.refresh_all()
    first = matches()

    ranking_runs.refresh_all()

    assert matches() == first


def test_lists_do_not_depend_on_what_stood_on_them_before(companies):
    ranking_runs.refresh_all()
    first = matches()
    Match.objects.all().delete()
    suggestions.refresh_due()

    ranking_runs.refresh_all()

    assert [match for match in matches() if match["state"] == "suggested"] == first


def test_full_ranking_keeps_every_limit(companies, settings):
    settings.MATCHING_OPEN_SUGGESTIONS, settings.MATCHING_EXPOSURE_CAP = 2, 3
    french, japanese = companies

    ranking_runs.refresh_all()

    everybody = [*french, *japanese]
    assert max(Match.objects.suggested().shown_to(company).count() for company in everybody) == 2
    assert max(Match.objects.suggested().showing(company).count() for company in everybody) == 3


def test_suggestions_that_fall_out_are_superseded_and_declined_ones_stay(companies, settings):
    ranking_runs.refresh_all()
    declined = Match.objects.first()
    declined.move_to(Match.State.DECLINED, decided_by=UserFactory(), decided_at=timezone.now())
    settings.MATCHING_OPEN_SUGGESTIONS = settings.MATCHING_EXPOSURE_CAP = 1

    ranking_runs.refresh_all()

    declined.refresh_from_db()
    assert declined.state == Match.State.DECLINED
    assert Match.objects.suggested().count() < Match.objects.filter(state=Match.State.SUPERSEDED).count()
    pair = {"french_company": declined.french_company, "japanese_company": declined.japanese_company}
    assert Match.objects.filter(**pair).count() == 1


def test_company_published_meanwhile_keeps_its_list_and_is_due_again(companies, monkeypatch):
    monkeypatch.setattr(vectors, "YOUNG", 1)
    ranking_runs.start()
    work_on(2)
    new = CompanyFactory(published=True, **VINES)
    suggestions.refresh_company(new)
    listed = list(Match.objects.shown_to(new))

    ranking_runs.refresh_all()

    assert listed == list(Match.objects.untouched().shown_to(new)) != []
    assert list(suggestions.companies_due()) == [new]


def test_company_taken_back_meanwhile_is_on_no_list(companies):
    french, _ = companies
    ranking_runs.start()
    work_on(4)
    publishing.reopen(french[0])

    ranking_runs.refresh_all()

    assert list(Match.objects.untouched().involving(french[0])) == []


def test_nobody_is_due_because_of_a_full_ranking_under_way(companies):
    suggestions.refresh_due()

    ranking_runs.start()

    assert list(suggestions.companies_due()) == []


def test_full_ranking_of_nobody_ends():
    run = ranking_runs.refresh_all()

    assert (run.companies, run.suggestions, progress()) == (0, 0, (1, 1))
