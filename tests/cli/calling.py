"""The installed command, as a script calls it."""

import subprocess
import sys
from pathlib import Path

WORKBENCH = Path(sys.executable).with_name("workbench")
PASSPHRASE, OTHER, PIN = "four unrelated words here", "quite other words again", "2580"


def call(*words: object, **more) -> subprocess.CompletedProcess[str]:
    """Start `workbench` without a terminal and wait for its end."""
    more = {"stdin": subprocess.DEVNULL, "timeout": 100, "capture_output": True, "text": True, **more}
    return subprocess.run([WORKBENCH, *map(str, words)], check=False, **more)


def save_secret(path: Path, content: str | bytes) -> Path:
    """Write a file that only its owner can read."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    path.chmod(0o600)
    return path
