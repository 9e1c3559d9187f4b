"""Companies that the reader's company should meet, with reasons, give and get."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Country
from matching.digests.items import Action, Fact, Item, Items, Reader
from matching.digests.sources.grouping import by_company, companies_of, name, place
from matching.digests.sources.reasons import lines, words
from matching.life import links
from matching.life.letters import address
from matching.models import Match
from matching.own.presenting import suggestion_for
from matching.wording import thesaurus_in_use
from startups.models import Company


def companies(readers: Sequence[Reader]) -> Items:
    """The suggestions on the lists of the readers' companies."""
    found = by_company(Match.objects.filter(pk__in=_listed(companies_of(readers))).with_companies())
    thesaurus = thesaurus_in_use()

    def items(reader: Reader) -> Iterator[Item]:
        for match in found.get(reader.company.pk, ()) if reader.company else ():
            if _is_listed(match, reader.company):
                yield _item(reader, match, thesaurus)

    return items


def _listed(ids: dict[str, list[int]]) -> list[int]:
    """The suggestions on the lists of these companies."""
    # One question for each side: one with OR reads the whole table where its statistics are old.
    rows = Match.objects.suggested().order_by().values_list("pk", flat=True)
    french = rows.filter(french_company__in=ids[Country.FRANCE], shown_to_french=True)
    japanese = rows.filter(japanese_company__in=ids[Country.JAPAN], shown_to_japanese=True)
    return sorted({*french, *japanese})


def _is_listed(match: Match, company: Company) -> bool:
    return match.shown_to_french if company.country == Country.FRANCE else match.shown_to_japanese


def _item(reader: Reader, match: Match, thesaurus) -> Item:
    found = suggestion_for(reader.company, match, get_language(), thesaurus=thesaurus)
    other = found.other
    facts = (
        Fact(_("Why"), lines(found.main_reasons, found.own, other)),
        Fact(_("What you give"), words(found.gives, "own_words", found.own)),
        Fact(_("What you get"), words(found.gets, "other_words", other)),
    )
    page = address(reverse("matching:interest", args=[match.pk]))
    return Item(
        key=f"match:{match.pk}",
        as_of=f"profile {other.profile_version}",
        title=name(other),
        about=place(other),
        side=other.country,
        facts=tuple(fact for fact in facts if fact.parts),
        actions=(
            Action(_("Interested"), page, is_main=True),
            Action(_("Not now"), links.not_now_url(reader.user, match)),
            Action(_("See profile"), address(other.get_absolute_url())),
        ),
        weight=match.score,
    )
