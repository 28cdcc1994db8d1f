"""A PostgreSQL server of the test's own, where the machine has one installed.

Here belongs how it is found, started and stopped. It refuses to run as root, so that root starts it as another user.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PASSWORD = "s3cr:t@w0rd"
URL_PASSWORD = "s3cr%3At%40w0rd"


def programs() -> Path | None:
    """The folder with initdb and pg_ctl; None where there is no server, or nobody who may run it."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).parent] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    may_run = os.geteuid() != 0 or "postgres" in {user.pw_name for user in pwd.getpwall()}
    return next((folder for folder in reversed(found) if may_run and (folder / "initdb").exists()), None)


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of a server with its data in ``folder``, without the password."""
    binaries, user = programs(), None
    assert binaries is not None
    if os.geteuid() == 0:
        user = "postgres"
        shutil.chown(folder, user)
    secret = folder / "secret"
    secret.write_text(PASSWORD, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        command = [str(binaries / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    run("initdb", "-A", "scram-sha-256", f"--pwfile={secret}", "-U", "jixiao", "-E", "UTF8", "--no-sync")
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", f"-p {port} -k {folder} -c fsync=off", "start")
    try:
        yield f"postgresql://jixiao@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "stop")
