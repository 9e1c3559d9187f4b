"""docker-compose.yml, the Dockerfile and the page on operations fit the code."""

import re
import shlex

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from local.postgres import INITDB_ARGUMENTS
from local.programs import PROJECT

SERVICES = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())["services"]
PROGRAMS = {name: service for name, service in SERVICES.items() if service["image"] == "enishi"}


def known_variables() -> set[str]:
    """The environment variables that the settings read."""
    source = (PROJECT / "config" / "settings.py").read_text()
    return set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', source))


def worker_queues() -> list[str]:
    commands = [shlex.split(service.get("command", "")) for service in PROGRAMS.values()]
    return [command[command.index("--queues") + 1] for command in commands if "worker" in command]


@pytest.mark.parametrize("name", PROGRAMS)
def test_programs_get_only_variables_that_exist(name):
    given = PROGRAMS[name]["environment"]

    assert set(given) <= known_variables()


def test_cluster_is_made_as_on_one_machine():
    given = SERVICES["db"]["environment"]["POSTGRES_INITDB_ARGS"].split()

    assert sorted(given) == sorted(INITDB_ARGUMENTS)


def test_every_queue_has_one_worker():
    routed = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}

    assert sorted(worker_queues()) == sorted(routed | {settings.CELERY_TASK_DEFAULT_QUEUE})


def test_migrating_calls_commands_that_exist():
    called = re.findall(r"manage\.py (\w+)", SERVICES["migrate"]["command"])

    assert called == ["migrate", "createcachetable", "load_reference"]
    assert set(called) <= set(get_commands())


def test_only_migrating_is_done_as_owner():
    roles = {
        name: re.match(r"postgres://(\w+):", PROGRAMS[name]["environment"]["DATABASE_URL"])[1]
        for name in PROGRAMS
    }

    assert roles.pop("migrate") == "owner"
    assert set(roles.values()) == {"app"}


@pytest.mark.parametrize("name", ["web", "worker-matching", "worker-ranking", "worker-mail", "db", "broker"])
def test_services_have_a_health_check(name):
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"


def test_everything_published_stays_on_this_machine():
    published = [port for service in SERVICES.values() for port in service.get("ports", [])]

    assert published == ["127.0.0.1:8000:8000"]


def test_image_is_built_with_variables_that_exist():
    source = (PROJECT / "Dockerfile").read_text()
    given = set(re.findall(r"([A-Z_]+)=\S+", source.partition("collectstatic")[0].rpartition("RUN")[2]))

    assert {"SECRET_KEY", "DATABASE_URL"} <= given <= known_variables()


def test_operations_explain_every_variable():
    page = (PROJECT / "docs" / "operations.md").read_text()

    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE))

    assert explained == known_variables()
