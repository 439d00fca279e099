"""A released version asks, branches, scores and alerts for ever as it did; all else about it stays free."""

import os
import shutil
from pathlib import Path

import msgspec
import pytest

import workbench
from cli.calling import call
from workbench.library import loading
from workbench.library.check import check_file, check_shipped
from workbench.library.reading import read
from workbench.library.released import RECORD, fingerprint
from workbench.model import instrument as format_of

FREE = {
    "Instrument": {"format", "licence", "every_sitting", "offer", "waits_for_consent", "examples"},
    "Item": {"source"},
    "Guidance": {"source"},
}
CHANGES = {
    "a text": ("small", '"Teeth and mouth"', '"Mouth and teeth"'),
    "a text for a child": ("small", '"Does your mouth hurt?"', '"Do your teeth hurt?"'),
    "an anchor": ("small", "Swollen cheek", "A swollen cheek"),
    "a label": ("small", '"Watch"', '"Look"'),
    "the order of anchors": ("small", '"The room is quiet and private.", "Others can', '"Others can'),
    "a code": ("small", '"left_behind", "born_into"', '"left_behind"'),
    "the ages": ("small", 'ages = ["3-5", "6-11"]\ngroups', 'ages = ["6-11"]\ngroups'),
    "a branch": ("small", "is = [2, 3] }]", "is = [1, 2, 3] }]"),
    "another kind of branch": ("small", 'show_if = [{ item = "teeth"', 'show_if_any = [{ item = "teeth"'),
    "an alert": ("small", "when = [3]", "when = [2, 3]"),
    "whether an unknown alerts": ("small", 'note = "dentist" }', 'note = "dentist", stays_open = false }'),
    "by when to act": ("small", '"72 hours"', '"today"'),
    "what to do": ("small", "Call a dentist.", "Ring a dentist."),
    "whom to call": ("small", 'call = ["doctor"]', 'call = ["doctor", "supervisor"]'),
    "the order of sections": ("small", '{ id = "start", title = "Start" },', '{ id = "start", title = "A start" },'),
    "who rates": ("small", 'rated_by = "practitioner"', 'rated_by = "child"'),
    "before whom not to ask": ("small", 'not_in_presence_of = ["partner"]', 'not_in_presence_of = ["parent"]'),
    "what is optional": ("small", "optional = true\n", ""),
    "a reversed item": ("days", "reversed = true\n", ""),
    "the days that count": ("days", "window_days = 7", "window_days = 14"),
    "a band": ("days", "from = 9.5", "from = 9"),
    "a way of scoring": ("days", 'method = "sum"', 'method = "mean"'),
    "what may be missing": ("days", "missing_allowed = 1", "missing_allowed = 0"),
}
LEFT_FREE = {
    "line ends": ("small", "\n", "\r\n"),
    "a note to whom it may concern": ("small", "[[items]]\n", "[[items]]\n# A note.\n"),
    "the order of fields": (
        "small",
        'domain = "health"\nlevel = "structural"',
        'level = "structural"\ndomain = "health"',
    ),
    "a source of an item": ("small", '"000 › Health issues and needs"\n[items.say]', '"000 › Health"\n[items.say]'),
    "a source of a note": ("small", "practice: pain does not wait", "practice: pain cannot wait"),
    "a licence": ("small", '"Apache-2.0"', '"CC0-1.0"'),
    "how often it is filled in": ("small", 'presence = "here"', 'presence = "here"\nevery_sitting = true'),
    "where it is offered": (
        "small",
        'presence = "here"',
        'presence = "here"\noffer = { place = 4, what_for = "a look at the teeth" }',
    ),
    "whether it waits": ("small", 'presence = "here"', 'presence = "here"\nwaits_for_consent = false'),
    "a number written otherwise": ("days", "from = 3,", "from = 3.0,"),
    "a default that is spelt out": ("small", 'source = "practice: pain', 'source = "practice: pain'),
}
OTHER_VALUE = {"format": 2, "missing_allowed": 2, "window_days": 7, "lowest": 4.5}


@pytest.fixture
def texts(small, days):
    return {"small": small, "days": days}


@pytest.fixture
def released(small, save, tmp_path):
    """The small definition, released as it is."""
    path = save(small)
    (tmp_path / RECORD).write_text(f'"small/1.0" = "{fingerprint(read(small, "small"))}"\n')
    return path


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_asked_branched_scored_and_alerted_is_held(change, texts):
    name, old, new = CHANGES[change]
    assert old in texts[name]
    assert fingerprint(read(texts[name].replace(old, new, 1), name)) != fingerprint(read(texts[name], name))


def test_the_order_of_questions_is_held(small):
    form = read(small, "small")
    turned = msgspec.structs.replace(form, items=(form.items[1], form.items[0], *form.items[2:]))
    assert fingerprint(turned) != fingerprint(form)


@pytest.mark.parametrize("change", LEFT_FREE)
def test_how_it_is_offered_sourced_and_written_stays_free(change, texts):
    name, old, new = LEFT_FREE[change]
    changed = texts[name].replace(old, new)
    assert old in texts[name] and fingerprint(read(changed, name)) == fingerprint(read(texts[name], name))


@pytest.mark.parametrize(
    "struct",
    ["Responses", "Condition", "Critical", "Guidance", "Band", "Scale", "Section", "Item", "Instrument"],
)
def test_every_field_of_the_format_is_held_or_declared_free(struct, texts):
    """A field that nobody thought of is held."""
    form = read(texts["days"], "days")
    kind = getattr(format_of, struct)
    sample = next(found for found in (*_structs(form), *_structs(read(texts["small"], "small"))) if type(found) is kind)
    free = set()
    for field in msgspec.structs.fields(kind):
        held = getattr(sample, field.name)
        changed = msgspec.structs.replace(sample, **{field.name: _another(field.name, held)})
        if fingerprint(changed) == fingerprint(sample):
            free.add(field.name)
    assert free == FREE.get(struct, set())


def _structs(value):
    if isinstance(value, msgspec.Struct):
        yield value
        for field in msgspec.structs.fields(value):
            yield from _structs(getattr(value, field.name))
    elif isinstance(value, dict | tuple):
        for held in value.values() if isinstance(value, dict) else value:
            yield from _structs(held)


def _another(name, held):
    if name in OTHER_VALUE:
        return OTHER_VALUE[name]
    match held:
        case bool():
            return not held
        case str():
            return held + "x"
        case tuple():
            return (*held, "x")
        case dict():
            return {**held, "x": "x"}
        case _:
            return "x"


def test_a_field_that_is_new_to_the_format_changes_no_digest(small):
    """A later format adds a field, empty unless said; what was released before means what it meant."""
    form = read(small, "small")
    later = msgspec.defstruct(
        "Later", [("colour", str, ""), ("offer", str, "always")], bases=(format_of.Instrument,), kw_only=True
    )
    fields = {name: getattr(form, name) for name in form.__struct_fields__ if name != "offer"}
    assert fingerprint(later(**fields)) == fingerprint(later(**fields, offer="at intake")) == fingerprint(form)
    assert fingerprint(later(**fields, colour="red")) != fingerprint(form)


def test_a_released_file_as_it_was_is_without_fault(released):
    assert check_file(released) == []


def test_line_ends_of_another_system_are_no_change(released, small):
    released.write_bytes(small.replace("\n", "\r\n").encode())
    assert check_file(released) == []


def test_a_change_of_a_released_file_is_refused_with_what_to_do(released, small):
    released.write_text(small.replace("Swollen cheek", "A swollen cheek"))
    told = [str(fault) for fault in check_file(released)]
    assert len(told) == 1
    assert "version: found a released 1.0 that was changed; allowed: the questions, answers, branches" in told[0]
    assert told[0].endswith("make the change in a new version: copy the file and raise the number.")


def test_a_new_version_beside_it_may_differ(released, small, save):
    text = small.replace('version = "1.0"', 'version = "1.1"').replace("Swollen cheek", "A swollen cheek")
    path = save(text, name="1.1.toml")
    assert check_file(path) == []


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        ('"small/1.0" = 5', "small/1.0: found an entry that is no text; allowed: the digest of the version."),
        ('"small/1.0" = x\n', "line 1: found text that is not TOML"),
    ],
)
def test_a_damaged_record_is_told(released, tmp_path, record, sentence):
    (tmp_path / RECORD).write_text(record)
    assert [sentence in str(fault) for fault in check_file(released)] == [True]


@pytest.fixture
def shipped(tmp_path, monkeypatch, small):
    """Say what ships in place of the real instruments; find the faults by file."""

    def found(record):
        (tmp_path / RECORD).write_text(record)
        monkeypatch.setattr(loading, "definitions", lambda: tmp_path)
        loading._shelf.cache_clear()
        return {file: [str(fault) for fault in faults] for file, faults in check_shipped().items()}

    yield found
    monkeypatch.undo()
    loading._shelf.cache_clear()
    loading.instrument.cache_clear()


def test_a_shipped_file_that_was_changed_or_lost_after_release_is_told(released, shipped):
    found = shipped(f'"small/1.0" = "{"0" * 64}"\n"small/0.9" = "{"0" * 64}"\n')
    assert "a released 1.0 that was changed" in found["small/1.0.toml"][0]
    assert "released.toml, small/0.9: found a released version without its file" in found[RECORD][0]


def test_what_ships_without_a_line_in_the_record_is_told_the_line(released, shipped, small, save):
    save(
        Path(__file__).with_name("definitions").joinpath("small", "1.0.de.toml").read_text("utf-8"), name="1.0.de.toml"
    )
    line = f'"small/1.0" = "{fingerprint(read(small, "small"))}"'
    found = shipped("")
    assert found["small/1.0.toml"][0].endswith(f"Add the line: {line}.")
    assert 'Add the line: "small/1.0.de" = "' in found["small/1.0.de.toml"][0]
    lines = [told[0].partition("Add the line: ")[2].rstrip(".") for told in found.values() if told]
    assert not any(shipped("\n".join(lines)).values())


def test_the_words_of_a_released_translation_are_held(released, shipped, save):
    words = Path(__file__).with_name("definitions").joinpath("small", "1.0.de.toml").read_text("utf-8")
    record = Path(__file__).with_name("definitions").joinpath(RECORD).read_text("utf-8")
    record = "\n".join(line for line in record.splitlines() if "days" not in line)
    path = save(words, name="1.0.de.toml")
    assert not any(shipped(record).values())
    path.write_text(words.replace('title = "', 'title = "Ein anderer ', 1), "utf-8")
    assert "a released 1.0.de that was changed" in shipped(record)["small/1.0.de.toml"][0]


def test_everything_that_ships_is_in_the_record():
    shipped = {f"{name}/{version}" for name in loading.instruments() for version in loading.versions(name)}
    assert shipped <= loading.released().keys()
    assert all(len(value) == 64 for value in loading.released().values())


@pytest.mark.parametrize("name", ["child_needs", "child_voice", "safety_screen"])
def test_the_command_refuses_a_changed_copy_of_what_ships(name, tmp_path):
    copy = tmp_path / name / "1.0.toml"
    copy.parent.mkdir()
    text = loading.source(name, "1.0")
    copy.write_text(text, "utf-8")
    ended = call("instruments", "check", copy)
    assert ended.returncode == 0
    item = next(item for item in read(text, name).items if len(item.anchors) > 1)
    copy.write_text(text.replace(item.anchors[0], item.anchors[0] + " Always."), "utf-8")
    done = call("instruments", "check", copy)
    assert (done.returncode, "found a released 1.0 that was changed" in done.stderr) == (1, True)


def test_the_command_refuses_a_question_that_was_changed_where_it_ships(tmp_path):
    source = shutil.copytree(Path(workbench.__file__).parent, tmp_path / "src" / "workbench")
    screen = source / "library" / "definitions" / "safety_screen" / "1.0.toml"
    text = screen.read_text("utf-8")
    screen.write_text(text.replace('within = "today"', 'within = "this week"', 1), "utf-8")
    done = call("instruments", "check", env={**os.environ, "PYTHONPATH": str(source.parent)})
    assert done.returncode == 1
    assert "safety_screen/1.0.toml, version: found a released 1.0 that was changed" in done.stderr
