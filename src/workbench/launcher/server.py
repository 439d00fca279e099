"""The server: Voilà's handlers for the one page that has a kernel, our own for everything else, one gate before all."""

import asyncio
import logging
import os
import secrets
import signal
from importlib.resources import files
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_path
from jupyter_events import EventLogger
from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.ioloop import PeriodicCallback
from tornado.web import StaticFileHandler
from traitlets.config import Config
from voila.app import Voila
from voila.static_file_handler import MultiStaticFileHandler

from .admission import Admission
from .connections import PatientServer, allow_open_files
from .gate import ADMIT, MOST_BODY_BYTES, GatedApplication
from .headers import SITTING, Headers
from .identity import AdmittedIdentity, KernelOwners
from .kernels import KERNEL, Kernels, KernelSocket, OwnKernel, supports_local_sockets
from .leaving import LeavingAnswer
from .logs import report_defect
from .loopback import ADDRESS, listen
from .pages import routes
from .pages.base import template_environment
from .redirect import AdmitPage
from .resend import ROUTES
from .runtime import Runtime
from .sitting_page import SittingPage, error_environment, notebook_path, said
from .vault import Vault

ASSETS_PATH = "/sitting-assets/"
TEMPLATE = Path(__file__).parent / "voila_template"
KERNEL_ID = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
# The manager of widgets, the models every widget is built on (layout), and the form itself.
EXTENSIONS = ["@voila-dashboards/widgets-manager8", "@jupyter-widgets/jupyterlab-manager", "anywidget"]
MOST_MESSAGE_BYTES = 1024 * 1024
# A kernel that no window is connected to ends after this time; one that a window holds open stays until the lock.
UNUSED_SECONDS, LOOK_SECONDS = 120, 20
TICK_MILLISECONDS = 1000


class Launcher(Voila):
    """Voilà without its command line, settings files, token, tree, file handler and themes.

    Parameters
    ----------
    vault, runtime
        The keeper of the store, and the private folder.
    port
        0 takes a free one.
    """

    def __init__(self, vault: Vault, runtime: Runtime, port: int = 0) -> None:
        self.vault, self.runtime, self.admission = vault, runtime, Admission()
        self.sockets = listen(port)
        # Cookies go to every port of a host: only a name of our own keeps ours from what else listens here.
        self.name = f"w{secrets.token_hex(8)}.localhost"
        self.host = f"{self.name}:{self.sockets[0].getsockname()[1]}"
        self.assets = f"http://{self.host}{ASSETS_PATH}"
        notebook = notebook_path()
        super().__init__(
            config_file_paths=[],
            notebook_path=str(notebook),
            root_dir=str(notebook.parent),
            ip=ADDRESS,
            connection_dir_root=str(runtime["c"]),
            open_browser=False,
            log=logging.getLogger("workbench.launcher"),
            identity_provider_class=AdmittedIdentity,
            authorizer_class=KernelOwners,
            config=_configuration(),
        )
        self.connection_dir = str(runtime["c"])
        # Kernel managers take this one; else each would make one of its own, which the log module never lets go of.
        self.event_logger = EventLogger()
        vault.on_lock = self._locked
        self.admission.on_admit = self._admitted

    def setup_template_dirs(self) -> None:
        """Take the one template that ships with the launcher; none of the user's or the system's."""
        self.template_paths = [str(TEMPLATE)]
        shared = [Path(folder) / "voila" / "templates" / "base" / "static" for folder in jupyter_path()]
        self.static_paths = [str(TEMPLATE / "static"), *(str(path) for path in shared if path.is_dir())]

    def init_handlers(self) -> list:
        """List every address that answers; what is not listed is not there."""
        sitting = {
            "notebook_path": os.path.relpath(self.notebook_path, self.root_dir),
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        labextensions = {"path": self.labextensions_path, "no_cache_paths": ["/"]}
        return [
            (ADMIT, AdmitPage),
            *ROUTES,
            (SITTING, SittingPage, sitting),
            (rf"{ASSETS_PATH}(.*)", StaticFileHandler, {"path": str(files("workbench.sitting") / "static")}),
            (rf"/api/kernels/{KERNEL_ID}", KernelHandler),
            (rf"/api/kernels/{KERNEL_ID}/channels", KernelSocket),
            (rf"/voila/api/shutdown/{KERNEL_ID}", LeavingAnswer),
            (r"/voila/static/(.*)", MultiStaticFileHandler, {"paths": self.static_paths}),
            (r"/voila/labextensions/(.*)", FileFindHandler, labextensions),
            *routes(),
        ]

    def build(self) -> GatedApplication:
        """Put the application together."""
        settings = self.init_settings() | {
            "jinja2_env": error_environment(),
            "allow_remote_access": False,
            "local_hostnames": [self.name],
            "admission": self.admission,
            "vault": self.vault,
            "templates": template_environment(),
            "report_defect": report_defect,
            "xsrf_cookies": True,
            "xsrf_cookie_kwargs": {"samesite": "Strict"},
            "websocket_max_message_size": MOST_MESSAGE_BYTES,
            "log_function": lambda _handler: None,
        }
        application = GatedApplication(transforms=[Headers], **settings)
        application.host = self.host
        application.add_handlers(".*$", self.init_handlers())
        return application

    async def run(self, ready: Any) -> None:
        """Serve until a signal asks to stop; then lock, end every kernel and leave nothing behind.

        Parameters
        ----------
        ready
            Awaited once the server listens.
        """
        self.initialize(argv=[])
        allow_open_files()
        server = PatientServer(self.build(), max_body_size=MOST_BODY_BYTES, max_buffer_size=2 * MOST_BODY_BYTES)
        server.add_sockets(self.sockets)
        stopped = asyncio.Event()
        _on_signals(stopped.set)
        clock = PeriodicCallback(self.vault.tick, TICK_MILLISECONDS)
        clock.start()
        try:
            await ready()
            await stopped.wait()
        finally:
            clock.stop()
            server.stop()
            await self.vault.lock()
            await self.kernel_manager.end_all()

    async def _locked(self) -> None:
        await self.kernel_manager.end_all()

    async def _admitted(self, session: str) -> None:
        await self.kernel_manager.end_others(session)


def _configuration() -> Config:
    settings = Config()
    settings.VoilaConfiguration = Config(
        allow_template_override="NO",
        allow_theme_override="NO",
        template="workbench",
        theme="light",
        file_allowlist=[],
        preheat_kernel=False,
        progressive_rendering=False,
        show_tracebacks=False,
        extension_allowlist=EXTENSIONS,
        multi_kernel_manager_class=Kernels,
        kernel_spec_manager_class=OwnKernel,
        attempt_fix_notebook=True,
    )
    settings.VoilaExporter.filters = {"said": said}
    settings.MultiKernelManager.default_kernel_name = KERNEL
    settings.MappingKernelManager = Config(
        cull_idle_timeout=UNUSED_SECONDS,
        cull_interval=LOOK_SECONDS,
        cull_connected=False,
        cull_busy=False,
        allow_tracebacks=False,
        # Whoever finds the socket of a kernel hears nothing without the key.
        transport_encryption="required",
        buffer_offline_messages=False,
    )
    settings.KernelManager = Config(autorestart=False, transport="ipc" if supports_local_sockets() else "tcp")
    return settings


def _on_signals(stop: Any) -> None:
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, stop)
        except NotImplementedError:
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop))
