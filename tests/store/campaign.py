"""Writers that are killed, cut off from power, or left without disk: run as a program, prints one line of JSON.

usage: campaign.py kill|power|full FOLDER CUTS SYNCHRONOUS

The launcher's desk writes as fast as it can; every acknowledgement goes down a pipe. After each cut the
store is opened again and every acknowledged change is looked for in it.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from workbench.errors import StoreDamaged, StoreFull
from workbench.model.changes import Envelope, Said
from workbench.store import Store, StoreDesk, database, families, sittings
from workbench.store.keyring import Cost
from workbench.store.verify import verify

PASSPHRASE = "four unrelated words here"


def make(folder: Path) -> str:
    """Make a store with one sitting; return the id of its draft."""
    cost = Cost(passes=1, memory_kib=8, lanes=1)
    store, _ = Store.create(folder, PASSPHRASE, practitioner="AB", pin="2580", cost=cost)
    with store:
        child = families.add_child(store, families.add_family(store).id)
        today = datetime.now(UTC).date()
        return sittings.start_sitting(store, child.id, on=today, present=(), decided_by="AB", reason="Tonight.")


def write(folder: Path, draft_id: str, acknowledged: int) -> None:
    """Record one change after another and tell the pipe of each acknowledgement."""
    store = Store.open(folder, PASSPHRASE)
    desk = StoreDesk(store)
    opened = desk.open(draft_id, "tab")
    item, revision = opened.draft.form.items[0].id, opened.draft.revision
    while True:
        change = Said(statement=f"s{revision % 7}", item=item, informant="child", words=f"{revision} " * 20)
        done = desk.record(Envelope(draft=draft_id, tab="tab", id=f"c-{revision}", base=revision, change=change))
        os.write(acknowledged, f"{done.id}\n".encode())
        revision = done.revision


def cut_once(folder: Path, draft_id: str, seconds: float, *, at_work: bool) -> set[str]:
    """Kill a writer some seconds after its start, or its first word; return the changes it was told were saved."""
    reading, writing = os.pipe()
    writer = os.fork()
    if not writer:
        os.close(reading)
        write(folder, draft_id, writing)
    os.close(writing)
    first = os.read(reading, 1) if at_work else b""
    time.sleep(seconds)
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    with os.fdopen(reading) as lines:
        told = first.decode() + lines.read()
    return set(told.rpartition("\n")[0].split())


def kept_in(folder: Path) -> tuple[set[str], list[str], bool]:
    """Open the store; return the changes in its journal, what `verify` objects to, and whether it was called older."""
    try:
        store, older = Store.open(folder, PASSPHRASE), False
    except StoreDamaged:
        store, older = Store.open(folder, PASSPHRASE, accept_older=True), True
    with store:
        with store.reading() as connection:
            kept = set(connection.exec_driver_sql("SELECT change_id FROM journal").scalars())
        return kept, verify(store), older


def campaign(kind: str, folder: Path, cuts: int) -> dict:
    """Cut `cuts` times; after a power cut go on with what was synced."""
    dice = random.Random(f"{kind} {cuts}")
    draft_id = make(folder)
    shadow = Path(os.environ["SHIM_SHADOW"]) if kind == "power" else None
    acknowledged: set[str] = set()
    lost, cuts_that_lost, unnoticed, called_older, findings = 0, 0, 0, 0, []
    for cut in range(cuts):
        if shadow:
            shutil.copytree(folder, shadow, dirs_exist_ok=True)
        now = cut_once(folder, draft_id, dice.uniform(0.0, 0.2), at_work=cut % 4 != 0)
        if shadow:
            shutil.rmtree(folder)
            shutil.copytree(shadow, folder)
            shutil.rmtree(shadow)
        kept, objections, older = kept_in(folder)
        missing = now - kept
        lost, cuts_that_lost = lost + len(missing), cuts_that_lost + bool(missing)
        unnoticed += bool(missing) and not older
        called_older += older
        acknowledged |= now - missing
        findings += objections + [f"lost later: {name}" for name in acknowledged - kept]
    return {
        "acknowledged": len(acknowledged) + lost,
        "lost": lost,
        "cuts_that_lost": cuts_that_lost,
        "unnoticed": unnoticed,
        "called_older": called_older,
        "findings": findings,
    }


def fill_the_disk(folder: Path) -> dict:
    """Write until the disk is full, look, make room, and go on."""
    draft_id = make(folder)
    refusals, before_room = 0, 0
    acknowledged: set[str] = set()
    with Store.open(folder, PASSPHRASE) as store:
        desk = StoreDesk(store)
        opened = desk.open(draft_id, "tab")
        item, revision = opened.draft.form.items[0].id, opened.draft.revision
        os.environ["SHIM_ROOM"] = "1500000"
        while len(acknowledged) < 2_000 and refusals < 3:
            change = Said(statement="s", item=item, informant="child", words=f"{revision} " * 400)
            try:
                done = desk.record(
                    Envelope(draft=draft_id, tab="tab", id=f"c-{revision}", base=revision, change=change)
                )
            except StoreFull:
                refusals += 1
                at_refusal = sittings.sittings_of(store, opened.code)[0].revision
                assert at_refusal == revision, (at_refusal, revision)
                if refusals == 2:
                    before_room = len(acknowledged)
                    os.environ["SHIM_ROOM"] = "3000000"
            else:
                acknowledged.add(done.id)
                revision = done.revision
        del os.environ["SHIM_ROOM"]
    kept, findings, _ = kept_in(folder)
    return {
        "acknowledged": len(acknowledged),
        "lost": len(acknowledged - kept),
        "added": len(kept - acknowledged),
        "refusals": refusals,
        "before_room": before_room,
        "findings": findings,
    }


if __name__ == "__main__":
    kind, folder, cuts, synchronous = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    database.PRAGMAS = tuple(p.replace("synchronous = FULL", f"synchronous = {synchronous}") for p in database.PRAGMAS)
    print(json.dumps(fill_the_disk(folder) if kind == "full" else campaign(kind, folder, cuts)))
