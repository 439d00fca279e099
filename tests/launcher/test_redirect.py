"""The way in can be opened anew where the launcher was started, and then the PIN is asked for."""

import asyncio
from types import SimpleNamespace

import pytest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from launcher.running import PASSPHRASE, PIN, Browser, make_store
from workbench.launcher.admission import Admission
from workbench.launcher.gate import GatedApplication
from workbench.launcher.headers import Headers
from workbench.launcher.pages.base import template_environment
from workbench.launcher.redirect import AdmitPage, write_redirect_file
from workbench.launcher.resend import ROUTES
from workbench.launcher.vault import Vault


@pytest.fixture
def served(tmp_path):
    """An application with the way in and the state answer alone, and a function that runs clients beside it."""
    make_store(tmp_path / "store")
    vault, admission = Vault(tmp_path / "store"), Admission()

    def run(story):
        async def serve():
            await vault.unlock(PASSPHRASE)
            sockets = bind_sockets(0, "127.0.0.1")
            application = GatedApplication(
                [("/admit", AdmitPage), *ROUTES],
                transforms=[Headers],
                vault=vault,
                admission=admission,
                templates=template_environment(),
                xsrf_cookies=True,
            )
            port = sockets[0].getsockname()[1]
            application.host = f"127.0.0.1:{port}"
            server = HTTPServer(application)
            server.add_sockets(sockets)
            try:
                await asyncio.to_thread(story, port)
            finally:
                server.stop()
                await vault.lock()
                await server.close_all_connections()

        asyncio.run(serve())

    def new_file(port):
        return write_redirect_file(tmp_path, f"127.0.0.1:{port}", admission)

    return SimpleNamespace(run=run, new_file=new_file, vault=vault)


def test_a_second_window_takes_over_and_asks_for_the_pin(served):
    def story(port):
        first, second = Browser(port), Browser(port)
        assert first.admit(served.new_file(port)).status == 200
        assert first.state() == "open", "the first window of a run is not covered"
        assert second.admit(served.new_file(port)).status == 200
        assert second.state() == "covered"
        assert first.get("/desk/state").status == 403, "one browser at a time"
        answer = second.post_json("/desk/uncover", {"pin": PIN})
        assert answer.json["state"] == "open"

    served.run(story)


def test_an_older_file_stops_working_when_a_new_one_is_written(served):
    def story(port):
        older = served.new_file(port).read_text()
        newer = served.new_file(port)
        stale = newer.with_name("older.html")
        stale.write_text(older)
        assert Browser(port).admit(stale).status == 403
        assert Browser(port).admit(newer).status == 200
        assert Browser(port).admit(newer).status == 403

    served.run(story)


def test_a_wrong_token_does_not_use_the_right_one_up(served):
    def story(port):
        file = served.new_file(port)
        wrong = file.with_name("wrong.html")
        wrong.write_text(file.read_text().replace('name="token" value="', 'name="token" value="x'))
        assert [Browser(port).admit(wrong).status for _ in range(3)] == [403, 403, 403]
        assert Browser(port).admit(file).status == 200

    served.run(story)


def test_the_token_is_in_no_address(served):
    def story(port):
        text = served.new_file(port).read_text()
        assert "?" not in text and f'action="http://127.0.0.1:{port}/admit"' in text

    served.run(story)
