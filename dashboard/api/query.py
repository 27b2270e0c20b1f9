"""The query of a request, read by the operation's parameters; a fault becomes a problem that says what to check."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

LONGEST_ADDRESS = 2000
LONGEST_QUOTE = 80

Schema: TypeAlias = Mapping[str, Any]
"""A JSON Schema."""


class ProblemError(Exception):
    """A request that cannot be answered: its HTTP status, and a message that says what to check."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


@dataclass(frozen=True)
class ApiParameter:
    """A parameter of the query or of the path: its description in the OpenAPI document, and the function that reads its text.

    `read` raises `ProblemError`, or `ValueError` with a message. `schema` is of the text as written in the address. `choices`
    are the values of a parameter with a fixed set, computed when needed, since an installation may add languages.
    """

    name: str
    description: str
    schema: Schema
    read: Callable[[str], Any]
    example: str
    required: bool = False
    place: str = "query"
    choices: Callable[[], Collection[str]] = tuple

    @property
    def described(self) -> Schema:
        """The schema with the choices."""
        return {**self.schema, "enum": list(self.choices())} if self.choices() else self.schema


def read_query(parameters: Sequence[ApiParameter], path: Mapping[str, str], search: str) -> dict[str, Any]:
    """Return the values of the parameters that a request has, by name; `ProblemError` for one that is wrong or unknown."""
    known = {parameter.name: parameter for parameter in parameters}
    values: dict[str, Any] = {name: _value(known[name], text) for name, text in path.items()}
    if len(search) + sum(map(len, path.values())) > LONGEST_ADDRESS:
        raise ProblemError(400, f"The address is longer than {LONGEST_ADDRESS} characters.")
    for name, text in parse_qsl(search, keep_blank_values=True):
        if name not in known or known[name].place != "query":
            offered = ", ".join(each.name for each in parameters if each.place == "query")
            raise ProblemError(400, f"There is no parameter {quoted(name)} here; available: {offered or 'none'}.")
        if name in values:
            raise ProblemError(400, f"The parameter {name} is given twice; separate several values with commas.")
        values[name] = _value(known[name], text)
    lacking = [each.name for each in parameters if each.required and each.name not in values]
    if lacking:
        raise ProblemError(400, f"The parameter {lacking[0]} is missing; for example {lacking[0]}={known[lacking[0]].example}.")
    return values


def quoted(text: str) -> str:
    """Return a text from a request quoted for a message, shortened where it is long."""
    return repr(text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "\N{HORIZONTAL ELLIPSIS}")


def _value(parameter: ApiParameter, text: str) -> Any:
    try:
        return parameter.read(text)
    except ValueError as error:
        raise ProblemError(400, f"{parameter.name}={quoted(text)}: {error}") from None
