"""What every page's template may ask about this installation."""

from django.conf import settings


def site(request) -> dict:
    """Whether this is a demo, what one machine does otherwise, and who runs the installation."""
    return {
        "is_demo": settings.DEMO,
        "is_local": settings.LOCAL,
        "second_factor_required": settings.SECOND_FACTOR_REQUIRED,
        "operator": {
            "name": settings.OPERATOR_NAME,
            "address": settings.OPERATOR_ADDRESS,
            "details": settings.OPERATOR_DETAILS,
            "email": settings.CONTACT_EMAIL,
        },
    }
