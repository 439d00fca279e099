"""The `workbench` command. Each subcommand is loaded only when it is called."""

import logging
import sys
from importlib import import_module
from inspect import cleandoc

import click

from ..language import say
from .ending import end

COMMANDS = {
    "app": "workbench.cli.app:app",
    "case": "workbench.cli.case:case",
    "cohort": "workbench.cli.cohort:cohort",
    "dictionary": "workbench.cli.dictionary:dictionary",
    "instruments": "workbench.cli.instruments:instruments",
    "report": "workbench.cli.report:report",
    "store": "workbench.cli.store:store",
}


def in_language(command: click.Command) -> click.Command:
    """Say what `--help` tells of a command, its options and its own commands in the language in use."""
    command.help = say(cleandoc(command.help)) if command.help else command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = say(parameter.help)
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        in_language(inner)
    return command


class LazyGroup(click.Group):
    """A group whose commands are imported on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; None when there is no such name."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        return in_language(getattr(import_module(module), name))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="reintegration-workbench", prog_name="workbench")
@click.option("--debug", is_flag=True, help="For developers: print where each error arose. May show what was written.")
def workbench(debug: bool) -> None:
    """Guided needs assessment and research for children of trafficking victims."""
    if debug:
        log = logging.getLogger("workbench")
        log.addHandler(logging.StreamHandler())
        log.setLevel(logging.DEBUG)
        log.propagate = False


def main() -> None:
    """Run the command line: exit 0 done, 1 failed, 2 wrong use; an error is one sentence."""
    sys.exit(end(in_language(workbench)))
