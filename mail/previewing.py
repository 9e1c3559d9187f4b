"""The HTML of a mail, shown in a frame of a page of this site."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

# A mail has its styles in its elements; in this frame nothing else of it does anything.
PREVIEWED = {
    "sandbox": [True],
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "frame-ancestors": [SELF],
}


def previewed(view):
    """Answer with a mail that can only be looked at; the page around it allows `frame-src 'self'`."""
    return require_safe(never_cache(xframe_options_sameorigin(csp(PREVIEWED)(view))))
