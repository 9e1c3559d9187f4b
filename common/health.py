"""GET /healthz: is every part of the system alive?"""

from datetime import timedelta
from functools import partial

from celery import current_app
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common import signs_of_life

SILENT_AFTER = timedelta(seconds=90)


@require_safe
@never_cache
@login_not_required
def healthz(request):
    """Answer 200 when database, schema and broker are well and worker and beat live, else 503."""
    parts = {"database": _check(_database), "schema": _check(_schema), "broker": _check(_broker)}
    if parts["database"] == "ok":
        parts |= {"worker": _check(_workers), "beat": _check(partial(_sign_of_life, "beat"))}
    well = all(_is_well(state) for state in parts.values())
    return JsonResponse({"status": "ok" if well else "failing", **parts}, status=200 if well else 503)


def _check(probe) -> str | dict:
    try:
        return probe()
    except Exception as error:  # whatever is wrong is the answer
        return type(error).__name__


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _schema() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(waiting)} migrations waiting" if waiting else "ok"


def _broker() -> str:
    with current_app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, timeout=2)
    return "ok"


def _workers() -> dict:
    """The worker that is worst off, and each queue's own."""
    routed = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}
    queues = sorted({settings.CELERY_TASK_DEFAULT_QUEUE, *routed})
    signs = {queue: _sign_of_life(signs_of_life.worker_for(queue)) for queue in queues}
    worst = min(signs.values(), key=lambda sign: (_is_well(sign), sign["last_sign_of_life"] or ""))
    return {**worst, "queues": signs}


def _sign_of_life(part: str) -> dict:
    seen = signs_of_life.last_seen(part)
    if seen is None:
        return {"state": "never seen", "last_sign_of_life": None}
    silent = timezone.now() - seen > SILENT_AFTER
    return {"state": "silent" if silent else "ok", "last_sign_of_life": seen.isoformat()}


def _is_well(state) -> bool:
    return (state["state"] if isinstance(state, dict) else state) == "ok"
