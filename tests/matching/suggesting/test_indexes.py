"""The index that a worker keeps of each country."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Country
from matching.engine.index import Index
from matching.engine.ranking import facing
from matching.models import ProfileVector
from matching.suggesting import indexes, vectors
from startups import publishing
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def new_worker(settings):
    """A process that keeps nothing yet; concepts only, as the encoder takes its time."""
    settings.MATCHING_ENCODER = False
    indexes._kept.clear()


def published(**traits):
    """A published company, stored."""
    company = CompanyFactory(published=True, **traits)
    vectors.store(company)
    return company


def index_of(country):
    return indexes.index_of(country, vectors.snapshot_in_force())


def indexed(country):
    return list(index_of(country).ids)


def test_index_holds_the_published_companies_of_one_country():
    french, japanese = published(), published(japanese=True)
    CompanyFactory(published=True)  # not stored yet
    vectors.refit()

    assert (indexed(Country.FRANCE), indexed(Country.JAPAN)) == ([str(french.pk)], [str(japanese.pk)])


def test_index_follows_what_is_published_taken_back_and_changed():
    first = published()
    vectors.refit()
    before = indexed(Country.FRANCE)

    second = published()
    grown = indexed(Country.FRANCE)
    publishing.reopen(first)
    shrunk = indexed(Country.FRANCE)
    second.profile_version += 1
    second.save()

    assert (before, grown, shrunk) == (
        [str(first.pk)],
        sorted([str(first.pk), str(second.pk)]),
        [str(second.pk)],
    )
    assert indexed(Country.FRANCE) == []


def test_index_reads_the_changed_profiles_only():
    for _ in range(30):
        published()
    vectors.refit()
    index_of(Country.FRANCE)
    new = published()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        indexed(Country.FRANCE)

    read = [query["sql"] for query in queries if "bags" in query["sql"]]
    assert [sql.count(f"IN ({new.pk})") for sql in read] == [1]


def test_index_kept_is_the_one_that_a_new_worker_builds():
    first, _ = published(), published(japanese=True)
    published(text__offers="Lidar")
    snapshot = vectors.refit()
    indexes.index_of(Country.FRANCE, snapshot)
    published(text__offers="Radar")
    publishing.reopen(first)
    kept = indexes.index_of(Country.FRANCE, snapshot)
    indexes._kept.clear()

    new = indexes.index_of(Country.FRANCE, snapshot)

    assert kept.ids == new.ids
    assert kept.closeness.tolist() == new.closeness.tolist()
    assert (kept.matrices.concepts["offers"] != new.matrices.concepts["offers"]).nnz == 0


def test_closeness_stays_until_the_next_refit():
    published(), published(japanese=True)
    snapshot = vectors.refit()
    before = indexes.index_of(Country.JAPAN, snapshot).closeness.tolist()
    published(text__summary="計測", text__offers="計測")

    assert indexes.index_of(Country.JAPAN, snapshot).closeness.tolist() == before


def test_closeness_of_all_is_that_of_two_countries_facing_each_other():
    sides = [[published() for _ in range(3)], [published(japanese=True) for _ in range(2)]]
    snapshot = vectors.refit()

    found = [index_of(country).closeness.tolist() for country in Country]

    bags = [[vectors.bags_in(company.vector) for company in side] for side in sides]
    assert found == [
        side.closeness.tolist() for side in facing(*(Index.of_bags(side, snapshot) for side in bags))
    ]
    assert ProfileVector.objects.filter(closeness=None).count() == 0


def test_profile_changed_gets_another_closeness():
    company = published()
    published(japanese=True)
    vectors.refit()
    index_of(Country.FRANCE)

    vectors.store(company)

    assert ProfileVector.objects.get(company=company).closeness is None
