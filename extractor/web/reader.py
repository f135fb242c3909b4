"""A reader's whole life: started by ``serving`` as a process of its own, ended when its standard input closes."""

from __future__ import annotations

import logging
import signal
import sys
import threading

from extractor.settings import read_settings
from extractor.web.application import prepare


def read() -> None:
    """Reads what is queued until the server that started it is gone or says so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server says when
    logging.basicConfig(level=logging.WARNING, format="reader: %(message)s")
    prepare(migrate=False)
    from extractor.service.standing_worker import stand_by

    stop = threading.Event()
    threading.Thread(target=_stop_with_server, args=(stop,), daemon=True).start()
    stand_by(read_settings(), stop)


def _stop_with_server(stop: threading.Event) -> None:
    """The pipe closes with the process that holds its other end, however that ends."""
    sys.stdin.buffer.read()
    stop.set()


if __name__ == "__main__":
    read()
