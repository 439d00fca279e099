"""`workbench app` from the outside: its options, its sentences, its practice store."""

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from launcher.running import PASSPHRASE, WORKBENCH, Page, launcher, make_store


def app(*arguments, home) -> subprocess.CompletedProcess:
    return subprocess.run(
        [WORKBENCH, "app", *map(str, arguments)],
        env={**os.environ, "HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["--practice", "--store", "x"], 2, "--practice makes its own store"),
        (["--passphrase-file", "missing"], 2, "does not exist"),
        (["--port", "70000"], 2, "is not in the range"),
        (["surprise"], 2, "unexpected extra argument"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(tmp_path, arguments, code, sentence):
    done = app(*arguments, home=tmp_path)
    assert done.returncode == code
    assert sentence in done.stderr and "Traceback" not in done.stderr


def test_a_passphrase_that_does_not_open_is_told_in_a_sentence_and_not_repeated(tmp_path):
    make_store(tmp_path / "store")
    (tmp_path / "secret").write_text("unfitting words here\n")
    (tmp_path / "secret").chmod(0o600)
    done = app("--store", tmp_path / "store", "--passphrase-file", tmp_path / "secret", home=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: ") and "Traceback" not in done.stderr and "unfitting" not in done.stderr


def test_a_passphrase_file_that_others_can_read_is_warned_of(tmp_path):
    make_store(tmp_path / "store")
    (tmp_path / "secret").write_text("unfitting words here\n")
    for mode, warned in ((0o644, True), (0o600, False)):
        (tmp_path / "secret").chmod(mode)
        done = app("--store", tmp_path / "store", "--passphrase-file", tmp_path / "secret", home=tmp_path)
        assert ("Warning: others on this computer can read secret; run: chmod 600 secret" in done.stderr) is warned
        assert "unfitting" not in done.stderr


def test_a_passphrase_file_makes_no_store(tmp_path):
    (tmp_path / "secret").write_text(PASSPHRASE)
    done = app("--store", tmp_path / "store", "--passphrase-file", tmp_path / "secret", home=tmp_path)
    assert done.returncode == 1 and "there is none in that folder yet" in done.stderr
    assert not (tmp_path / "store").exists()


def test_practice_opens_at_once_on_a_store_that_is_gone_at_the_end(tmp_path):
    with launcher(tmp_path, practice=True) as running:
        folder = running.redirect_file.parent
        assert running.browser.state() == "open"
        assert "Practice" in running.browser.get("/").text
        assert running.browser.get("/").text.count('href="/child/') >= 2
        assert (folder / "practice" / "store.db").is_file()
        passphrase = re.search("the passphrase ([0-9a-f-]+)", running.browser.get("/").text)[1]
        with Page(running.browser):
            running.browser.post_json("/desk/lock")
        done = running.browser.unlock(passphrase)
        assert done.status == 303 and running.browser.state() == "open"
        running.browser.post_json("/desk/cover")
        answer = running.browser.post_json("/desk/uncover", {"pin": "0000"})
        assert answer.json["right"]
    assert not folder.exists()
    assert [path for path in (tmp_path / "home").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGTERM])
def test_a_workbench_that_is_stopped_has_done_its_work(tmp_path, way):
    command = [WORKBENCH, "app", "--practice", "--no-browser"]
    environment = {**os.environ, "HOME": str(tmp_path)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as started:
        folder = Path(started.stdout.readline().strip()).parent
        was_there = folder.is_dir()
        started.send_signal(way)
        _, error = started.communicate(timeout=60)
    assert (started.returncode, error, was_there, folder.exists()) == (0, "", True, False)


def test_the_first_run_makes_the_store_where_it_was_asked_to(tmp_path):
    with launcher(tmp_path, empty=True) as running:
        assert running.browser.state() == "empty"
        assert running.browser.get("/").headers["location"] == "/first-run"
        assert running.browser.get("/first-run").status == 200
        assert running.browser.get("/sitting").headers["location"] == "/first-run"
