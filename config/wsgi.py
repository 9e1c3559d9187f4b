"""The web server's entry."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import get_resolver

from matching.thesaurus.loading import load


def warm_up() -> None:
    """Do what the first visitor of each page would wait for: import views, read thesaurus and templates.

    With gunicorn's --preload it is done once for all processes, which share the memory.
    """
    get_resolver().check()
    load()
    for folder in settings.TEMPLATES[0]["DIRS"]:
        for path in folder.rglob("*.html"):
            get_template(str(path.relative_to(folder)))


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
warm_up()
