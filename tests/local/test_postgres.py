"""The database server in each of the ways it is started, and what its two roles may do."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from local import namespace
from local.datadir import DataDirectory
from local.postgres import FAST, Postgres, program
from local.processes import StackError

MODES = [namespace.NAMESPACE, namespace.UNPRIVILEGED] if os.geteuid() == 0 else [namespace.DIRECT]


@pytest.fixture(params=MODES)
def postgres(request, monkeypatch):
    """A running server, in every mode that this user can try."""
    if request.param == namespace.UNPRIVILEGED:
        if not namespace.is_reachable(Path(program("postgres")).parent):
            pytest.skip("'nobody' cannot reach the programs of this virtual environment")
        monkeypatch.setattr(namespace, "namespaces_work", lambda: False)
    elif request.param == namespace.NAMESPACE and not namespace.namespaces_work():
        pytest.skip("this machine allows no user namespaces")
    root = Path(tempfile.mkdtemp(prefix="enishi-tests-"))
    server = Postgres(DataDirectory(root), settings=FAST)
    try:
        server.start()
        assert server.mode == request.param
        yield server
    finally:
        server.server.stop()
        shutil.rmtree(root)


def as_role(server: Postgres, role: str, statement: str) -> str:
    return server.run(program("psql"), "-XtAd", server.url(role), "-v", "ON_ERROR_STOP=1", "-c", statement)


def test_server_keeps_its_data_sees_japanese_and_holds_the_app_role_back(postgres):
    as_role(postgres, "owner", "CREATE TABLE crops (name text)")
    as_role(postgres, "app", "INSERT INTO crops VALUES ('農業')")
    with pytest.raises(StackError, match="permission denied"):
        as_role(postgres, "app", "CREATE TABLE mine (name text)")
    postgres.server.stop()
    (postgres.data.postgres / "postmaster.pid").write_text("1\n")  # what a crash of the machine leaves

    restarted = Postgres(postgres.data, settings=FAST)
    restarted.start()
    kept = as_role(restarted, "app", "SELECT name, show_trgm(name) <> '{}', lower('É') FROM crops")
    restarted.server.stop()

    assert kept == "農業|t|é"
    assert restarted.mode == postgres.mode


def test_test_database_gets_what_the_real_one_has(postgres):
    as_role(postgres, "owner", "CREATE DATABASE test_enishi")

    extension = postgres.query("SELECT extname FROM pg_extension WHERE extname = 'pg_trgm'", "test_enishi")

    assert extension == "pg_trgm"


def test_roles_can_be_made_again_after_an_interruption(postgres):
    postgres.query("DROP DATABASE enishi WITH (FORCE)")
    postgres.server.stop()

    postgres.start()

    assert as_role(postgres, "app", "SELECT current_user") == "app"


def test_root_without_any_way_to_start_is_told_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(namespace, "namespaces_work", lambda: False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    tmp_path.chmod(0o700)

    with pytest.raises(StackError, match="set ENISHI_DATA"):
        namespace.choose_mode(tmp_path / "mode", tmp_path)
