"""Kernels of the guided page: each inherits one link to the desk, gets a scrubbed environment and nothing else."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import Pipe
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_server import CallContext
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from ..desk.link import hand_out, hang_up, serve
from ..desk.protocol import Desk
from ..language import LANGUAGE
from .admission import Admission
from .memory import give_back
from .runtime import Runtime
from .vault import Vault

ASSETS = "WORKBENCH_ASSETS"
KERNEL = "python3"
KEPT = (
    "PATH",
    "HOME",
    "LANG",
    "LANGUAGE",
    LANGUAGE,
    "TZ",
    "USERPROFILE",
    "SYSTEMROOT",
    "SYSTEMDRIVE",
    "COMSPEC",
    "PATHEXT",
)
# More windows than anybody has open. One more ends the oldest kernel without a window, if there is one.
MOST_KERNELS = 8
# A page has one, and another for a moment when it connects anew.
MOST_SOCKETS = 3
ARGUMENTS = [
    sys.executable,
    # No module of the same name in the folder where it runs comes first.
    "-P",
    "-m",
    "workbench.desk.ipykernel_launcher",
    "-f",
    "{connection_file}",
    "--HistoryManager.enabled=False",
    "--InteractiveShell.history_length=0",
    "--IPKernelApp.capture_fd_output=False",
]


class OwnKernel(KernelSpecManager):
    """Knows one kernel, this very Python with no history; none that the user or the system has installed."""

    def find_kernel_specs(self) -> dict[str, str]:
        """Name it."""
        return {KERNEL: ""}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Describe it."""
        can = {"supported_encryption": "curve"}
        return KernelSpec(argv=ARGUMENTS, display_name="Workbench", language="python", metadata=can)

    def get_all_specs(self) -> dict[str, Any]:
        """Describe it as Voilà asks for it."""
        return {KERNEL: {"resource_dir": "", "spec": self.get_kernel_spec(KERNEL).to_dict()}}


class Link:
    """The two ends of one kernel's link. The launcher's is served here; the kernel inherits the other as its input.

    Parameters
    ----------
    desk
        Returns the desk, or raises `Locked`.
    settings
        Told to the kernel as soon as it has shielded its memory.
    """

    def __init__(self, desk: Callable[[], Desk], settings: dict[str, str]) -> None:
        self._ours, self._theirs = Pipe()
        self.input = _descriptor(self._theirs)
        self._desk, self._settings = desk, settings
        threading.Thread(target=self._run, name="workbench-link", daemon=True).start()

    def given(self) -> None:
        """Let go of the kernel's end, once the kernel has it, so that its end is noticed. May be called twice."""
        if self.input is None:
            return
        if sys.platform == "win32":
            os.close(self.input)
            self._theirs._handle = None
        else:
            self._theirs.close()
        self.input = None

    def close(self) -> None:
        """Close the link, whoever is at the other end."""
        self.given()
        hang_up(self._ours)

    def _run(self) -> None:
        with suppress(OSError, EOFError):
            if hand_out(self._ours, self._settings):
                serve(self._ours, self._desk)
        self._ours.close()


def _descriptor(end: Any) -> int | None:
    if sys.platform == "win32":
        import msvcrt

        return msvcrt.open_osfhandle(end.fileno(), os.O_RDWR)
    return end.fileno()


class KernelSocket(VoilaKernelWebsocketHandler):
    """The socket of one kernel's page: known to the manager, so that it ends with the kernel or the admission."""

    async def open(self, kernel_id: str) -> None:  # type: ignore[override]
        """Connect, unless the browser was sent away while the socket was being opened."""
        others = self.kernel_manager.sockets.setdefault(kernel_id, set())
        others.add(self)
        if self._is_admitted() and len(others) <= MOST_SOCKETS:
            await super().open(kernel_id)
        else:
            self.close()

    def on_message(self, ws_message: str | bytes) -> None:
        """Pass on what the admitted browser sends; anybody else is cut off."""
        if self._is_admitted():
            super().on_message(ws_message)
        else:
            self.close()

    def on_close(self) -> None:
        """Forget the socket, which may not have come to its kernel yet."""
        self.kernel_manager.sockets.get(self.kernel_id, set()).discard(self)
        if self.connection is not None:
            super().on_close()

    def _is_admitted(self) -> bool:
        return self.settings["admission"].holds(self.request)


class Kernels(AsyncMappingKernelManager):
    """Starts kernels without key, path or query string, and knows which session started each."""

    def __init__(self, *, parent: Any, **kwargs: Any) -> None:
        super().__init__(parent=parent, **kwargs)
        self.runtime: Runtime = parent.runtime
        self.vault: Vault = parent.vault
        self.assets: str = parent.assets
        self.links: dict[str, Link] = {}
        self.owners: dict[str, str] = {}
        self.sockets: dict[str, set[KernelSocket]] = {}
        self.admission: Admission = parent.admission
        self._starting = 0

    async def _async_start_kernel(self, **kwargs: Any) -> str:  # type: ignore[override]
        """Start a kernel for whoever asked; anything of the request is left out of its environment."""
        handler = CallContext.get(CallContext.JUPYTER_HANDLER)
        before = self.vault.state, self.vault.handed_over, self.admission.session
        self._starting += 1
        try:
            await self._make_room()
            return await self._start(handler.current_user.username, before)
        finally:
            self._starting -= 1

    async def _make_room(self) -> None:
        if len(self) + self._starting <= MOST_KERNELS:
            return
        unused = [kernel_id for kernel_id in self.links if not self.sockets.get(kernel_id)]
        if not unused:
            raise HTTPError(503)
        await self._async_shutdown_kernel(unused[0])

    async def _start(self, owner: str, before: tuple[str, str | None, str | None]) -> str:
        link = Link(lambda: self.vault.desk, {ASSETS: self.assets})
        try:
            kernel_id = await super()._async_start_kernel(
                kernel_name=KERNEL,
                env=self._environment(),
                cwd=str(self.runtime["room"]),
                stdin=link.input,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except BaseException:
            link.close()
            raise
        link.given()
        self.links[kernel_id] = link
        self.owners[kernel_id] = owner
        now = self.vault.state, self.vault.handed_over, self.admission.session
        if before[0] not in ("open", "handed_over") or now != before:
            # Locked or covered, given to the child and back, or another browser let in, while the kernel was starting.
            self._cut_off(kernel_id)
            await self.end(kernel_id)
            raise HTTPError(403)
        return kernel_id

    start_kernel = _async_start_kernel  # type: ignore[assignment]

    async def _async_shutdown_kernel(
        self, kernel_id: str, now: bool | None = True, restart: bool | None = False
    ) -> None:
        """End a kernel at once: it holds nothing that is not saved."""
        self._cut_off(kernel_id)
        await super()._async_shutdown_kernel(kernel_id, now=True, restart=False)
        give_back()

    shutdown_kernel = _async_shutdown_kernel  # type: ignore[assignment]

    async def _async_restart_kernel(self, kernel_id: str, now: bool = False) -> None:
        """Refuse: a link is good for one kernel, and what a kernel held is saved already.

        Raises
        ------
        HTTPError
            403, always.
        """
        raise HTTPError(403)

    restart_kernel = _async_restart_kernel  # type: ignore[assignment]

    async def end_all(self) -> None:
        """Close every link and socket and end every kernel."""
        await self.end_others(session="")

    async def end_others(self, session: str) -> None:
        """End every kernel that this session did not start; links and sockets before anything is waited for."""
        known = {*self.list_kernel_ids(), *self.links, *self.sockets}
        ending = [kernel_id for kernel_id in known if self.owners.get(kernel_id) != session]
        for kernel_id in ending:
            self._cut_off(kernel_id)
        for kernel_id in ending:
            await self.end(kernel_id)

    async def end(self, kernel_id: str) -> None:
        """End a kernel, unless it has ended or is ending already."""
        with suppress(Exception):
            await self._async_shutdown_kernel(kernel_id)

    def _cut_off(self, kernel_id: str) -> None:
        self.owners.pop(kernel_id, None)
        link = self.links.pop(kernel_id, None)
        if link is not None:
            link.close()
        for socket_of_page in list(self.sockets.pop(kernel_id, ())):
            socket_of_page.close()

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name.upper() in KEPT or name.startswith("LC_")}
        temporary = str(self.runtime["temporary"])
        return (
            kept
            | self.runtime.jupyter()
            | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), temporary)
            | {"PYTHONDONTWRITEBYTECODE": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
        )


def supports_local_sockets() -> bool:
    """Whether kernels can talk over local sockets, which other users cannot reach, in place of TCP."""
    return hasattr(socket, "AF_UNIX") and sys.platform != "win32"
