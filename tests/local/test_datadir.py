"""The data directory: who may read it, who holds it, and how long its paths may be."""

import stat
import tempfile
from pathlib import Path

import pytest

from local.datadir import LONGEST_SOCKET, SOCKET_PATH_LIMIT, DataDirectory
from local.processes import StackError


def test_secret_key_is_made_once_and_private(tmp_path):
    key = DataDirectory(tmp_path).secret_key()

    assert len(key) >= 50
    assert DataDirectory(tmp_path).secret_key() == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_second_holder_is_told_who_holds_the_directory(tmp_path):
    first, second = DataDirectory(tmp_path), DataDirectory(tmp_path)

    with first.locked(), pytest.raises(StackError, match=r"already runs on .* \(process"), second.locked():
        pass


def test_directory_is_free_after_its_holder_left(tmp_path):
    with DataDirectory(tmp_path).locked():
        held = DataDirectory(tmp_path).is_in_use()

    assert held
    assert not DataDirectory(tmp_path).is_in_use()


@pytest.fixture
def runtime(monkeypatch):
    """The session's directory for sockets: short, as it is everywhere."""
    with tempfile.TemporaryDirectory(prefix="run-", dir="/tmp") as short:
        monkeypatch.setenv("XDG_RUNTIME_DIR", short)
        yield Path(short)


@pytest.mark.parametrize("name", ["x" * 120, "縁 data?host=elsewhere"])
def test_sockets_are_elsewhere_when_the_path_is_long_or_unusual(tmp_path, runtime, name):
    sockets = DataDirectory(tmp_path / name).sockets

    assert sockets.parent == runtime
    assert len(str(sockets / LONGEST_SOCKET)) <= SOCKET_PATH_LIMIT


def test_sockets_are_where_the_system_has_room_when_the_session_has_none(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / ("y" * 60)))

    sockets = DataDirectory(tmp_path / ("x" * 120)).sockets
    sockets.rmdir()

    assert len(str(sockets / LONGEST_SOCKET)) <= SOCKET_PATH_LIMIT


def test_unusable_directory_is_explained(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(StackError, match="cannot be used"):
        DataDirectory(tmp_path / "file" / "data")
