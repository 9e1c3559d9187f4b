"""Who is suggested to whom."""

import pytest

from matching.models import Match, RankingSnapshot
from matching.suggesting import ranking_runs, suggestions, vectors
from startups import publishing
from tests.factories import CompanyFactory, UserFactory

pytestmark = pytest.mark.django_db

VINES = {
    "text__summary": "Nous prévoyons les maladies de la vigne par apprentissage automatique.",
    "text__offers": "Prévision des maladies de la vigne",
    "text__seeks": "Capteurs d'humidité du sol",
}
SOIL = {
    "text__summary": "土壌水分センサーを開発し、果樹園やぶどう畑で使われています。",
    "text__offers": "土壌水分センサー",
    "text__seeks": "病害予測の技術",
}
BANKS = {
    "text__summary": "銀行向けの不正検知システムを提供しています。",
    "text__offers": "不正検知",
    "text__seeks": "銀行",
}


def test_refresh_company_shows_the_two_to_each_other_with_reasons():
    french = CompanyFactory(published=True, **VINES)
    japanese = CompanyFactory(published=True, japanese=True, **SOIL)
    CompanyFactory(published=True, japanese=True, **BANKS)
    ranking_runs.refresh_all()

    best = Match.objects.suggested().shown_to(french).first()

    assert best.japanese_company == japanese
    assert best in Match.objects.suggested().shown_to(japanese)
    words = [word for reason in best.explanation["japanese_gives"] for word in reason["japanese_words"]]
    assert any("センサー" in word for word in words)


def test_companies_with_nothing_in_common_are_not_suggested():
    CompanyFactory(published=True, **VINES)
    CompanyFactory(published=True, japanese=True, **BANKS)

    ranking_runs.refresh_all()

    assert list(Match.objects.all()) == []


def test_newly_published_company_enters_the_lists_of_the_other_side():
    japanese = CompanyFactory(published=True, japanese=True, **SOIL)
    ranking_runs.refresh_all()

    french = CompanyFactory(published=True, **VINES)
    suggestions.refresh_company(french)

    match = Match.objects.get(state=Match.State.SUGGESTED)
    assert (match.french_company, match.japanese_company) == (french, japanese)
    assert (match.shown_to_french, match.shown_to_japanese) == (True, True)


def test_lists_are_no_longer_than_the_setting(settings):
    settings.MATCHING_OPEN_SUGGESTIONS = 2
    french = CompanyFactory(published=True, **VINES)
    CompanyFactory.create_batch(4, published=True, japanese=True, **SOIL)

    ranking_runs.refresh_all()

    assert Match.objects.suggested().shown_to(french).count() == 2


def test_nobody_is_shown_more_often_than_the_cap(settings):
    settings.MATCHING_EXPOSURE_CAP = 2
    french = CompanyFactory(published=True, **VINES)
    CompanyFactory.create_batch(4, published=True, japanese=True, **SOIL)

    ranking_runs.refresh_all()

    assert Match.objects.suggested().showing(french).count() == 2


def test_declined_pair_is_not_suggested_again():
    member = UserFactory()
    CompanyFactory(published=True, member=member, **VINES)
    CompanyFactory(published=True, japanese=True, **SOIL)
    ranking_runs.refresh_all()
    match = Match.objects.get()
    match.move_to(Match.State.DECLINED, decided_by=member, decided_at=match.suggested_at)

    ranking_runs.refresh_all()

    assert list(Match.objects.all()) == [match]


def test_profile_taken_back_leaves_every_list():
    french = CompanyFactory(published=True, **VINES)
    japanese = CompanyFactory(published=True, japanese=True, **SOIL)
    ranking_runs.refresh_all()

    publishing.reopen(french)
    suggestions.take_back_the_unpublished()

    assert list(Match.objects.shown_to(japanese)) == []
    assert Match.objects.get().state == Match.State.SUPERSEDED


def test_refreshing_again_changes_nothing():
    french = CompanyFactory(published=True, **VINES)
    CompanyFactory.create_batch(3, published=True, japanese=True, **SOIL)
    ranking_runs.refresh_all()
    before = list(Match.objects.order_by("pk").values())

    ranking_runs.refresh_all()
    suggestions.refresh_company(french)

    assert list(Match.objects.order_by("pk").values()) == before


def test_companies_due_are_those_published_since():
    ranked = CompanyFactory(published=True, **VINES)
    ranking_runs.refresh_all()
    fresh = CompanyFactory(published=True, japanese=True, **SOIL)
    CompanyFactory(submitted=True)

    assert list(suggestions.companies_due()) == [fresh]
    assert ranked not in suggestions.companies_due()


def test_young_corpus_is_weighed_anew_while_it_grows():
    for _ in range(3):
        suggestions.refresh_company(CompanyFactory(published=True, **VINES))
        suggestions.refresh_company(CompanyFactory(published=True, japanese=True, **SOIL))

    assert RankingSnapshot.objects.latest().profiles == {"FR": 3, "JP": 3}


def test_vocabulary_of_a_large_corpus_waits_for_the_night(monkeypatch):
    monkeypatch.setattr(vectors, "YOUNG", 1)
    for _ in range(3):
        suggestions.refresh_company(CompanyFactory(published=True, **VINES))

    assert [snapshot.profiles for snapshot in RankingSnapshot.objects.all()] == [{"FR": 1}]


def test_companies_ranked_before_a_refit_are_due():
    first = CompanyFactory(published=True, **VINES)
    suggestions.refresh_company(first)

    second = CompanyFactory(published=True, japanese=True, **SOIL)
    suggestions.refresh_company(second)

    assert list(suggestions.companies_due()) == [first]


def test_sweep_of_a_fresh_database_fits_once_and_ranks_everybody():
    french = CompanyFactory.create_batch(2, published=True, **VINES)
    CompanyFactory.create_batch(2, published=True, japanese=True, **SOIL)

    suggestions.refresh_due()

    assert [snapshot.profiles for snapshot in RankingSnapshot.objects.all()] == [{"FR": 2, "JP": 2}]
    assert list(suggestions.companies_due()) == []
    assert Match.objects.suggested().shown_to(french[0]).count() == 2


def test_profile_read_with_an_older_thesaurus_is_read_again_at_night():
    company = CompanyFactory(published=True, **VINES)
    suggestions.refresh_company(company)
    company.vector.thesaurus_version = "older"
    company.vector.save()

    ranking_runs.refresh_all()

    company.vector.refresh_from_db()
    assert company.vector.thesaurus_version == vectors.reader()


def test_company_that_cannot_be_read_stops_nobody_else(caplog):
    broken = CompanyFactory(published=True, text=False)
    french = CompanyFactory(published=True, **VINES)
    japanese = CompanyFactory(published=True, japanese=True, **SOIL)

    suggestions.refresh_due()

    assert Match.objects.filter(french_company=french, japanese_company=japanese).exists()
    assert {record.args for record in caplog.records if record.name == "matching.one_by_one"} == {
        ("Company", broken.pk)
    }
