"""Missions that the reader's company may gain from joining, and applications whose deadline is near."""

from collections.abc import Iterator, Sequence
from itertools import chain

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.models import Application, Mission
from matching.digests.items import Action, Fact, Item, Items, Part, Reader
from matching.digests.sources.dates import AHEAD
from matching.digests.sources.grouping import by_when, companies_of, days_left
from matching.life.letters import address
from matching.models import MissionSuggestion
from matching.wording import thesaurus_in_use

MOST_REASONS = 3


def suggested(readers: Sequence[Reader]) -> Items:
    """The missions on the lists of the readers' companies, while their call is open."""
    ids = list(chain.from_iterable(companies_of(readers).values()))
    found: dict[int, list[MissionSuggestion]] = {}
    for row in MissionSuggestion.objects.on_the_list().filter(company__in=ids).with_mission():
        found.setdefault(row.company_id, []).append(row)
    thesaurus = thesaurus_in_use()

    def items(reader: Reader) -> Iterator[Item]:
        for row in found.get(reader.company.pk, ()) if reader.company else ():
            yield _suggestion(reader, row, thesaurus)

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


def _suggestion(reader: Reader, row: MissionSuggestion, thesaurus) -> Item:
    mission = row.mission
    shared = row.explanation.get("shared", [])[:MOST_REASONS]
    why = _("; ").join(thesaurus.label(each["concept"], get_language()) for each in shared)
    return Item(
        key=f"mission:{mission.pk}",
        as_of=f"{mission.deadline_at:%Y-%m-%dT%H:%MZ}",
        title=mission.title,
        about=f"{mission.edition} · {by_when(mission.deadline_at, reader)}",
        side=mission.host,
        facts=(Fact(_("Why"), (Part(why),)),) if why else (),
        actions=(Action(_("See the mission"), address(row.get_absolute_url()), is_main=True),),
        weight=row.score,
    )


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
