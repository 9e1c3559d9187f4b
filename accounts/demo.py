"""The demo's sign-ins: eight people, one password, refused where demo is off."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from accounts.models import Agency, Role, User
from accounts.models.users import Language
from accounts.passwords import DEMO_PASSWORD
from accounts.zones import home_zone

SIGN_INS = [
    ("founder-fr@example.com", Role.MEMBER, None, Language.FRENCH),
    ("founder-jp@example.com", Role.MEMBER, None, Language.JAPANESE),
    ("officer-fr@example.com", Role.OFFICER, "business-france", Language.FRENCH),
    ("officer-jp@example.com", Role.OFFICER, "jetro", Language.JAPANESE),
    ("lead-fr@example.com", Role.LEAD, "business-france", Language.FRENCH),
    ("lead-jp@example.com", Role.LEAD, "jetro", Language.JAPANESE),
    ("reader@example.com", Role.READER, "meti", Language.ENGLISH),
    ("admin@example.com", Role.ADMIN, None, Language.ENGLISH),
]
# Family name, given name. The founders are the contact persons of their companies.
NAMES = {
    "founder-fr@example.com": ("Delmas", "Claire"),
    "founder-jp@example.com": ("西村", "美咲"),
    "officer-fr@example.com": ("Roussel", "Hélène"),
    "officer-jp@example.com": ("中村", "由紀"),
    "lead-fr@example.com": ("Fabre", "Antoine"),
    "lead-jp@example.com": ("小林", "健一"),
    "reader@example.com": ("Mori", "Yuko"),
    "admin@example.com": ("Martin", "Alex"),
}
ADDRESSES = [email for email, *rest in SIGN_INS]


def load_sign_ins() -> None:
    """Save the demo's people; where they are already, put them back as they were."""
    if not settings.DEMO:
        raise ImproperlyConfigured("Demo sign-ins are loaded only where DEMO is on.")

    for email, role, slug, language in SIGN_INS:
        person = User.objects.filter(email=email).first() or User(email=email)
        person.role, person.language, person.time_zone = role, language, home_zone(language)
        person.family_name, person.given_name = NAMES[email]
        person.agency = Agency.objects.get(slug=slug) if slug else None
        person.is_superuser = role == Role.ADMIN
        person.set_password(DEMO_PASSWORD)
        person.save()
        EmailAddress.objects.update_or_create(
            user=person, email=email, defaults={"primary": True, "verified": True}
        )


@register(Tags.database)
def no_demo_sign_ins_outside_a_demo(app_configs, databases=None, **kwargs) -> list[Error]:
    """Complain when the demo's people are in the database of a real installation."""
    if settings.DEMO or not databases:
        return []
    found = User.objects.filter(email__in=ADDRESSES).count()
    hint = "Nobody can sign in with the demo password here, but these accounts should be deleted."
    return (
        [Error(f"DEMO is off, but {found} demo sign-ins exist.", hint=hint, id="accounts.E001")]
        if found
        else []
    )
