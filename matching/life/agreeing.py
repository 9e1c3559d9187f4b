"""The contact person's own part: agreeing to be named, with the interest or before it, and taking it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Consent, User
from common.states import TransitionError
from common.text_safety import search_form
from matching.life import answering, consents, timeline
from matching.models import Match
from matching.models.life import ENDED, State
from startups.models import Company, Contact

KNOWN_IN = (State.INTRODUCED, State.CLOSED)


@transaction.atomic
def say_yes(
    match: Match,
    *,
    company: Company,
    member: User,
    note: str = "",
    agrees: bool = False,
    officers_in_copy: bool = False,
) -> None:
    """Say yes for `company`; the contact person may agree to be named in the same step, or not at all.

    Raises TransitionError as `agree` and `answering.express_interest` do; then nothing is kept.
    """
    if agrees and not consents.is_valid(match, company):
        agree(match, company=company, person=member, officers_in_copy=officers_in_copy)
    answering.express_interest(match, company=company, member=member, note=note)


@transaction.atomic
def agree(match: Match, *, company: Company, person: User, officers_in_copy: bool) -> None:
    """Let the contact person of `company` agree to be named in `match`, in the language they read it in."""
    match = timeline.locked(match)
    if match.state in ENDED:
        timeline.refuse(match)
    if not is_contact_person(person, company):
        raise TransitionError(_("Only the contact person themselves can agree to be named."))
    consents.give(match, company, person=person, language=person.language, officers_in_copy=officers_in_copy)


@transaction.atomic
def take_back(consent: Consent, *, person: User) -> None:
    """Take a consent back before the introduction; a match that rests on it ends as withdrawn.

    Taking it back again changes nothing. Raises TransitionError once the two have been introduced.
    """
    match, company = side_of(consent)
    match = match and timeline.locked(match)
    consent.refresh_from_db()
    if consent.withdrawn_at:
        return
    if match and match.state in KNOWN_IN:
        timeline.refuse(match, _("The two companies have been introduced already: the details are known."))
    names_nobody = consent.purpose == Consent.Purpose.INTRODUCTION
    if match and names_nobody and _rests_on_it(match, company):
        answering.withdraw(match, company=company, member=person)
        return
    gone = Consent.objects.valid().filter(subject=consent.subject)
    (gone if names_nobody else gone.filter(pk=consent.pk)).update(withdrawn_at=timezone.now())


def is_contact_person(person: User, company: Company) -> bool:
    """Whether `person` is whom the company names: by a confirmed address, by name, or as its only member.

    The only member is asked to say so; who has written another name in their account is somebody else.
    """
    contact = Contact.objects.filter(company=company).first()
    if contact is None:
        return False
    if person.emailaddress_set.filter(verified=True, email=contact.email.lower()).exists():
        return True
    if person.family_name or person.given_name:
        return _names(person) == _names(contact)
    return company.memberships.count() == 1


def side_of(consent: Consent) -> tuple[Match | None, Company | None]:
    """The match and the company a consent is about; nothing where they are gone."""
    _kind, match, company = consent.subject.split(":")
    found = Match.objects.with_companies().filter(pk=match).first()
    sides = [found.french_company, found.japanese_company] if found else []
    return found, next((side for side in sides if side.pk == int(company)), None)


def _rests_on_it(match: Match, company: Company) -> bool:
    waits = match.state in (State.INTEREST, State.MUTUAL)
    return waits and match.interests.filter(company=company).exists()


def _names(named: User | Contact) -> set[str]:
    """Both names, whichever stands first."""
    return {search_form(named.family_name), search_form(named.given_name)}
