"""Rows for tests; traits name what is special about one."""

from tests.factories.accounts import PASSWORD, AbsenceFactory, AgencyFactory, UserFactory
from tests.factories.events import EditionFactory, MeetingFactory, MissionFactory, TradeShowFactory, morning
from tests.factories.mail import FailedEmailFactory
from tests.factories.matching import MatchFactory, MissionSuggestionFactory
from tests.factories.startups import (
    CompanyFactory,
    ContactFactory,
    LabelClaimFactory,
    LabelFactory,
    MembershipFactory,
    TextFactory,
    corporate_number,
    siren,
)

__all__ = [
    "PASSWORD",
    "AbsenceFactory",
    "AgencyFactory",
    "CompanyFactory",
    "ContactFactory",
    "EditionFactory",
    "FailedEmailFactory",
    "LabelClaimFactory",
    "LabelFactory",
    "MatchFactory",
    "MeetingFactory",
    "MembershipFactory",
    "MissionFactory",
    "MissionSuggestionFactory",
    "TextFactory",
    "TradeShowFactory",
    "UserFactory",
    "corporate_number",
    "morning",
    "siren",
]
