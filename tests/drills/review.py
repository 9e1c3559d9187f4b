"""Two people at once: one half is decided once, two halves introduce once, a doubled form is one row."""

from collections import Counter
from collections.abc import Iterator
from itertools import product
from math import ceil, sqrt

from django.urls import reverse

from matching.models import Interest, Match
from matching.models.life import Event, State
from tests import second_factor
from tests.drills.results import Result
from tests.drills.visitors import Answer, Visitor, at_once, web_server
from tests.factories import CompanyFactory, MatchFactory, UserFactory
from tests.matching import stages

CHECKS = [("checks", check) for check in stages.CHECKS]
RACES, DOUBLES = 300, 200


def drill(scale: float) -> Iterator[Result]:
    """Everything at this scale: 1 is 300 races of either kind and 200 doubled forms."""
    races, doubles = round(RACES * scale), round(DOUBLES * scale)
    officers = {name: officer(**trait) for name, trait in OFFICERS.items()}
    # So many interests of one company are not what is drilled.
    with web_server(MATCHING_OPEN_INTERESTS=str(doubles)) as port:
        people = {name: Visitor(person, port) for name, person in officers.items()}
        yield from same_half(people, races)
        yield from both_halves(people, races)
        yield from doubled(port, doubles)


OFFICERS = {
    "french": {"french_officer": True},
    "colleague": {"french_officer": True},
    "japanese": {"japanese_officer": True},
}


def same_half(people: dict[str, Visitor], races: int) -> Iterator[Result]:
    """Two French officers approve the same half at the same instant."""
    two = [people["french"], people["colleague"]]
    outcomes: Counter[tuple[int, ...]] = Counter()
    untold = 0
    for match in mutual_matches(races):
        path = address(match, "FR")
        answers = at_once(two, lambda _visitor, path=path: path, CHECKS)
        outcomes[tuple(sorted(answer.status for answer in answers))] += 1
        untold += not any(is_told(answer) for answer in answers)
    won = outcomes[302, 409]
    yield Result("two officers of one country, one wins", won == races, f"{won} of {races}; {dict(outcomes)}")
    yield Result("the other is told who and when", untold == 0, f"{races - untold} of {races}")


def both_halves(people: dict[str, Visitor], races: int) -> Iterator[Result]:
    """A French and a Japanese officer approve their halves at the same instant."""
    two = [people["french"], people["japanese"]]
    counted = introduced = once = 0
    for match in mutual_matches(races):
        paths = dict(zip(two, (address(match, "FR"), address(match, "JP")), strict=True))
        answers = at_once(two, paths.__getitem__, CHECKS)
        counted += all(answer.status == 302 for answer in answers)
        introduced += Match.objects.get(pk=match.pk).state == State.INTRODUCED
        once += match.events.filter(event=Event.INTRODUCE).count() == 1
    yield Result("both halves at once, both count", counted == races, f"{counted} of {races}")
    yield Result("and introduce", introduced == races, f"{introduced} of {races}")
    yield Result("once", once == races, f"{once} of {races}")


def doubled(port: int, doubles: int) -> Iterator[Result]:
    """The same interest, sent twice at the same instant."""
    agreed, same, rows = [("agrees", "on")], 0, 0
    for match in pairs(doubles):
        visitor = Visitor(match.french_company.memberships.get().user, port)
        path = reverse("matching:interest", args=[match.pk])
        answers = at_once([visitor, visitor], lambda _visitor, path=path: path, agreed)
        same += [answer.status for answer in answers] == [302, 302]
        rows += Interest.objects.filter(match=match).count() == 1
    yield Result("doubled form, one row", rows == doubles, f"{rows} of {doubles}")
    yield Result("doubled form, the same answer", same == doubles, f"{same} of {doubles}")


def is_told(answer: Answer) -> bool:
    """Whether a refusal names who decided and when."""
    return answer.status == 409 and "(Business France)" in answer.text


def officer(**trait):
    """An officer who reads English and has a second factor."""
    person = UserFactory(language="en", **trait)
    second_factor.set_up(person)
    return person


def address(match: Match, country: str) -> str:
    """Where a country's half is approved."""
    return reverse("matching:approve", args=[stages.half(match, country).pk])


def mutual_matches(number: int) -> Iterator[Match]:
    """So many matches of which both companies are interested."""
    for match in pairs(number):
        for company in (match.french_company, match.japanese_company):
            stages.say_yes(match, company.memberships.get().user, company)
        yield stages.fresh(match)


def pairs(number: int) -> Iterator[Match]:
    """So many suggestions, of as few companies as that takes."""
    side = ceil(sqrt(number))
    french = [CompanyFactory(published=True, member=UserFactory(french=True)) for _ in range(side)]
    members = [UserFactory(japanese=True) for _ in range(side)]
    japanese = [CompanyFactory(published=True, japanese=True, member=member) for member in members]
    for _number, (one, other) in zip(range(number), product(french, japanese), strict=False):
        yield MatchFactory(french_company=one, japanese_company=other)
