"""The command line `hytetaulu`; every module of this folder, and of `data_sources.commands`, is one command of it.

`data_sources.commands` says what a command's module holds. Commands are listed by the names of files and imported when they
are run, so that those that only fetch or list start without the web libraries. Without a command the dashboard is served.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module

import click

from data_sources import commands as fetching
from data_sources.errors import CatalogueError, HytetauluError
from data_sources.terminal import Clock, ExitStatus, say

DEFAULT = "serve"


def command_names() -> list[str]:
    """Return the names of all commands in alphabetical order, without importing any."""
    return sorted(_modules())


def find_command(name: str) -> click.Command | None:
    """Import and return a command with its help and parameters; None where none bears the name."""
    module = _modules().get(name)
    if module is None:
        return None
    command: click.Command = import_module(module).command
    command.name = name
    return command


def _modules() -> dict[str, str]:
    folders = {__name__: __path__, fetching.__name__: fetching.__path__}
    return {
        module.name.replace("_", "-"): f"{package}.{module.name}"
        for package, path in folders.items()
        for module in pkgutil.iter_modules(path)
    }


class _CommandLine(click.Group):
    """Commands imported on demand; expected errors become a line and an exit status."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's own signature
        return command_names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # as above
        return find_command(cmd_name)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take options without a command as those of the default command."""
        is_own = bool(args) and args[0] in ctx.help_option_names
        no_command = not args or args[0].startswith("-")
        return super().parse_args(ctx, [DEFAULT, *args] if no_command and not is_own else args)

    def invoke(self, ctx: click.Context) -> ExitStatus:
        try:
            return super().invoke(ctx) or ExitStatus.GOOD
        except CatalogueError as error:
            say(str(error))
            return ExitStatus.WRONG_USE
        except HytetauluError as error:
            say(str(error))
            return ExitStatus.FAILURES
        except KeyboardInterrupt:
            return ExitStatus.STOPPED


ABOUT = (
    "Indicators for the wellbeing plans of Finnish municipalities: fetch public statistics into a store of your own, look at "
    f"them, serve the dashboard. Without a command: {DEFAULT}, whose options may follow directly."
)

command_line = _CommandLine("hytetaulu", help=ABOUT, context_settings={"help_option_names": ["-h", "--help"]})


def main(arguments: Sequence[str] | None = None, clock: Clock = lambda: datetime.now(UTC)) -> int:
    """Run one command and return its exit status: 0 good, 1 something failed, 2 wrong use or settings, 130 interrupted.

    `clock` returns the current time in UTC; a refresh has further statuses, which its help lists.
    """
    try:
        status: int = command_line.main(arguments, prog_name="hytetaulu", standalone_mode=False, obj=clock)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except CatalogueError as error:  # of a setting or a catalogue that the list of commands reads
        say(str(error))
        return ExitStatus.WRONG_USE
    except click.Abort:
        return ExitStatus.STOPPED
    return status
