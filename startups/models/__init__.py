"""Companies, their texts, contacts and labels."""

from startups.models.companies import Company, Membership
from startups.models.contacts import Contact
from startups.models.decisions import Decision
from startups.models.fields import Field, Technology
from startups.models.labels import Label, LabelClaim, Programme
from startups.models.texts import ProfileText

__all__ = [
    "Company",
    "Contact",
    "Decision",
    "Field",
    "Label",
    "LabelClaim",
    "Membership",
    "ProfileText",
    "Programme",
    "Technology",
]
