"""Two windows at once, through a started launcher: on one guided sitting, and on one note in panel and plain page."""

from launcher.running import PASSPHRASE, Page, begin_sitting, launcher
from workbench.store import Store, families


def change(draft: str, tab: str, view: dict, name: str, **what: object) -> dict:
    """A change as the form of a window sends it."""
    return {"draft": draft, "tab": tab, "id": name, "base": view["revision"], "change": what}


def test_the_later_window_holds_the_sitting_and_a_note_is_written_from_panel_and_page(tmp_path):
    draft = begin_sitting(tmp_path / "store")
    with Store.open(tmp_path / "store", PASSPHRASE) as store:
        (child,) = families.children(store)
    with launcher(tmp_path) as running, Page(running.browser) as first, Page(running.browser) as second:
        view = first.say({"kind": "open", "draft": draft, "tab": "a"})[0]["view"]
        later = second.say({"kind": "open", "draft": draft, "tab": "b"})[0]["view"]
        go = {"kind": "answer", "item": "go_on", "value": "ask"}
        danger = {"kind": "answer", "item": "danger_now", "value": "yes"}
        refused = first.say(change(draft, "a", view, "a1", **go))
        assert refused[-1] == {"kind": "read_only", "id": "a1"}
        assert second.say(change(draft, "b", later, "b1", **go))[-1]["kind"] == "saved"
        told = second.say(change(draft, "b", later | {"revision": 1}, "b2", **danger))
        assert told[-1]["kind"] == "saved"
        path = running.browser.note_of(child.id)
        assert running.browser.post_form(path, {"words": "From the page."}).headers["location"] == path
        words = {"kind": "note_words", "item": "danger_now", "words": "From the panel.", "clear": []}
        stale = second.say(change(draft, "b", later | {"revision": 2}, "b3", **words))
        assert stale[-1]["kind"] != "saved", "what the page wrote is not written over unseen"
        fresh = second.say({"kind": "open", "draft": draft, "tab": "b"})[0]["view"]
        assert "From the page." in str(fresh["notes"])
        assert second.say(change(draft, "b", fresh, "b4", **words))[-1]["kind"] == "saved"
        assert "From the panel." in running.browser.get(path).text
