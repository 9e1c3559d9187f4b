"""GET /healthz: each part by name, for machines without a sign-in."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from common import health

database = pytest.mark.django_db
QUEUES = ("worker-matching", "worker-ranking", "worker-mail")
SIGNS = {**dict.fromkeys(QUEUES, "worker"), "beat": "beat"}
WELL = {"database": "ok", "schema": "ok", "broker": "ok", "worker": "ok", "beat": "ok"}


@pytest.fixture
def signs_of_life():
    """All workers and beat were heard of just now."""
    seen = {sign: timezone.now() for sign in SIGNS}
    for part, moment in seen.items():
        cache.set(f"sign-of-life:{part}", moment, timeout=None)
    return seen


def states(answer):
    """The state of each part, without the times."""
    return {
        part: state["state"] if isinstance(state, dict) else state
        for part, state in answer.json().items()
        if part != "status"
    }


@database
def test_health_is_well_when_every_part_is(client, signs_of_life):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    assert states(answer) == WELL
    assert answer.json()["worker"]["last_sign_of_life"] == signs_of_life["worker-matching"].isoformat()


@database
def test_health_is_json_for_nobody_to_keep(client, signs_of_life):
    answer = client.get("/healthz")

    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


@database
@pytest.mark.parametrize(("sign", "part"), SIGNS.items())
def test_health_names_a_part_that_was_never_seen(client, signs_of_life, sign, part):
    cache.delete(f"sign-of-life:{sign}")

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()["status"]) == (503, "failing")
    assert states(answer) == {**WELL, part: "never seen"}


@database
@pytest.mark.parametrize(("sign", "part"), SIGNS.items())
def test_health_names_a_part_that_fell_silent(client, signs_of_life, sign, part):
    longer_ago = timezone.now() - health.SILENT_AFTER - timedelta(seconds=1)
    cache.set(f"sign-of-life:{sign}", longer_ago, timeout=None)

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert states(answer) == {**WELL, part: "silent"}


@database
def test_health_waits_for_a_part_that_is_only_late(client, signs_of_life):
    late = timezone.now() - health.SILENT_AFTER + timedelta(seconds=30)
    cache.set("sign-of-life:beat", late, timeout=None)

    assert client.get("/healthz").status_code == 200


@database
@pytest.mark.parametrize("broker", ["refusing_broker", "frozen_broker"])
def test_health_names_a_broker_that_does_not_answer(client, signs_of_life, request, broker):
    request.getfixturevalue(broker)

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert states(answer) == {**WELL, "broker": "OperationalError"}


@database
def test_health_counts_the_migrations_that_wait(client, signs_of_life):
    [last] = MigrationLoader(connection).graph.leaf_nodes("matching")
    MigrationRecorder(connection).record_unapplied(*last)

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert states(answer) == {**WELL, "schema": "1 migrations waiting"}


@database
def test_health_answers_before_the_table_of_signs_is_made(client):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE cache")

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert states(answer)["worker"] == "ProgrammingError"


def test_health_answers_without_a_database(client):
    # No test may reach the database unless it says so: to this one it is down.
    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert (answer.json()["database"], answer.json()["broker"]) == ("RuntimeError", "ok")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_health_only_tells(client, method):
    assert getattr(client, method)("/healthz").status_code == 405
