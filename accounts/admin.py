"""What admins may do for people who sign in: help with a lost second factor, never become somebody else."""

from allauth.account.admin import EmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.mfa.admin import AuthenticatorAdmin
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth.admin import Group  # from where it is registered, so that it can be taken off
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.lost_factors import take_away


class ReadOnlyMixin:
    """Rows to be looked at."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class AddressAdmin(ReadOnlyMixin, EmailAddressAdmin):
    """Who has confirmed which address: whoever could change one could sign in as that person."""

    actions = None


class SecondFactorAdmin(ReadOnlyMixin, AuthenticatorAdmin):
    """Who has which second factor; its secret is shown to nobody, and a lost one can be taken away."""

    fields = ["user", "type", "created_at", "last_used_at"]
    search_fields = ["user__email"]
    actions = ["take_away"]

    @admin.action(description=_("Take the second factor away (the person sets up a new one)"))
    def take_away(self, request, queryset) -> None:
        """Do it for each person among the rows, once, and say for how many."""
        people = {one.user for one in queryset.select_related("user")}
        for person in people:
            take_away(person)
            self.log_change(request, person, "second factor taken away")
        text = ngettext(
            "%(number)s person has to set up a second factor again, and was written to.",
            "%(number)s people have to set up a second factor again, and were written to.",
            len(people),
        )
        self.message_user(request, text % {"number": len(people)}, messages.SUCCESS)


admin.site.unregister([Group, EmailAddress, Authenticator])
admin.site.register(EmailAddress, AddressAdmin)
admin.site.register(Authenticator, SecondFactorAdmin)
