"""How allauth fits in: the language chosen before sign-up goes with the account."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils import translation

ZONES = {"ja": "Asia/Tokyo"}


class AccountAdapter(DefaultAccountAdapter):
    """allauth's adapter, with the person's language and time zone from the first page on."""

    def new_user(self, request):
        """Start an account in the language of the page."""
        user = super().new_user(request)
        user.language = translation.get_language_from_request(request)
        user.time_zone = ZONES.get(user.language, "Europe/Paris")
        return user
