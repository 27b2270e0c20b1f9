"""Errors that say who failed, what happened and what to check."""


class HytetauluError(Exception):
    """Base of every error that is meant to be read by a person; never shown with a stack trace."""


class CatalogueError(HytetauluError):
    """A file of the project (indicator, area, plan, settings) is wrong; names file, key and what was expected."""


class StoreError(HytetauluError):
    """The store cannot be opened or does not hold what was asked for."""


class SourceError(HytetauluError):
    """A service could not be read this time; a later run may succeed and nothing stored has changed."""


class NotFoundError(SourceError):
    """The service answers and does not know the address (404 or 410)."""


class RefusedError(SourceError):
    """The service answers and refuses what it is asked (another 4xx): the question is wrong, or not allowed."""


class SeriesGoneError(SourceError):
    """A series is no longer what the indicator file expects: its id is retired or has another title."""


class SeriesAwaitedError(SeriesGoneError):
    """A series is not asked for as yet, since its indicator file awaits what nobody knows so far; nothing is wrong with it."""
