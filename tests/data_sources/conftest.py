"""Services that every test of this folder may use."""

from tests.services.sotkanet import sotkanet

__all__ = ["sotkanet"]
