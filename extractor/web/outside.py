"""Requests to addresses that people typed in: to the open net only, unless a host inside is allowed by name.

The name is resolved once, every address it has is checked, and the connection goes to the very address that was
checked; so no later answer of a name server leads elsewhere. Redirects are not followed, proxies of the environment
not asked, and of the answer nothing is read but its status.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import httpx

from extractor.errors import UsageError

_PATIENCE = 10.0
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True)
class Goal:
    """Where a request goes: the address as typed, and those of the net that its host was found at."""

    url: httpx.URL
    found_at: tuple[str, ...]


def goal_of(address: str, inside: Collection[str]) -> Goal:
    """Looks an address up and checks it.

    Args:
        address: such as ``https://records.example/ready``.
        inside: hosts (lower case) that may lie inside one's own network, and be spoken to without encryption.

    Raises:
        UsageError: it is no address to send to, nobody knows the host, or it lies inside.
    """
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, TypeError) as error:
        raise UsageError("That is no address.") from error
    host = url.host.lower()
    trusted = host in inside
    if url.scheme not in (("https", "http") if trusted else ("https",)) or not host or url.userinfo:
        raise UsageError("An address begins with https:// and has no password in it.")
    try:
        found = socket.getaddrinfo(host, url.port or (443 if url.scheme == "https" else 80), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UsageError(f"The host {host[:100]} is not known.") from error
    places = tuple(dict.fromkeys(str(one[4][0]) for one in found))
    if not places or not (trusted or all(map(_is_open, places))):
        raise UsageError(f"The host {host[:100]} lies inside a network; an administrator of the service can allow it.")
    return Goal(url, places)


def post(goal: Goal, body: bytes, headers: Mapping[str, str]) -> int:
    """Sends a message to the first of the goal's addresses that can be reached; the status of the answer.

    Raises:
        httpx.HTTPError: there was none.
    """
    told = {**headers, "Host": goal.url.netloc.decode("ascii"), "Content-Type": "application/json"}
    *others, last = goal.found_at
    with httpx.Client(trust_env=False, follow_redirects=False, timeout=_PATIENCE, headers=told) as client:
        for place in others:
            try:
                return _status(client, goal.url, place, body)
            except httpx.ConnectError:
                continue
        return _status(client, goal.url, last, body)


def _status(client: httpx.Client, url: httpx.URL, place: str, body: bytes) -> int:
    named = {"sni_hostname": url.host}  # whose certificate is asked for, though the connection goes to a number
    with client.stream("POST", url.copy_with(host=place), content=body, extensions=named) as answer:
        return answer.status_code


def _is_open(place: str) -> bool:
    """Whether an address of the net belongs to everybody's part of it, also inside its own wrappings."""
    found = ipaddress.ip_address(place.split("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return _is_open(str(found.ipv4_mapped))
        if found.sixtofour is not None or found.teredo is not None or found in _NAT64:
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved
