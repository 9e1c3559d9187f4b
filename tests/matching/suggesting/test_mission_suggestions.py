"""Which missions are suggested to which companies."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.missions import applying, preparing
from events.models import Mission
from matching import tasks
from matching.models import MissionSuggestion
from matching.own import mission_answers
from matching.suggesting import mission_suggestions, vectors
from matching.suggesting.targets import rank_companies
from startups import publishing
from startups.models import Company
from tests.events.missions import life
from tests.factories import CompanyFactory, UserFactory
from tests.matching.suggesting.test_suggestions import BANKS, SOIL, VINES
from tests.people import everybody

pytestmark = pytest.mark.django_db
State = MissionSuggestion.State
VINEYARDS = {
    "fr": "Agriculture : apprentissage automatique et capteurs pour la vigne.",
    "ja": "農業：ぶどう畑のための機械学習とセンサー。",
    "en": "Agriculture: machine learning and sensors for vineyards.",
}


@pytest.fixture
def world():
    return everybody()


@pytest.fixture
def mission(world):
    """An open French mission on vineyards."""
    return about_vineyards(life.opened(world))


def about_vineyards(mission: Mission) -> Mission:
    for language, theme in VINEYARDS.items():
        mission.texts.filter(language=language).update(title="2027", theme=theme)
    return mission


def vines(**changes) -> Company:
    return CompanyFactory(published=True, **{**VINES, **changes})


def states() -> dict[Company, str]:
    return {row.company: row.state for row in MissionSuggestion.objects.all()}


def banks() -> Company:
    texts = {
        "text__summary": "Nous détectons la fraude pour les banques.",
        "text__offers": "Détection de la fraude",
        "text__seeks": "Banques",
    }
    return CompanyFactory(published=True, **texts)


def test_an_open_mission_is_suggested_to_the_companies_its_theme_fits(mission):
    fitting = vines()
    banks()
    CompanyFactory(published=True, japanese=True, **SOIL)

    tasks.refresh_due()

    [row] = MissionSuggestion.objects.all()
    assert (row.company, row.mission, row.state) == (fitting, mission, State.SUGGESTED)
    assert row.ranking_version == vectors.snapshot_in_force().version
    assert row.explanation["shared"][0]["french_words"]
    assert list(MissionSuggestion.objects.on_the_list()) == [row]


def test_the_words_of_the_theme_are_in_the_language_of_the_company(mission):
    vines()

    tasks.refresh_due()

    reasons = MissionSuggestion.objects.get().explanation["shared"]
    said = {word for reason in reasons for word in reason["japanese_words"]}
    assert said <= {"Agriculture", "apprentissage automatique", "capteurs", "vigne"}


def test_a_mission_before_its_opening_is_suggested_to_nobody(world):
    about_vineyards(life.opened(world, opens_at=timezone.now() + timedelta(days=1)))
    vines()

    tasks.refresh_due()

    assert states() == {}


def test_refreshing_again_changes_nothing(mission):
    vines()
    tasks.refresh_due()
    before = list(MissionSuggestion.objects.values())

    assert mission_suggestions.missions_due() == []
    mission.ranking.fingerprint = ""
    mission.ranking.save()
    mission_suggestions.refresh_mission(Mission.objects.get())

    assert list(MissionSuggestion.objects.values()) == before


def test_a_company_published_later_gets_the_mission(mission):
    vines()
    tasks.refresh_due()
    later = vines()

    tasks.refresh_company(later.pk)

    assert states()[later] == State.SUGGESTED


def test_a_changed_theme_is_ranked_anew(mission):
    company = vines()
    tasks.refresh_due()
    mission.texts.update(theme="FinTech : 銀行 bank banque")

    tasks.refresh_due()

    assert states() == {company: State.SUPERSEDED}


def test_after_the_deadline_what_nobody_answered_is_taken_back(mission):
    vines()
    tasks.refresh_due()
    Mission.objects.update(deadline_at=timezone.now())

    assert list(MissionSuggestion.objects.on_the_list()) == []
    tasks.refresh_due()
    assert list(states().values()) == [State.SUPERSEDED]


def test_a_mission_called_off_is_taken_back(mission, world):
    vines()
    tasks.refresh_due()

    preparing.cancel(mission, by=world["french_officer"], reason="…")
    tasks.refresh_due()

    assert list(states().values()) == [State.SUPERSEDED]


def test_a_company_that_left_is_on_no_list_and_comes_back(mission):
    company = vines()
    tasks.refresh_due()

    publishing.reopen(company)
    assert list(MissionSuggestion.objects.on_the_list()) == []
    tasks.refresh_due()
    assert states() == {company: State.SUPERSEDED}

    Company.objects.filter(pk=company.pk).update(state=Company.State.PUBLISHED)
    tasks.refresh_due()
    assert states() == {company: State.SUGGESTED}


def test_who_does_not_meet_the_conditions_is_not_asked(mission):
    vines(stage="idea")
    Mission.objects.update(rules={"prototype": True})

    tasks.refresh_due()

    assert states() == {}


def test_who_has_applied_is_not_asked(mission):
    member = UserFactory()
    company = vines(member=member)
    tasks.refresh_due()

    applying.begin(mission, company=company, by=member)

    assert list(MissionSuggestion.objects.on_the_list()) == []


def test_answers_stay_whatever_the_ranking_finds(mission):
    member = UserFactory()
    vines(member=member)
    tasks.refresh_due()
    mission_answers.decline(MissionSuggestion.objects.get(), member=member, reason="dates")

    mission.texts.update(theme="FinTech : 銀行 bank banque")
    tasks.refresh_due()

    row = MissionSuggestion.objects.get()
    assert (row.state, row.decline_reason, row.answered_by) == (State.DECLINED, "dates", member)


def test_no_more_are_asked_than_the_setting_says(mission, settings):
    settings.MATCHING_MISSION_SUGGESTIONS = 2
    for _ in range(4):
        vines()

    tasks.refresh_due()

    assert list(states().values()) == [State.SUGGESTED] * 2


def test_companies_of_the_host_country_near_the_theme_are_remembered(mission):
    vines()
    near = CompanyFactory(published=True, japanese=True, **SOIL)
    CompanyFactory(published=True, japanese=True, **BANKS)

    tasks.refresh_due()

    assert Mission.objects.get().ranking.hosts == [near.pk]


def test_any_text_ranks_companies_of_either_country():
    vines()
    soil = CompanyFactory(published=True, japanese=True, **SOIL)
    CompanyFactory(published=True, japanese=True, **BANKS)
    tasks.refresh_due()
    texts = {"fr": "Un incubateur pour les capteurs d'humidité du sol.", "ja": "土壌水分センサーの支援拠点"}

    found = rank_companies(texts, country="JP", limit=5)

    assert [one.company_id for one in found] == [soil.pk]
    assert found == rank_companies(dict(reversed(texts.items())), country="JP", limit=5)
    assert rank_companies(texts, country="JP", limit=5, excluded=[soil.pk]) == []
