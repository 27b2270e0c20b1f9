"""What an address may be at fault of."""

from __future__ import annotations

from data_sources.model import DEFAULT_LANGUAGE


class AddressError(Exception):
    """An address that names nothing; `message` is a text of the catalogues in which `value` is set in."""

    def __init__(self, status: int, message: str, value: str, language: str = DEFAULT_LANGUAGE) -> None:
        super().__init__(message.format(value=value))
        self.status, self.message, self.value, self.language = status, message, value, language

    def in_language(self, language: str) -> AddressError:
        """Return the same in the language of the reader, for whoever read only a part of the address."""
        return AddressError(self.status, self.message, self.value, language)


class MovedError(Exception):
    """An address whose canonical form is another one; redirect there."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url
