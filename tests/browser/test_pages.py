"""Every page, for everybody who may see it, in three languages, wide and narrow, light and dark."""

import pytest

from tests.browser.conftest import LOCALES
from tests.permissions import world as worlds
from tests.permissions.table import ROWS

pytestmark = pytest.mark.django_db(transaction=True)
ROLES = ["anonymous", "newcomer", "french_member", "french_lead"]
# Django's own design, files, and what is looked at in its frame.
NO_PAGES = {
    *("admin", "healthz", "matching:digest_mail", "matching:mail_sample_html"),
    *("matching:board_csv", "matching:export_concepts", "matching:export_matches", "matching:outcomes_csv"),
    *("meetings:feed", "missions:csv", "missions:document"),
}


def pages_of(role: str):
    """The pages this role sees, one per name; what everybody sees alike only as an anonymous visitor."""
    seen = set()
    for row in ROWS:
        is_public = all(get == 200 for get, post in row.answers.values())
        if (
            row.answers[role][0] == 200
            and row.name not in NO_PAGES | seen
            and (role == "anonymous" or not is_public)
        ):
            seen.add(row.name)
            yield row


@pytest.mark.parametrize("role", ROLES)
def test_pages_are_without_fault(role, visitor):
    world = worlds.make()  # once for all languages: nothing is changed in it

    faults = {language: faults_for(role, language, visitor, world) for language in LOCALES}

    assert faults == {language: [] for language in LOCALES}


def faults_for(role: str, language: str, visitor, world) -> list[str]:
    """The faults of all pages of a role in a language."""
    person = visitor(language)
    person.choose(language)
    if role != "anonymous":
        person.take_session_of(worlds.client_of(world, role, language))

    faults = []
    for row in pages_of(role):
        person.open(row.path(world))
        assert person.page.locator("html").get_attribute("lang") == language
        # Colours are the same in every language, and axe takes its time.
        in_every_light = language == "ja"
        faults += person.faults_in_every_light() if in_every_light else person.faults_of_the_words()
    return faults


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("number", [400, 403, 404, 409, 419, 429, 500])
def test_error_pages_are_without_fault(number, language, visitor, settings):
    settings.ROOT_URLCONF = "tests.browser.fault_urls"
    person = visitor(language)

    person.open("/nowhere/" if number == 404 else f"/fault/{number}/")
    person.complaints.clear()  # Chromium's own line on the status

    assert person.page.locator("html").get_attribute("lang") == language
    assert person.page.locator("h1").count() == 1
    assert person.faults_in_every_light() == []


def test_local_mailbox_is_without_fault(visitor, settings):
    settings.LOCAL = settings.DEMO = True
    world = worlds.make()

    faults = []
    for language in LOCALES:
        person = visitor(language)
        for path in ("/mailbox/", f"/mailbox/{world['letter'][0]}/", "/accounts/login/"):
            person.open(path)
            faults += person.faults_in_every_light()

    assert faults == []
