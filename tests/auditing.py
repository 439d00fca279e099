"""Ask pip-audit about the lock, and tell what it found or why it could not look. Called by `make audit`."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements.lock"


def look(program: str, service: str, lock: Path = LOCK) -> list[dict] | None:
    """What pip-audit says about each dependency; None when it could not be asked."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        asked = ["--requirement", lock, "--require-hashes", "--disable-pip", "--progress-spinner", "off"]
        command = [program, *asked, "--vulnerability-service", service, "--format", "json", "--output", report]
        try:
            subprocess.run([str(word) for word in command], check=False, capture_output=True, timeout=600)
            return json.loads(report.read_text())["dependencies"]
        except (OSError, subprocess.TimeoutExpired, ValueError, LookupError):
            return None


def tell(found: list[dict] | None) -> tuple[int, str]:
    """Exit status and words: 1 only where a weakness is known; where nobody could look, that is said."""
    known = [one for one in found or () if "skip_reason" not in one]
    if not known:
        return 0, "Nobody could look: no list of known weaknesses was reached from here, so nothing is cleared."
    weak = [
        f"{one['name']} {one['version']}: {weakness['id']}; mended in {', '.join(weakness['fix_versions']) or 'none'}"
        for one in known
        for weakness in one["vulns"]
    ]
    unseen = len(found or ()) - len(known)
    beside = f" {unseen} could not be looked up." if unseen else ""
    if weak:
        return 1, "\n".join([*weak, f"{len(weak)} known weaknesses.{beside} Raise the versions, then `make lock`."])
    return 0, f"{len(known)} dependencies looked up, no weakness known.{beside}"


def main(program: str) -> int:
    """Look with one service after the other until one answers."""
    services = ("pypi", "osv")
    answers = (look(program, service) for service in services)
    status, words = tell(next((answer for answer in answers if answer and any("vulns" in one for one in answer)), None))
    print(words)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
