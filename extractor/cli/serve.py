"""``extractor serve``: the service in the browser and by API, with readers beside it. Nothing else to start."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

_ALL = ("0.0.0.0", "::")


def serve_command(
    host: Annotated[
        str, typer.Option(help="The address to listen at; 0.0.0.0 for all of this machine's.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port.")] = 8000,
    servers: Annotated[int, typer.Option(min=1, max=64, help="Processes that answer the browser.")] = 2,
    readers: Annotated[int, typer.Option(min=0, max=64, help="Processes that read pages; 0: workers do.")] = 1,
) -> None:
    """Serve the browser and the API, and read what is handed in. The first start prints a one-time password."""
    from extractor.web.application import prepare

    if host in _ALL and not os.environ.get("EXTRACTOR_WEB_HOSTS"):
        sys.stderr.write("EXTRACTOR_WEB_HOSTS names no host: only this machine's own names are answered.\n")
    prepare(migrate=True)
    from extractor.web.accounts import first_administrator
    from extractor.web.serving import Served, serve

    if (made := first_administrator()) is not None:
        sys.stdout.write(f"Log in as {made[0]} with the one-time password {made[1]}\n")
    shown = "127.0.0.1" if host in _ALL else f"[{host}]" if ":" in host else host
    serve(Served(host, port, servers, readers), lambda: _tell(f"http://{shown}:{port}/"))


def _tell(address: str) -> None:
    sys.stdout.write(f"Serving at {address}\n")
    sys.stdout.flush()
