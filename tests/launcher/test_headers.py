"""Every answer forbids keeping, framing and asking elsewhere; nothing that is served asks elsewhere either."""

import re

import pytest

PATHS = [
    "/",
    "/settings",
    "/desk/state",
    "/sitting",
    "/voila/static/voila.js",
    "/no-such-page",
    "/sitting-assets/form.js",
]
# An address that a browser would load: not one that is merely named in a comment, a namespace or a licence.
LOADED = re.compile(
    r"""(?:src|href|action|url|import|from|fetch)\s*[=(]?\s*\(?["']?(https?:)?//(?!127\.0\.0\.1)[a-z]"""
)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("admitted", [True, False])
def test_every_answer_carries_the_headers(shared, path, admitted):
    headers = (shared.browser if admitted else shared.running.stranger()).get(path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers and "etag" not in headers and "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", PATHS)
def test_the_policy_lets_scripts_come_from_this_server_alone(shared, path):
    policy = dict(
        part.split(" ", 1) for part in shared.browser.get(path).headers["content-security-policy"].split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == ("'self' 'unsafe-eval'" if path == "/sitting" else "'self'")
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    own = f"'self' ws://{shared.browser.host}" if path == "/sitting" else "'self'"
    assert policy["connect-src"] == own


@pytest.mark.parametrize("path", ["/", "/settings", "/help", "/family", "/sitting"])
def test_pages_load_nothing_from_outside_and_hold_no_inline_script(shared, path):
    page = shared.browser.get(path).text
    assert LOADED.findall(page) == []
    assert "cdn" not in page.lower()
    inline = re.findall(r"<script(?![^>]*(?:src=|type=\"application/))[^>]*>", page)
    assert inline == []
    assert re.findall(r'\son[a-z]+="|\sstyle="', page) == []
    for address in re.findall(r'(?:src|href)="(/[^"#]+)"', page):
        if address.endswith((".js", ".css", ".svg")):
            assert LOADED.findall(shared.browser.get(address).text) == [], address


def test_an_address_outside_would_be_seen():
    assert LOADED.search('<link rel="stylesheet" href="https://cdn.example/font.css">')
    assert LOADED.search("@import url(//fonts.example/a.css)")


def test_the_title_says_nothing_about_anybody(shared):
    assert "<title>Workbench</title>" in shared.browser.get("/sitting").text
