"""A table as its metadata describe it: its variables, and how what an indicator needs is found in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data_sources.adapters.statfin.ages import age_category, made_of, wanted_ages
from data_sources.adapters.statfin.labels import folded, service_labels
from data_sources.errors import SeriesGoneError, SourceError
from data_sources.formats.html import plain_line

SHOWN = 12
"""Names that a message lists at most."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a table: code, text, codes and texts of its values; without a choice the service sums an `elimination`."""

    code: str
    text: str
    values: tuple[str, ...]
    texts: tuple[str, ...]
    elimination: bool
    time: bool

    def __str__(self) -> str:
        return f"{self.code} ({self.text})"

    def is_called(self, name: str) -> bool:
        """Tell whether `name` is its text, its code, or the beginning of its code before a classification's number or year."""
        # Since 2026-06-08 (tests/recorded/statfin/table.json) codes end with classification and day, such as alue_23_20260101,
        # which differ by table; their case varies, and older tables have plain texts for codes.
        rest = self.code.casefold().removeprefix(name.casefold())
        begins = self.code.casefold().startswith(name.casefold()) and (not rest or not rest[0].isalpha())
        return begins or folded(self.text) == folded(name)


@dataclass(frozen=True, slots=True)
class PxTable:
    """A table of the service; methods raise `SeriesGoneError` that names table and variable and says what to check."""

    id: str
    title: str
    variables: tuple[Variable, ...]

    def gone(self, what: str) -> SeriesGoneError:
        """Return the error that the table is not what the indicator file expects."""
        return SeriesGoneError(f"StatFin table {self.id}: {what}; compare the table with the indicator file")

    def variable(self, names: Iterable[str], what: str) -> Variable | None:
        """Return the one variable that has one of the names; None where there is none, an error where there are several."""
        wanted = tuple(names)
        found = [each for each in self.variables if any(each.is_called(name) for name in wanted)]
        if len(found) > 1:
            raise self.gone(f"several variables could be {what}: {', '.join(map(str, found))}")
        return found[0] if found else None

    def needed(self, names: Iterable[str], what: str) -> Variable:
        """Return the one variable that has one of the names."""
        wanted = tuple(names)
        found = self.variable(wanted, what)
        if found is None:
            has = ", ".join(map(str, self.variables))
            raise self.gone(f"no variable is {what} (looked for {', '.join(wanted)}); it has {has}")
        return found

    def known(self, key: str) -> Variable | None:
        """Return the variable of a role in labels.toml, such as `sex`."""
        return self.variable(service_labels().variables[key], key)

    def time(self) -> Variable:
        """Return the variable with the time flag, or else the one that is called so."""
        flagged = [each for each in self.variables if each.time]
        if len(flagged) > 1:
            raise self.gone(f"several variables are time: {', '.join(map(str, flagged))}")
        return flagged[0] if flagged else self.needed(service_labels().variables["time"], "time")

    def value(self, variable: Variable, name: str) -> str:
        """Return the code of the value with this code, this end of a code after `-` or `_`, or this text.

        Codes are compared without regard to case, texts also without the number that they may begin with.
        """
        # As of 2026-06 to 2026-10 (tests/recorded/statfin/table.json) codes of contents may name their database: vaerak-vaesto;
        # texts of offences begin with the number of their heading: "13 Seksuaalirikokset".
        pairs = list(zip(variable.values, variable.texts, strict=True))
        small = name.casefold()
        ways = (
            [code for code, _ in pairs if code == name],
            [code for code, _ in pairs if code.casefold() == small],
            [code for code, _ in pairs if code.casefold().endswith((f"-{small}", f"_{small}"))],
            [code for code, text in pairs if folded(text) == folded(name)],
            [code for code, text in pairs if folded(_unnumbered(text)) == folded(name)],
        )
        found = next(filter(None, ways), [])
        if len(found) == 1:
            return found[0]
        if found:
            raise self.gone(f"several values of {variable} are {name!r}: {_listed(found)}")
        raise self.gone(f"{variable} has no value {name!r}; it has {_listed([f'{code} ({text})' for code, text in pairs])}")

    def one_of(self, variable: Variable, names: Sequence[str]) -> str:
        """Return the code of the first of several names that the variable knows."""
        for name in names[:-1]:
            try:
                return self.value(variable, name)
            except SeriesGoneError:
                continue
        return self.value(variable, names[-1])

    def total(self, variable: Variable) -> tuple[str, ...]:
        """Return the code of everybody; nothing where the service sums up by itself."""
        pairs = zip(variable.values, variable.texts, strict=True)
        known = service_labels()
        found = [code for code, text in pairs if code.casefold() in known.total_codes or folded(text) in known.total_texts]
        if len(found) == 1:
            return (found[0],)
        if len(variable.values) == 1:
            return variable.values
        if variable.elimination and not found:
            return ()
        few = f"several values are its total: {_listed(found)}" if found else "no value is its total"
        raise self.gone(f"of {variable} {few}; the indicator file must select its values")

    def ages(self, variable: Variable, text: str) -> tuple[str, ...]:
        """Return the codes whose sum is an age group such as `20-64`, `75+` or `total`."""
        if text == "total":
            return self.total(variable)
        wanted = wanted_ages(text)
        if wanted is None:
            raise self.gone(f"the indicator file asks for the age {text!r}; an age is total, 20-64 or 75+")
        found = (age_category(code, said) for code, said in zip(variable.values, variable.texts, strict=True))
        codes = made_of([each for each in found if each], *wanted)
        if not codes:
            has = _listed([f"{code} ({said})" for code, said in zip(variable.values, variable.texts, strict=True)])
            raise self.gone(f"the age group {text} cannot be made exactly from the categories of {variable}: {has}")
        return codes


def read_table(id_: str, metadata: object) -> PxTable:
    """Return the table that an answer describes; `SourceError` where the answer is none."""
    try:
        found = _table(id_, metadata)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SourceError(f"StatFin: metadata of {id_} are malformed ({error!r}); the stored values are unchanged") from error
    return found


def _table(id_: str, metadata: object) -> PxTable:
    if not isinstance(metadata, dict):
        raise TypeError(f"no object but {type(metadata).__name__}")
    variables = tuple(_variable(each) for each in metadata["variables"])
    if len({each.code for each in variables}) < len(variables) or not variables:
        raise ValueError("no variables, or two with one code")
    return PxTable(id_, plain_line(str(metadata.get("title", ""))), variables)


def _variable(data: dict[str, object]) -> Variable:
    values, texts = data["values"], data.get("valueTexts", data["values"])
    if not isinstance(values, list) or not isinstance(texts, list) or len(values) != len(texts):
        raise ValueError(f"values and texts of {str(data.get('code'))[:40]} do not go together")
    if len(set(map(str, values))) < len(values):
        raise ValueError(f"{str(data.get('code'))[:40]} has a value twice")
    return Variable(
        code=str(data["code"]),
        text=plain_line(str(data.get("text", data["code"]))),
        values=tuple(map(str, values)),
        texts=tuple(plain_line(str(text)) for text in texts),
        elimination=data.get("elimination") is True,
        time=data.get("time") is True,
    )


def _unnumbered(text: str) -> str:
    """Return a text without a leading number such as "13" or "1206-1208"; a text of digits alone stays."""
    return re.sub(r"^\d+(?:[-.\N{EN DASH}]\d+)*\s+(?=\D)", "", text.strip())


def _listed(names: Sequence[str]) -> str:
    more = f" … ({len(names)} in all)" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
