"""What every answer of the site has in common."""

from common.errors import conflict
from common.states import TransitionError

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def security_headers(get_response):
    """Keep other sites from embedding ours, and pages from asking for devices."""

    def middleware(request):
        response = get_response(request)
        for header, value in HEADERS.items():
            response.headers.setdefault(header, value)
        return response

    return middleware


class Conflicts:
    """Answers 409 wherever a view asks for a step that the life cycle does not allow (any more)."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        """Nothing on the way in or out."""
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Say who decided what, and when; every other fault goes on its way."""
        return conflict(request, exception) if isinstance(exception, TransitionError) else None
