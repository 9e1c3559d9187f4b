"""What is stored of a profile, and the vocabulary and indexes made of it."""

import json

import pytest
from django.utils import timezone

from matching.models import ProfileVector, RankingSnapshot
from matching.suggesting import vectors
from startups import publishing
from tests.factories import CompanyFactory, TextFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_encoder(settings):
    """Concepts only: the encoder has its own tests and takes its time."""
    settings.MATCHING_ENCODER = False


def published(**traits):
    """A published company, stored."""
    company = CompanyFactory(published=True, **traits)
    vectors.store(company)
    return company


def test_vector_keeps_the_version_it_was_made_of():
    company = CompanyFactory(published=True, profile_version=3)
    before = timezone.now()

    vector = vectors.store(company)

    assert (vector.company, vector.profile_version) == (company, 3)
    assert vector.thesaurus_version == vectors.reader()
    assert (before <= vector.stored_at <= timezone.now(), vector.ranked_at) == (True, None)


def test_vector_stored_again_replaces_the_old_one():
    company = published()
    company.texts.update(summary="Nous lançons des satellites.", offers="", seeks="")
    first = ProfileVector.objects.get()

    second = vectors.store(company)

    assert ProfileVector.objects.get() == second == first
    assert second.bags != first.bags


def test_vector_reads_every_language_the_company_wrote_in():
    company = published(text__offers="Lidar")
    assert vectors.bags_in(company.vector).written("offers", "lidar") == ("Lidar",)

    TextFactory(company=company, language="ja", summary="計測", offers="ライダー", seeks="")
    vector = vectors.store(company)

    assert vectors.bags_in(vector).written("offers", "lidar") == ("Lidar", "ライダー")


def test_vector_holds_nothing_private():
    company = published()

    written = json.dumps(company.vector.bags, ensure_ascii=False).casefold()

    contact = company.contact
    private = [contact.family_name, contact.given_name, contact.title, contact.email, contact.phone]
    assert [secret for secret in private if secret.casefold() in written] == []
    assert written.count("humidité") > 0


def test_stored_vector_is_used_as_long_as_profile_and_engine_are_the_same():
    company = published()
    ProfileVector.objects.update(bags={"kept": True})

    assert vectors.stored(company).bags == {"kept": True}


@pytest.mark.parametrize("older", [{"profile_version": 0}, {"thesaurus_version": "older"}])
def test_stored_vector_is_made_anew_when_profile_or_engine_is_newer(older):
    company = published()
    first = company.vector.bags
    ProfileVector.objects.update(bags={}, **older)

    assert vectors.stored(company).bags == first


def test_first_snapshot_is_made_when_it_is_asked_for():
    published()

    snapshot = vectors.snapshot_in_force()

    assert RankingSnapshot.objects.get().version == snapshot.version


def test_snapshot_in_force_is_the_one_of_the_last_refit():
    published()
    first = vectors.refit()
    published(japanese=True, text__offers="ライダー")
    second = vectors.refit()

    assert first.version != second.version
    assert vectors.snapshot_in_force().version == second.version


def test_snapshot_that_a_young_corpus_has_outgrown_is_made_anew():
    for _ in range(10):
        published()
    first = vectors.refit()
    published(text__offers="Lidar")
    kept = vectors.snapshot_in_force()
    published(text__offers="Radar")

    renewed = vectors.snapshot_in_force()

    assert kept.version == first.version
    assert renewed.version != first.version


@pytest.mark.parametrize(
    ("profiles", "is_outgrown"), [({"FR": 1}, False), ({}, True), ({"JP": 1}, True), ({"JP": 1_000}, False)]
)
def test_snapshot_is_outgrown_by_either_country_until_the_corpus_is_large(profiles, is_outgrown):
    published()

    assert vectors.is_outgrown(profiles) is is_outgrown


def test_refit_without_a_change_keeps_one_snapshot_and_makes_it_the_latest():
    published()
    first = vectors.refit()
    other = published(text__offers="Lidar")
    vectors.refit()
    publishing.reopen(other)

    again = vectors.refit()

    assert again.version == first.version
    assert RankingSnapshot.objects.count() == 2
    assert vectors.snapshot_in_force().version == first.version


def test_refit_of_a_large_corpus_weighs_an_even_sample(monkeypatch):
    monkeypatch.setattr(vectors, "FITTED", 3)
    for _ in range(4):
        published()
        published(japanese=True)

    snapshot = vectors.refit()

    assert vectors.evenly_spread(ProfileVector.objects.all()).count() == 3
    assert RankingSnapshot.objects.get(version=snapshot.version).profiles == {"FR": 4, "JP": 4}
