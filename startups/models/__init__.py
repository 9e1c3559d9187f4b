"""Companies, their texts, contacts and labels."""

from startups.models.companies import Company
from startups.models.contacts import Contact
from startups.models.decisions import Decision
from startups.models.fields import Field, Technology
from startups.models.labels import Label, LabelClaim, Programme
from startups.models.members import MemberInvitation, Membership
from startups.models.texts import ProfileText

__all__ = [
    "Company",
    "Contact",
    "Decision",
    "Field",
    "Label",
    "LabelClaim",
    "MemberInvitation",
    "Membership",
    "ProfileText",
    "Programme",
    "Technology",
]
