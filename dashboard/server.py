"""The pages served: one process, on this machine only unless told otherwise."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import uvicorn

from dashboard.application import build_application

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000


def is_local(host: str) -> bool:
    """Whether only programs of this machine reach a server at ``host``."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve(home: Path, host: str = DEFAULT_HOST, port: int = DEFAULT_PORT, password: str = "") -> None:
    """Serve the pages of ``home`` until the process is told to end."""
    hosts = ("localhost", "127.0.0.1", "[::1]", host) if is_local(host) else ("*",)
    uvicorn.run(
        build_application(home, password, hosts),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,  # addresses hold what people look for
        server_header=False,
        timeout_graceful_shutdown=5,
    )
