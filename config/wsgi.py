"""The web server's entry."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from matching.thesaurus.loading import load

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# What the first visitor would wait for: every view is imported, and the thesaurus read. With gunicorn's
# --preload it is done once for all processes, which share the memory.
_warm = (get_resolver().url_patterns, load())
