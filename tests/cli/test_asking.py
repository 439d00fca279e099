"""Files with a secret as editors save them, and options in place of every question."""

import codecs
import subprocess

import pytest

from cli.calling import OTHER, PASSPHRASE, PIN, WORKBENCH, call, save_secret

UMLAUTS = "vier ruhige Wörter über Bäume"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store with a passphrase in letters beyond ASCII, made by a script."""
    at = tmp_path_factory.mktemp("asking")
    words = ("--passphrase-file", save_secret(at / "words", UMLAUTS), "--pin-file", save_secret(at / "pin", PIN))
    done = call("store", "init", at / "store", "--code", "AB", *words)
    assert (done.returncode, done.stderr) == (0, "")
    return at / "store"


@pytest.mark.parametrize(
    "content",
    [
        UMLAUTS.encode(),
        f"{UMLAUTS}\n".encode(),
        f"{UMLAUTS}\r\n\r\n".encode(),
        f"{UMLAUTS}\r".encode(),
        codecs.BOM_UTF8 + f"{UMLAUTS}\r\n".encode(),
        f"{UMLAUTS}\r\n".encode("utf-16"),
        codecs.BOM_UTF16_BE + f"{UMLAUTS}\n".encode("utf-16-be"),
        f"{UMLAUTS}\nwhat else stands there\n".encode(),
    ],
    ids=["bare", "newline", "windows", "old mac", "mark", "utf-16", "utf-16 be", "more lines"],
)
def test_a_passphrase_is_read_however_the_file_was_saved(store, tmp_path, content):
    done = call("store", "verify", store, "--passphrase-file", save_secret(tmp_path / "words", content))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "found nothing on its first line"),
        (b"\n" + PASSPHRASE.encode(), "found nothing on its first line"),
        (codecs.BOM_UTF8 + b"\r\n", "found nothing on its first line"),
        (UMLAUTS.encode("latin-1"), "bytes that are not UTF-8"),
        (PASSPHRASE.encode("utf-16-le"), "no plain text"),
        (b"\xff\xfe\x00", "bytes that are not UTF-8"),
        (b"x" * 20_000, "more than 16,384 bytes"),
    ],
    ids=["empty", "empty first line", "mark alone", "latin-1", "utf-16 without mark", "half a sign", "something else"],
)
def test_what_is_no_secret_is_told_in_one_sentence(store, tmp_path, content, told):
    done = call("store", "verify", store, "--passphrase-file", save_secret(tmp_path / "words", content))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: words: found ") and told in done.stderr
    assert done.stderr.count("\n") == 1 and "quiet" not in done.stderr and "ruhige" not in done.stderr


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_a_pin_is_read_however_the_file_was_saved(tmp_path, mark):
    content = mark + f"{PIN}\r\n".encode("utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-8")
    words, pin = save_secret(tmp_path / "words", OTHER), save_secret(tmp_path / "pin", content)
    init = ("store", "init", tmp_path / "store", "--code", "AB", "--passphrase-file", words, "--pin-file")
    done = call(*init, pin)
    assert done.returncode == 0


def test_a_secret_may_come_through_a_pipe(store):
    line = f'"{WORKBENCH}" store verify "{store}" --passphrase-file <(printf "%s\\n" "{UMLAUTS}")'
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert (done.returncode, "holds what was written" in done.stdout) == (0, True)


def test_the_earlier_name_of_an_option_still_works(tmp_path):
    words, pin = save_secret(tmp_path / "words", PASSPHRASE), save_secret(tmp_path / "pin", PIN)
    init = ("store", "init", tmp_path / "store", "--passphrase-file", words, "--pin-file", pin)
    done = call(*init, "--practitioner", " ")
    assert done.returncode == 2
    done = call(*init, "--practitioner", "AB")
    assert done.returncode == 0
