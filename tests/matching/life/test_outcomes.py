"""What came of an introduction: two reports, and only what both say counts."""

import pytest

from common.states import TransitionError
from matching.life import outcomes
from matching.models import Agreement, Contest, Outcome
from matching.models.life import State
from tests.factories import MeetingFactory
from tests.matching import stages
from tests.people import everybody

pytestmark = pytest.mark.django_db
ANSWER = {"meeting": "cooperation", "agreements": [], "benefit": 4, "is_final": False, "note": ""}


@pytest.fixture
def world():
    return everybody()


@pytest.fixture
def match(world):
    """Introduced so long ago that both may answer, and nobody was asked yet."""
    return stages.introduced_before(91, stages.introduced(world))


def report(match, world, side, **changes):
    return outcomes.report(
        match,
        company=match.company_of({"french": "FR", "japanese": "JP"}[side]),
        member=world[f"{side}_member"],
        **{"milestone": 14, **ANSWER, **changes},
    )


def counted(match) -> list[str]:
    return sorted(match.agreements.values_list("kind", flat=True))


def test_only_what_both_sides_report_counts(match, world):
    report(match, world, "french", agreements=["nda", "pilot"])
    alone = counted(match)

    report(match, world, "japanese", agreements=["nda"])

    assert (alone, counted(match)) == ([], ["nda"])


def test_agreement_reported_later_by_the_other_side_counts(match, world):
    report(match, world, "french", agreements=["nda"])
    report(match, world, "japanese", agreements=[])

    report(match, world, "japanese", milestone=90, agreements=["nda"])

    assert counted(match) == ["nda"]


def test_difference_goes_to_the_officers_who_say_what_counts(match, world):
    report(match, world, "french", agreements=["pilot"])
    assert not Contest.objects.exists()
    report(match, world, "japanese", agreements=[])
    contest = Contest.objects.open().get()

    outcomes.settle(contest, officer=world["japanese_officer"], kinds=["pilot"], finding="Both signed.")

    assert counted(match) == ["pilot"]
    assert Agreement.objects.get().confirmed_by == world["japanese_officer"]
    with pytest.raises(TransitionError) as refusal:
        outcomes.settle(contest, officer=world["french_officer"], kinds=[], finding="No.")
    assert refusal.value.decided_by == world["japanese_officer"]


def test_meeting_of_which_only_one_side_knows_is_contested(match, world):
    report(match, world, "french", meeting="none")
    report(match, world, "japanese", meeting="informative")

    assert Contest.objects.open().count() == 1


def test_answer_may_be_changed_until_the_other_side_has_answered(match, world):
    report(match, world, "french", benefit=1)
    report(match, world, "french", benefit=5)
    report(match, world, "japanese")

    with pytest.raises(TransitionError):
        report(match, world, "french", benefit=2)

    assert Outcome.objects.get(company=match.french_company).benefit == 5


def test_same_answer_twice_is_one_row_and_one_event(match, world):
    for _ in range(2):
        report(match, world, "french")

    assert (Outcome.objects.count(), match.events.filter(event="report").count()) == (1, 1)


def test_match_that_both_call_finished_is_closed(match, world):
    report(match, world, "french", is_final=True)
    half = stages.fresh(match).state

    report(match, world, "japanese", is_final=True)

    assert (half, stages.fresh(match).state) == (State.INTRODUCED, State.CLOSED)


def test_nobody_reports_on_a_meeting_that_is_still_to_come(match, world):
    MeetingFactory(
        french_company=match.french_company, japanese_company=match.japanese_company, confirmed=True
    )
    stages.introduced_before(14, match)

    with pytest.raises(TransitionError, match="has not taken place yet"):
        report(match, world, "french")

    assert not Outcome.objects.exists()
