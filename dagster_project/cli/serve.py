"""``jixiao serve``: the web pages over what is published, for one HOME.

Here belongs what is checked and said before the server starts. The pages belong to ``dashboard``.
"""

from __future__ import annotations

import socket
from pathlib import Path

from rich.console import Console

from dagster_project.cli.application import Exit, WrongUseError
from dagster_project.resources.home import Home
from dashboard import server


def serve(home_dir: Path, host: str, port: int, password: str) -> Exit:
    """Serve until interrupted. Raises WrongUseError where the address cannot be had."""
    home = Home.at(home_dir)
    _refuse_taken(host, port)
    console = Console(highlight=False, soft_wrap=True)
    shown = f"[{host}]" if ":" in host else host
    console.print(f"绩效仓: http://{shown}:{port}/  (HOME {home.root}; Ctrl-C ends)", markup=False)
    if not password and not server.is_local(host):
        console.print("Anyone who reaches this address can read it: set JIXIAO_PASSWORD.", style="yellow")
    server.serve(home.root, host, port, password)
    return Exit.DONE


def _refuse_taken(host: str, port: int) -> None:
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise WrongUseError(
            f"{host}:{port} cannot be used: {error.strerror}. Choose another with --host and --port."
        ) from error
