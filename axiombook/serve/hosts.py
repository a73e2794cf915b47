"""Who may ask: a page of another site may not, whatever name it gave this machine."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_own_host(header: str, name: str) -> bool:
    """Whether a Host header names this server: by a number, as localhost, or by the name that it was started with.

    A foreign site can point its own name at this machine (DNS rebinding), but the browser then says that name.
    """
    try:
        host = urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return False
    return host in ("localhost", name.casefold()) or host.endswith(".localhost") or _is_number(host)


def is_own_origin(origin: str, header: str) -> bool:
    """Whether an Origin header names the server that the Host header names."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme == "http" and bool(header) and parts.netloc.casefold() == header.casefold()


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
