"""Descriptions of what went wrong between this machine and a service, below HTTP."""

from __future__ import annotations

import requests
from urllib3 import exceptions as transport

_NO_CONNECTION = (
    transport.NewConnectionError,
    transport.ConnectTimeoutError,
    transport.ProxyError,
    transport.SSLError,
)


def _reason(error: BaseException) -> object:
    """Return the fault of the transport below a fault of requests."""
    cause = error.args[0] if error.args else error
    return getattr(cause, "reason", None) or cause


def was_reached(error: BaseException) -> bool:
    """Tell whether a connection was made before a request failed."""
    return not isinstance(_reason(error), _NO_CONNECTION)


def what_happened(error: BaseException) -> str:
    """Return why a request failed, as what its address did: "did not answer in time"."""
    if not was_reached(error):
        reason = str(_reason(error))
        return f"cannot be reached ({reason.partition('): ')[2] or reason})"
    if isinstance(error, requests.Timeout):
        return "did not answer in time"
    if isinstance(error, requests.TooManyRedirects):
        return "leads from one address to another without end"
    return f"broke off in the middle of the answer ({type(error).__name__})"
