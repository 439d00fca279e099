"""`workbench app`: the guided assessment in the browser, on the encrypted store."""

import asyncio
import os
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import StoreMissing
from ..language import say

if TYPE_CHECKING:
    from ..launcher.runtime import Runtime
    from ..launcher.server import Launcher
    from ..launcher.vault import Vault

NOT_OURS = ("JUPYTER_", "IPYTHON", "VOILA_")


@click.command()
@click.option("--store", type=click.Path(file_okay=False, path_type=Path), help="Folder of the store.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port on this computer; 0 takes a free one.")
@click.option("--no-browser", is_flag=True, help="Open no window; the first line printed is the file that opens one.")
@click.option("--practice", is_flag=True, help="A throw-away store with made-up children, gone at the end.")
@click.option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Open the store at once with the first line of this file.",
)
@click.option(
    "--instruments",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder with instruments of your own, in place of the one in the settings.",
)
@click.option("--cover-after", type=click.FloatRange(min=0.1), hidden=True, help="Idle seconds before the cover.")
@click.option("--lock-after", type=click.FloatRange(min=0.1), hidden=True, help="Idle seconds before the lock.")
def app(
    *,
    store: Path | None,
    port: int,
    no_browser: bool,
    practice: bool,
    passphrase_file: Path | None,
    instruments: Path | None,
    cover_after: float | None,
    lock_after: float | None,
) -> None:
    """Open the guided assessment in the browser. Ctrl-C locks the store and ends it."""
    if practice and (store or passphrase_file):
        raise click.UsageError(say("--practice makes its own store; leave out --store and --passphrase-file."))
    from ..desk.shield import shield
    from ..launcher.runtime import PRACTICE, Runtime
    from ..launcher.runtime import STATE as PRACTICE_STATE

    shield()
    runtime = Runtime()
    try:
        _prepare_environment(runtime)
        from ..launcher.logs import quiet_logs
        from ..launcher.vault import Vault
        from ..store.commits import STATE

        quiet_logs()
        passphrase = _passphrase(passphrase_file)
        folder = runtime[PRACTICE] if practice else store or _default_store()
        if practice:
            os.environ[STATE] = str(runtime[PRACTICE_STATE])
            from ..launcher.practice import make_practice_store

            passphrase = make_practice_store(folder)
        vault = Vault(
            folder, cover_after=cover_after, lock_after=lock_after, practice=practice, instruments=instruments
        )
        vault.practice_passphrase = passphrase if practice else None
        asyncio.run(_serve(vault, runtime, port, no_browser, passphrase))
    finally:
        runtime.remove()


async def _serve(vault: "Vault", runtime: "Runtime", port: int, no_browser: bool, passphrase: str | None) -> None:
    if passphrase is not None:
        if vault.state == "empty":
            raise StoreMissing(
                say("store: there is none in that folder yet. Start without --passphrase-file to make one.")
            )
        await vault.unlock(passphrase)
        if vault.store.was_open_to_others:
            from .store import WAS_OPEN

            click.echo(say(WAS_OPEN), err=True)
    # Only now: Jupyter looks at the environment while it is imported, and a wrong passphrase is told sooner.
    from ..launcher.server import Launcher

    try:
        launcher = Launcher(vault, runtime, port)
    except OSError as error:
        await vault.lock()
        raise click.ClickException(
            say(
                "port {port}: {reason}. Choose another one, or leave --port out.",
                port=port,
                reason=error.strerror,
            )
        ) from None

    async def ready() -> None:
        _open_window(launcher, runtime, no_browser)
        if sys.stdin is not None and sys.stdin.isatty() and sys.platform != "win32":
            asyncio.get_running_loop().add_reader(sys.stdin, _enter_pressed, launcher, runtime, no_browser)

    await launcher.run(ready)


def _open_window(launcher: "Launcher", runtime: "Runtime", no_browser: bool) -> None:
    from ..launcher.redirect import write_redirect_file

    path = write_redirect_file(runtime.folder, launcher.host, launcher.admission)
    if no_browser:
        click.echo(path)
        return
    opened = webbrowser.open(path.as_uri())
    click.echo(say("The workbench opens in your browser.") if opened else say("No browser could be opened from here."))
    click.echo(say("If no window appears, open this file in your browser: {path}", path=path))
    click.echo(say("Enter opens a new window. Ctrl-C locks the store and ends the workbench."))


def _enter_pressed(launcher: "Launcher", runtime: "Runtime", no_browser: bool) -> None:
    if sys.stdin.readline():
        _open_window(launcher, runtime, no_browser)
    else:
        asyncio.get_running_loop().remove_reader(sys.stdin)


def _prepare_environment(runtime: "Runtime") -> None:
    for name in list(os.environ):
        if name.startswith(NOT_OURS):
            del os.environ[name]
    os.environ.update(runtime.jupyter())
    runtime.keep_temporary()
    # jsonschema, which Jupyter brings along, would compile a grammar for a format nobody asks for: a second of waiting.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def _passphrase(file: Path | None) -> str | None:
    if file is None:
        return None
    from .asking import secret_of

    return secret_of(file, say("Passphrase"))


def _default_store() -> Path:
    from platformdirs import user_data_path

    return user_data_path("reintegration-workbench", appauthor=False) / "store"
