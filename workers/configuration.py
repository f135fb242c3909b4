"""Settings in, Celery's own configuration out: nothing is acknowledged before it is done, nothing waits in a worker."""

from __future__ import annotations

from typing import Any

from kombu import Queue

from extractor.settings import Settings

PAGES, DOCUMENTS = "extractor.pages", "extractor.documents"
"""The queues; ``celery worker -Q`` takes either or both."""
_SOFT, _HARD = 0.7, 0.85
"""Shares of a page's lease: whoever still reads then is told to stop, or killed, while the claim is his own."""
_RECYCLE = 200
"""Pages after which a reading process is replaced: the networks' memory pools only grow."""
_KIB = 1024
_SOCKET_SECONDS = 20


def limits(settings: Settings) -> tuple[float, float]:
    """Seconds after which reading a page is told to stop, and after which its process is killed."""
    return settings.page_lease * _SOFT, settings.page_lease * _HARD


def configuration(settings: Settings) -> dict[str, Any]:
    """Celery's configuration; what an operator gives on its command line goes before it."""
    soft, hard = limits(settings)
    return {
        "broker_url": settings.broker or "redis://127.0.0.1:6379/0",
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,
        "broker_transport_options": _transport(settings),
        "task_queues": [Queue(name, routing_key=name) for name in (PAGES, DOCUMENTS)],
        "task_default_queue": PAGES,
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "task_ignore_result": True,
        "task_store_errors_even_if_ignored": False,
        "task_soft_time_limit": soft,
        "task_time_limit": hard,
        "task_serializer": "json",
        "accept_content": ["json"],  # a pickle from a hostile broker would run code
        "task_publish_retry": False,  # who hands in does not wait for a broker that is away
        "task_send_sent_event": True,
        "worker_send_task_events": True,  # for Flower
        "worker_prefetch_multiplier": 1,
        "worker_max_tasks_per_child": _RECYCLE,
        "worker_max_memory_per_child": settings.page_memory * _KIB // 2 or None,
        "worker_soft_shutdown_timeout": min(60.0, soft),
        "worker_enable_soft_shutdown_on_idle": False,
        "worker_cancel_long_running_tasks_on_connection_loss": False,  # its claim holds; the message is worth nothing
        "worker_hijack_root_logger": False,
        "enable_utc": True,
    }


def _transport(settings: Settings) -> dict[str, Any]:
    """A message comes back when its worker is dead for sure; a socket that hangs is given up and opened anew."""
    return {
        "visibility_timeout": settings.page_lease * 2,
        "socket_timeout": _SOCKET_SECONDS,
        "socket_connect_timeout": _SOCKET_SECONDS / 2,
        "socket_keepalive": True,
        "health_check_interval": _SOCKET_SECONDS / 2,
    }
