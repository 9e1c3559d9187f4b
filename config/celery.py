"""The Celery application: three queues, and a schedule kept in code."""

import os

from celery import Celery

from common import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

broker.forgive()
app = Celery("enishi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
