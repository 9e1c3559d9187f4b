"""What every page's template may ask about this installation."""

from django.conf import settings


def site(request) -> dict:
    """Whether this is a demo, and whether the local mailbox stands in for a relay."""
    return {
        "is_demo": settings.DEMO,
        "is_local": settings.LOCAL,
        "second_factor_required": settings.SECOND_FACTOR_REQUIRED,
    }
