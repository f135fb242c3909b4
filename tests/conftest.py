"""A store of its own for every test that asks for one, over SQLite and over a PostgreSQL started for the tests."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest
from django.db import connections

from extractor.settings import Settings, read_settings
from extractor.store.opening import open_store

STARTS_WITHIN = 60
"""Seconds."""
_numbers = count(1)


def postgres_programs() -> Path | None:
    """The folder of PostgreSQL's own programs."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return folders[-1] if folders and (folders[-1] / "initdb").exists() else None


def unprivileged() -> list[str]:
    """How a command is run as somebody PostgreSQL accepts, which root is not."""
    if os.geteuid() != 0:
        return []
    try:
        user = pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip("PostgreSQL refuses to run as root, and there is no user postgres")
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


class PostgresServer:
    """A PostgreSQL of the tests' own on a socket in ``folder``; ``address`` is the end of its databases' addresses."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder, self._become = programs, folder, unprivileged()
        self.address = f"?host={folder}"
        if self._become:
            shutil.chown(folder, "postgres", "postgres")
        initdb = [programs / "initdb", "-D", folder / "data", "-U", "tester", "-A", "trust", "-E", "UTF8"]
        subprocess.run([*self._become, *initdb, "--no-locale", "--no-sync"], check=True, capture_output=True)
        self._log = (folder / "log").open("w")
        self.start()

    def start(self) -> None:
        """Starts it and waits until it answers."""
        quick = ["-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=80"]
        command = [*self._become, self._programs / "postgres", "-D", self._folder / "data", "-k", self._folder, *quick]
        self._server = subprocess.Popen(command, stderr=self._log)
        _wait_for(self._folder)

    def start_again(self) -> None:
        """Starts it where it has given up, as a service manager would."""
        if self._server.poll() is not None:
            self.start()

    def stop(self) -> None:
        """Ends it at once, as a power cut would."""
        self._server.send_signal(signal.SIGQUIT)
        self._server.wait(STARTS_WITHIN)


@contextmanager
def postgres_in(parent: Path | None) -> Iterator[PostgresServer]:
    """A PostgreSQL server of the tests' own below a folder; None: where temporary files are."""
    programs = postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="extractor-pg-", dir=parent))
    server = PostgresServer(programs, folder)
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server of the tests' own."""
    with postgres_in(None) as server:
        yield server


@pytest.fixture(scope="session")
def postgres(postgres_server: PostgresServer) -> str:
    """The end of its databases' addresses."""
    return postgres_server.address


def _wait_for(folder: Path) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            psycopg.connect(host=str(folder), user="tester", dbname="postgres").close()
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def _execute(server: str, statement: str) -> None:
    with psycopg.connect(f"postgresql://tester@/postgres{server}", autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: pytest.FixtureDef) -> Path:
    """A SQLite store with all tables and nothing in them, to be copied."""
    data = tmp_path_factory.mktemp("migrated")
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        open_store(Settings(data=data, database=""))
        connections.close_all()
    return data / "store.sqlite3"


@pytest.fixture(scope="session")
def migrated_database(postgres: str, django_db_blocker: pytest.FixtureDef) -> str:
    """The same on PostgreSQL; gives the server."""
    _execute(postgres, "CREATE DATABASE migrated")
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        open_store(Settings(database=f"postgresql://tester@/migrated{postgres}"))
        connections.close_all()
    return postgres


@pytest.fixture
def sqlite_store(migrated_file: Path, tmp_path: Path) -> str:
    """The address of an empty SQLite store."""
    goal = tmp_path / "data" / "store.sqlite3"
    goal.parent.mkdir()
    shutil.copy(migrated_file, goal)
    return f"sqlite:///{goal}"


@pytest.fixture
def postgres_store(migrated_database: str) -> Iterator[str]:
    """The address of an empty PostgreSQL store."""
    name = f"store_{next(_numbers)}"
    _execute(migrated_database, f"CREATE DATABASE {name} TEMPLATE migrated")
    yield f"postgresql://tester@/{name}{migrated_database}"
    _execute(migrated_database, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def fresh_sqlite(tmp_path: Path) -> Callable[[int], str]:
    """Gives the address of a new database without tables."""
    return lambda at: f"sqlite:///{tmp_path / f'fresh-{at}.sqlite3'}"


@pytest.fixture
def fresh_postgres(postgres: str) -> Iterator[Callable[[int], str]]:
    """The same on PostgreSQL."""
    names: list[str] = []

    def make(at: int) -> str:
        names.append(f"fresh_{at}")
        _execute(postgres, f"CREATE DATABASE {names[-1]}")
        return f"postgresql://tester@/{names[-1]}{postgres}"

    yield make
    connections.close_all()
    for name in names:
        _execute(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: pytest.FixtureDef
) -> Iterator[Callable[[str], Settings]]:
    """Opens the store at an address for this process and, through the environment, for those it starts."""

    def at(address: str) -> Settings:
        monkeypatch.setenv("EXTRACTOR_DATA", str(tmp_path / "data"))
        monkeypatch.setenv("EXTRACTOR_DATABASE", address)
        settings = read_settings()
        open_store(settings)
        return settings

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield at
        connections.close_all()


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, opened: Callable[[str], Settings]) -> Settings:
    """An empty, open store; the test runs over SQLite and over PostgreSQL."""
    name = "sqlite_store" if request.param == "sqlite" else "postgres_store"
    return opened(request.getfixturevalue(name))
