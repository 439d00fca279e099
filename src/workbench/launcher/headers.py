"""Headers of every answer: what a page may load and ask, and that nothing of it is kept."""

from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import OutputTransform

SITTING = "/sitting"
PLAIN_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The widget stack compiles schemas with `new Function` and writes style elements; scripts stay files of this server.
SITTING_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws://{host}; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex",
}
DROPPED = ("Server", "Etag", "Last-Modified", "Expires", "Pragma", "Access-Control-Allow-Origin")


class Headers(OutputTransform):
    """Writes the same headers on every answer, whichever handler made it, and takes away what a copy is keyed on."""

    def __init__(self, request: HTTPServerRequest) -> None:
        super().__init__(request)
        self._policy = SITTING_POLICY.format(host=request.host) if request.path == SITTING else PLAIN_POLICY

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Set the headers before anything is sent."""
        for name in DROPPED:
            headers.pop(name, None)
        for name, value in ALWAYS.items():
            headers[name] = value
        headers["Content-Security-Policy"] = self._policy
        return status_code, headers, chunk
