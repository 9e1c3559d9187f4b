"""Invites somebody to work for an agency, or as technical administrator."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts import invitations
from accounts.models import Agency, Country, Role
from accounts.models.users import Language


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        roles = [role for role in Role.values if role != Role.MEMBER]
        parser.add_argument("email")
        parser.add_argument("--role", required=True, choices=roles)
        parser.add_argument("--agency", help="slug of the agency, for leads, officers and readers")
        parser.add_argument("--language", choices=Language.values, help="of the letter and the account")

    def handle(self, *args, email, role, **options):
        agency = self.agency(role, options["agency"])
        language = options["language"] or self.language(agency)
        try:
            invitation = invitations.invite(email, role, agency=agency, language=language)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"The letter to {invitation.email} is in the outbox.")
        self.stdout.write(f"Its link, for you to pass on if it gets lost: {invitations.link(invitation)}")

    def agency(self, role: str, slug: str | None) -> Agency | None:
        """The agency named, which every role but admin needs."""
        if role == Role.ADMIN:
            if slug:
                raise CommandError("An admin belongs to no agency.")
            return None
        agency = Agency.objects.filter(slug=slug).first()
        if agency is None:
            slugs = ", ".join(Agency.objects.values_list("slug", flat=True))
            raise CommandError(
                f"Which agency? --agency is one of: {slugs or 'none yet (run load_reference)'}."
            )
        return agency

    def language(self, agency: Agency | None) -> str:
        """The language of the agency's country, else English."""
        languages = {Country.FRANCE: Language.FRENCH, Country.JAPAN: Language.JAPANESE}
        return languages[agency.country] if agency else Language.ENGLISH
