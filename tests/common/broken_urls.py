"""The site's addresses, and one whose view fails."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from config.urls import urlpatterns as addresses_of_the_site


@login_not_required
def broken(request):
    """Fail as no view should."""
    raise ZeroDivisionError


urlpatterns = [*addresses_of_the_site, path("broken/", broken)]
