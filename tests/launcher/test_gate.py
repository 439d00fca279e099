"""A web page, another browser and another program on this computer cannot reach the launcher."""

import re

import pytest
import websocket

from launcher.running import launcher

# With a query the guided page is only asked for again, so that no kernel is started here.
EVERYWHERE = [
    "/",
    "/login",
    "/sitting?x=1",
    "/voila/static/voila.js",
    "/plain/desk.css",
    "/desk/state",
    "/no-such-page",
]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_another_host_name_is_refused_everywhere(shared, path):
    port = shared.running.port
    for name in ("evil.example", f"evil.example:{port}", f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}"):
        assert shared.browser.get(path, Host=name).status == 403
    assert shared.browser.get(path).status in (200, 303, 404), "the right host is let through"


@pytest.mark.parametrize("path", EVERYWHERE)
def test_another_origin_is_refused_everywhere(shared, path):
    for origin in ("http://evil.example", "null", f"http://localhost:{shared.running.port}"):
        assert shared.browser.get(path, Origin=origin).status == 403
    assert shared.browser.get(path, Origin=shared.browser.origin).status in (200, 303, 404)


@pytest.mark.parametrize("path", ["/cover", "/desk/lock", "/desk/changes", "/login"])
def test_a_post_that_does_not_say_where_it_comes_from_is_refused(shared, path):
    token = {"X-XSRFToken": shared.browser.xsrf()}
    assert shared.browser.ask("POST", path, b"", **token).status == 403
    assert shared.browser.state() == "open"
    answer = shared.browser.ask("POST", "/desk/touch", b"", Origin=shared.browser.origin, **token)
    assert answer.status == 200, "with its origin the like is answered"


@pytest.mark.parametrize("path", EVERYWHERE)
def test_what_another_page_asks_for_is_refused_even_with_the_cookie(shared, path):
    for site in ("cross-site", "same-site"):
        assert shared.browser.get(path, Sec_Fetch_Site=site).status == 403
    for site in ("same-origin", "none"):
        assert shared.browser.get(path, Sec_Fetch_Site=site).status in (200, 303, 404)


def test_the_name_is_new_with_each_run_and_no_other_port_has_its_cookies(shared, tmp_path):
    assert re.fullmatch(r"w[0-9a-f]{16}\.localhost", shared.running.name)
    cookie = shared.running.let_in.headers["set-cookie"]
    assert "domain" not in cookie.lower(), "for this very name alone"
    with launcher(tmp_path) as other:
        assert other.name != shared.running.name


@pytest.mark.parametrize("path", [*EVERYWHERE, "/api/kernels", "/voila/labextensions/anywidget/package.json"])
def test_without_the_cookie_nothing_is_served_not_even_a_style_sheet(shared, path):
    for method in ("GET", "POST", "DELETE", "HEAD"):
        assert shared.running.stranger().ask(method, path).status == 403


def test_a_second_browser_is_not_let_in(shared):
    stranger = shared.running.stranger()
    stranger.cookies["workbench"] = "A" * 43
    assert stranger.get("/").status == 403
    stranger.cookies["workbench"] = shared.browser.cookies["workbench"]
    assert stranger.get("/").status == 200, "with the right cookie the same request is answered"


def test_the_redirect_file_works_once_and_is_private(shared):
    assert shared.running.redirect_file.stat().st_mode & 0o777 == 0o600
    assert shared.running.redirect_file.parent.stat().st_mode & 0o077 == 0
    stranger = shared.running.stranger()
    answer = stranger.admit(shared.running.redirect_file)
    assert (answer.status, stranger.cookies) == (403, {})
    assert shared.browser.get("/").status == 200, "who was let in stays in"


def test_the_cookie_is_kept_from_scripts_other_sites_and_the_disk(shared):
    cookie = shared.running.let_in.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
    assert "expires" not in cookie.lower() and "max-age" not in cookie.lower()


def test_a_socket_is_refused_to_another_host_origin_or_browser(shared):
    kernel_id = shared.browser.open_page()
    evil = "http://evil.example"
    for options in (
        {"origin": evil},
        {"host": "evil.example", "origin": evil},
        {"cookie": ""},
        {"cookie": "workbench=" + "A" * 43},
    ):
        with pytest.raises(websocket.WebSocketBadStatusException) as refused:
            shared.browser.socket(kernel_id, **options)
        assert refused.value.status_code == 403
    shared.browser.socket(kernel_id).close()


def test_a_form_without_the_hidden_token_is_refused(shared):
    answer = shared.browser.post_form("/cover", {"_xsrf": "forged"})
    assert answer.status == 403
    assert shared.browser.state() == "open"


@pytest.mark.parametrize("path", ["/voila/files/portrait.png", "/portrait.png", "/files/portrait.png", "/static/x.png"])
def test_an_image_beside_the_notebook_or_the_store_is_served_to_nobody(shared, path):
    for folder in (shared.folder, shared.folder / "store", shared.running.redirect_file.parent / "room"):
        (folder / "portrait.png").write_bytes(b"\x89PNG\r\n")
    assert shared.running.stranger().get(path).status == 403
    assert shared.browser.get(path).status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/voila/static/../../../etc/passwd",
        "/plain/..%2f..%2fserver.py",
        "/sitting-assets/..%2fform.py",
        "/voila/labextensions/..%2f..%2f..%2fetc/passwd",
    ],
)
def test_no_path_climbs_out_of_a_folder(shared, path):
    assert shared.browser.get(path).status in (403, 404)


def test_settings_files_of_voila_and_jupyter_are_not_read(tmp_path):
    home, here = tmp_path / "home", tmp_path / "here"
    for folder in (here, home / ".jupyter", home / ".ipython" / "profile_default"):
        folder.mkdir(parents=True)
    everything = '{"Voila": {"ip": "0.0.0.0", "base_url": "/moved/"}, "VoilaConfiguration": {"file_allowlist": [".*"]}}'
    for name in ("voila.json", "jupyter_config.json"):
        (here / name).write_text(everything)
        (home / ".jupyter" / name).write_text(everything)
    trap = home / "trap"
    (home / ".ipython" / "profile_default" / "ipython_config.py").write_text(f"open({str(trap)!r}, 'w').close()")
    with launcher(tmp_path, home=home, cwd=here) as running:
        import psutil

        listening = [c.laddr.ip for c in psutil.Process(running.process.pid).net_connections() if c.status == "LISTEN"]
        assert "127.0.0.1" in listening and set(listening) <= {"127.0.0.1", "::1"}
        assert running.browser.get("/").status == 200
        running.browser.open_page()
    assert not trap.exists()


@pytest.mark.parametrize("path", ["/sitting-assets/%00", "/plain/a%00.css", "/voila/static/%00x", "/report/%00.pdf"])
def test_an_address_that_no_file_has_is_not_found(shared, path):
    assert shared.browser.get(path).status == 404


def test_a_cookie_of_strange_letters_is_refused_like_any_other_wrong_one(shared):
    for value in ("w\u00f6rkbench", "\u00ff" * 43):
        assert shared.running.stranger().get("/", Cookie=f"workbench={value}").status == 403
    assert shared.running.stranger().post_form("/admit", {"token": "\u00f6"}).status == 403
