"""What visitors get to see and what work it costs, for tests that compare the two."""

import re

from django.contrib.auth.hashers import MD5PasswordHasher
from django.urls import reverse

from mail.models import OutgoingEmail
from tests.factories import PASSWORD


class CountingHasher(MD5PasswordHasher):
    """Django's fast hasher, which counts how often it works."""

    count = 0

    def encode(self, password, salt):
        type(self).count += 1
        return super().encode(password, salt)


def hashes_during(act) -> int:
    """How many passwords are hashed while `act` runs."""
    before = CountingHasher.count
    act()
    return CountingHasher.count - before


def body(page, *, without: str = "") -> str:
    """The page as text, without its form tokens and the address that was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
    return text.replace(without, "…") if without else text


def path_in(letter: OutgoingEmail, settings) -> str:
    """The path of the first link in a letter; it has to lead to SITE_URL."""
    return re.search(rf"^{re.escape(settings.SITE_URL)}(/\S+)$", letter.body, re.MULTILINE).group(1)


def sign_in(client, person, password=PASSWORD, **data):
    """Fill in the sign-in form."""
    return client.post(reverse("account_login"), {"login": person.email, "password": password, **data})


def is_signed_in(client) -> bool:
    """Whether the client's session belongs to somebody."""
    return "_auth_user_id" in client.session
