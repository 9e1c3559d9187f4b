"""Debian's Chromium, people who use it, and what every page must stand: axe, the console, the width."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client
from playwright.sync_api import BrowserContext, Page

LOCALES = {"fr": "fr-FR", "ja": "ja-JP", "en": "en-GB"}
WIDTHS = {"desktop": 1280, "phone": 360}
# Otherwise Chromium talks to its maker at every start.
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
# What axe finds on a page, in one line each: its whole answer takes as long to hand over as to find.
VIOLATIONS = """
axe.run({resultTypes: ["violations"]}).then(found => found.violations.map(
    fault => `${location.href}: ${fault.id}: ${fault.nodes[0].html}`
))
"""


@pytest.fixture(scope="session", autouse=True)
def orm_beside_the_browser() -> None:
    """Playwright runs an event loop in this thread; the tests use the ORM between its calls."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    """Debian's Chromium; its sandbox refuses root."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": shutil.which("chromium"), "args": [*QUIET, "--disable-gpu", *sandbox]}


class Visitor:
    """Somebody at a browser of their own, in their language, who notices everything that goes wrong."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.complaints.append(f"{message.text} ({self.page.url})"))
        self.page.on("pageerror", lambda error: self.complaints.append(f"{error} ({self.page.url})"))

    def take_session_of(self, client: Client) -> None:
        """Be signed in as the test client is."""
        session = client.cookies["sessionid"].value
        self.context.add_cookies([{"name": "sessionid", "value": session, "url": self.address}])

    def choose(self, language: str) -> None:
        """Have chosen a language in this browser, which counts for pages opened from mails, too."""
        self.context.add_cookies([{"name": "django_language", "value": language, "url": self.address}])

    def open(self, path: str) -> None:
        """Go to a page of the site."""
        self.page.goto(f"{self.address}{path}")

    def fill(self, typed: dict) -> None:
        """Fill in fields by their names: texts and selects by value, boxes by their values."""
        for name, value in typed.items():
            for one in value if isinstance(value, list) else [value]:
                self._fill_one(name, one)

    def _fill_one(self, name: str, value: str) -> None:
        field = self.page.locator(f'main [name="{name}"]')
        kind = field.first.evaluate("field => field.type")
        if kind in ("radio", "checkbox"):
            self.page.locator(f'main [name="{name}"][value="{value}"]').check()
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)

    def send(self, within: str = "main form") -> None:
        """Press the first button of the form and wait for the answer."""
        with self.page.expect_navigation():
            self.page.locator(f"{within} button").first.click()

    def faults_in_every_light(self) -> list[str]:
        """The faults on a wide light screen, and on a narrow dark one."""
        light = self.faults()
        self.page.emulate_media(color_scheme="dark")
        with self.phone():
            dark = self.faults()
        self.page.emulate_media(color_scheme="light")
        return light + dark

    def faults_of_the_words(self) -> list[str]:
        """What words may spoil: the faults on a wide light screen, and the width of a narrow one."""
        wide = self.faults()
        with self.phone():
            return wide + self.too_wide()

    @contextmanager
    def phone(self) -> Iterator[None]:
        """The same page on a narrow screen, for a while."""
        self.page.set_viewport_size({"width": WIDTHS["phone"], "height": 800})
        yield
        self.page.set_viewport_size({"width": WIDTHS["desktop"], "height": 800})

    def faults(self) -> list[str]:
        """What axe, the console and the width of the page have against it."""
        if self.page.evaluate("typeof axe === 'undefined'"):
            self.page.evaluate(AXE_SCRIPT)
        return self.page.evaluate(VIOLATIONS) + self.too_wide() + self.complaints

    def too_wide(self) -> list[str]:
        """Whether the page has to be moved sideways to be read."""
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        return [f"{self.page.url}: wider than the screen"] if self.page.evaluate(wide) else []


@pytest.fixture
def visitor(browser, live_server, settings) -> Iterator:
    """Opens a browser for somebody: visitor("ja"), visitor("fr", "phone")."""
    settings.SITE_URL = live_server.url
    contexts = []

    def open_browser(language: str = "en", screen: str = "desktop", **how) -> Visitor:
        viewport = {"width": WIDTHS[screen], "height": 800}
        # Colours in transition have no contrast yet.
        how |= {"viewport": viewport, "locale": LOCALES[language], "reduced_motion": "reduce"}
        contexts.append(browser.new_context(**how))
        return Visitor(contexts[-1], live_server.url)

    yield open_browser
    for context in contexts:
        context.close()
