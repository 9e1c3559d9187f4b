"""Missions that the reader's company may gain from joining, and applications whose deadline is near."""

from collections.abc import Iterator, Sequence
from itertools import chain

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.models import Country
from events.models import Application, Mission
from matching.digests.items import Action, Fact, Item, Items, Part, Reader
from matching.digests.sources.dates import AHEAD
from matching.digests.sources.grouping import by_when, companies_of, days_left
from matching.digests.sources.reasons import lines
from matching.life import links
from matching.life.letters import address
from matching.models import MissionSuggestion
from matching.own.missions import MissionCard, card_of, good_matches_of
from matching.wording import thesaurus_in_use
from startups.models import Company


def suggested(readers: Sequence[Reader]) -> Items:
    """The missions on the lists of the readers' companies, while their call is open."""
    ids = list(chain.from_iterable(companies_of(readers).values()))
    found: dict[int, list[MissionSuggestion]] = {}
    for row in MissionSuggestion.objects.on_the_list().filter(company__in=ids).with_mission():
        found.setdefault(row.company_id, []).append(row)
    others = _good_matches(found)
    thesaurus = thesaurus_in_use()

    def items(reader: Reader) -> Iterator[Item]:
        for row in found.get(reader.company.pk, ()) if reader.company else ():
            card = card_of(row, get_language(), thesaurus, others[row.company_id])
            yield _suggestion(reader, card)

    return items


def unfinished(readers: Sequence[Reader]) -> Items:
    """Applications that are begun and not sent, whose deadline is within 14 days."""
    ids = list(chain.from_iterable(companies_of(readers).values()))
    now = max(reader.now for reader in readers)
    drafts = Application.objects.filter(company__in=ids, state=Application.State.DRAFT).with_mission()
    drafts = drafts.filter(mission__in=Mission.objects.open_now(), mission__deadline_at__lte=now + AHEAD)
    found: dict[int, list[Application]] = {}
    for draft in drafts.order_by("mission__deadline_at", "pk"):
        found.setdefault(draft.company_id, []).append(draft)

    def items(reader: Reader) -> Iterator[Item]:
        for draft in found.get(reader.company.pk, ()) if reader.company else ():
            yield _draft(reader, draft)

    return items


def _good_matches(found: dict[int, list[MissionSuggestion]]) -> dict[int, list[Company]]:
    others: dict[int, list[Company]] = {}
    for country in Country:
        companies = [rows[0].company for rows in found.values() if rows[0].company.country == country]
        others |= good_matches_of(companies, country)
    return others


def _suggestion(reader: Reader, card: MissionCard) -> Item:
    row, mission = card.suggestion, card.mission
    facts = (
        Fact(_("Why"), lines(card.main_reasons, card.own, card.other)),
        Fact(_("Your matches there"), (Part(_matches(card)),) if card.matches else ()),
        Fact(_("Deadline"), (Part(str(mission.deadline)),)),
    )
    return Item(
        key=f"mission:{mission.pk}",
        as_of=f"{mission.deadline_at:%Y-%m-%dT%H:%MZ}",
        title=mission.title,
        about=f"{mission.edition} · {by_when(mission.deadline_at, reader)}",
        side=mission.host,
        facts=tuple(fact for fact in facts if fact.parts),
        actions=(
            Action(_("See the mission"), address(row.get_absolute_url()), is_main=True),
            Action(_("Not now"), links.mission_not_now_url(reader.user, row)),
        ),
        weight=row.score,
    )


def _matches(card: MissionCard) -> str:
    said = ngettext(
        "%(number)s of your matches is at home there (%(country)s).",
        "%(number)s of your matches are at home there (%(country)s).",
        card.matches,
    )
    return said % {"number": card.matches, "country": card.mission.host.label}


def _draft(reader: Reader, draft: Application) -> Item:
    mission = draft.mission
    return Item(
        key=f"application:{draft.pk}",
        as_of=str(days_left(mission.deadline_at, reader)),
        title=_("Your application is not sent yet: %(mission)s") % {"mission": mission.title},
        about=by_when(mission.deadline_at, reader),
        side=mission.host,
        actions=(Action(_("Go on with it"), address(draft.get_absolute_url()), is_main=True),),
    )
