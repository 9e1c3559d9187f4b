"""Suggestions of companies and of missions."""

import factory

from matching.models import Match, MissionSuggestion
from tests.factories.events import MissionFactory
from tests.factories.startups import CompanyFactory


class MatchFactory(factory.django.DjangoModelFactory):
    """A suggestion on both companies' lists; tests/matching/stages.py brings it further."""

    class Meta:
        model = Match

    french_company = factory.SubFactory(CompanyFactory, published=True)
    japanese_company = factory.SubFactory(CompanyFactory, published=True, japanese=True)
    shown_to_french = True
    shown_to_japanese = True
    score = 0.5
    similarity = 0.4
    explanation = factory.LazyFunction(lambda: {"shared": [], "french_gives": [], "japanese_gives": []})
    ranking_version = "test"


class MissionSuggestionFactory(factory.django.DjangoModelFactory):
    """A French mission suggested to a published French company."""

    class Meta:
        model = MissionSuggestion

    company = factory.SubFactory(CompanyFactory, published=True)
    mission = factory.SubFactory(MissionFactory)
    score = 0.5
    explanation = factory.LazyFunction(
        lambda: {
            "shared": [
                {
                    "concept": "lidar",
                    "share": 0.6,
                    "french_words": ["télémètre laser"],
                    "japanese_words": ["lidars"],
                }
            ]
        }
    )
    ranking_version = "test"
