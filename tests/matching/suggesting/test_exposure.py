"""Who is shown how often."""

import pytest
from django.urls import reverse

from matching.suggesting import exposure
from tests.factories import CompanyFactory, MatchFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def companies():
    """A French company on two lists, a Japanese one on one, and a French one on none."""
    french = CompanyFactory(published=True, fields=["space", "iot_sensors"])
    japanese = CompanyFactory(published=True, japanese=True, fields=["space"])
    alone = CompanyFactory(published=True, fields=["space"])
    MatchFactory(french_company=french, japanese_company=japanese)
    MatchFactory(french_company=french, shown_to_french=False)
    MatchFactory(french_company=alone, japanese_company=japanese, state="superseded")
    return french, japanese, alone


def test_side_counts_the_lists_of_the_other_country(companies):
    french, japanese = exposure.sides()

    assert (french.companies, french.suggestions, french.never_shown, french.most) == (2, 2, 1, 2)
    assert (japanese.companies, japanese.suggestions, japanese.never_shown, japanese.most) == (2, 1, 1, 1)
    assert french.median == 1


def test_side_counts_who_is_at_the_limit(companies, settings):
    settings.MATCHING_EXPOSURE_CAP = 2

    assert [side.at_cap for side in exposure.sides()] == [1, 0]


def test_field_has_the_mean_of_its_companies(companies):
    rows = {row.name: row for row in exposure.by_field()}

    assert (rows["Space"].french_companies, rows["Space"].french_mean) == (2, 1.0)
    assert (rows["IoT and sensors"].french_mean, rows["IoT and sensors"].japanese_companies) == (2.0, 0)


def test_page_names_who_is_shown_most_and_who_never(
    client, officer, companies, django_assert_max_num_queries
):
    french, japanese, alone = companies

    with django_assert_max_num_queries(20):
        answer = client.get(reverse("matching:exposure"))

    assert answer.context["most_shown"][:2] == [french, japanese]
    assert alone in answer.context["never_shown"]
