"""Errors of addresses."""

from __future__ import annotations

from data_sources.model import DEFAULT_LANGUAGE

LONGEST_ECHO = 200
"""Characters of an address that a message repeats."""


class AddressError(Exception):
    """An invalid address; `message` is a message of the catalogues with the placeholder `value`, which is cut if long."""

    def __init__(self, status: int, message: str, value: str, language: str = DEFAULT_LANGUAGE) -> None:
        value = value if len(value) <= LONGEST_ECHO else f"{value[: LONGEST_ECHO - 1]}\N{HORIZONTAL ELLIPSIS}"
        super().__init__(message.format(value=value))
        self.status, self.message, self.value, self.language = status, message, value, language

    def in_language(self, language: str) -> AddressError:
        """Return the same error in the reader's language, where only a part of the address was parsed."""
        return AddressError(self.status, self.message, self.value, language)


class MovedError(Exception):
    """An address whose canonical form is another one; redirect there."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url
