"""Who a request is for Jupyter's own handlers, and whose a kernel is. The gate has looked at it before."""

import hashlib
from typing import Any

from jupyter_server.auth import Authorizer, IdentityProvider, User
from jupyter_server.base.handlers import JupyterHandler

COOKIE = "workbench"


def session_name(cookie: str) -> str:
    """Name a session without giving its cookie away."""
    return hashlib.sha256(cookie.encode()).hexdigest()[:32]


class AdmittedIdentity(IdentityProvider):
    """The admitted browser while the vault is open; nobody else, by no other means."""

    def get_user(self, handler: Any) -> User | None:
        """Return the one user, or None."""
        if not handler.settings["admission"].holds(handler.request) or handler.settings["vault"].state == "locked":
            return None
        return User(username=session_name(handler.request.cookies[COOKIE].value))

    @property
    def auth_enabled(self) -> bool:
        """Always."""
        return True

    def get_handlers(self) -> list:
        """Return none: the plain pages do the signing in."""
        return []


class KernelOwners(Authorizer):
    """A kernel belongs to the session that started it; everything else of Jupyter is refused."""

    def is_authorized(self, handler: JupyterHandler, user: User, action: str, resource: str) -> bool:
        """Allow a session its own kernels, and the files of the widget stack."""
        if resource == "kernels":
            kernel_id = handler.path_kwargs.get("kernel_id")
            return kernel_id is not None and handler.settings["kernel_manager"].owners.get(kernel_id) == user.username
        return resource == "contents" and action == "read"
