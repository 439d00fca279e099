"""Numbers: every one with provenance; overlays are checked, and the nearest valid name is told."""

import pytest

from workbench.errors import UnknownName, WrongParameter
from workbench.synth.parameters import PROVENANCE, read_parameters, scenarios


def overlay(tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(text)
    return path


def test_the_scenarios_of_the_contract_ship():
    assert set(scenarios()) >= {"default", "null_groups", "variance_only", "strong_families", "mnar", "small", "shock"}


@pytest.mark.parametrize("scenario", scenarios())
def test_every_number_has_unit_and_provenance(scenario):
    for parameter in read_parameters(scenario):
        assert parameter.unit, parameter.name
        assert parameter.provenance in PROVENANCE
        assert len(parameter.reason) > 8, parameter.name


def test_an_overlay_changes_what_it_names_and_nothing_else(tmp_path):
    text = '[setbacks]\nmonthly_rate = { value = 0.2, unit = "events per month", assumption = "a hard place" }\n'
    mine = {one.name: one for one in read_parameters(overlay(tmp_path, text))}
    plain = {one.name: one for one in read_parameters()}
    assert {name for name in plain if mine[name] != plain[name]} == {"setbacks.monthly_rate"}
    assert mine["setbacks.monthly_rate"].reason == "a hard place"


def test_one_key_of_many_may_be_changed(tmp_path):
    text = '[setbacks]\ngroup = { value = { born_into = 0.9 }, unit = "log rate ratio" }\n'
    group = read_parameters(overlay(tmp_path, text)).by("setbacks.group")
    assert group["born_into"] == 0.9
    assert group["trafficked_with"] == read_parameters().by("setbacks.group")["trafficked_with"]


def test_one_number_may_stand_for_every_key(tmp_path):
    text = '[setbacks]\ngroup = { value = 0, unit = "log rate ratio" }\n'
    assert set(read_parameters(overlay(tmp_path, text)).by("setbacks.group").values()) == {0}


def test_an_overlay_may_extend_another(tmp_path):
    text = 'extends = "null_groups"\n[setbacks]\nmonthly_rate = { value = 0.2, unit = "events per month" }\n'
    numbers = read_parameters(overlay(tmp_path, text))
    assert numbers.number("setbacks.criterion") == 0
    assert numbers.number("setbacks.monthly_rate") == 0.2


def test_an_overlay_that_leads_back_to_itself_is_refused(tmp_path):
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    first.write_text(f'extends = "{second.name}"')
    second.write_text(f'extends = "{first}"')
    with pytest.raises(WrongParameter, match="leads back to this file"):
        read_parameters(first)


WRONG = {
    "a name": ('[setbacks]\nmonthly_rates = { value = 1, unit = "x" }', "Did you mean 'setbacks.monthly_rate'?"),
    "a part without a name": ("[setback]", "Did you mean 'setbacks'?"),
    "a key": ('[setbacks]\ngroup = { value = { born = 1 }, unit = "log rate ratio" }', "Did you mean 'born_"),
    "a unit": ('[setbacks]\nmonthly_rate = { value = 0.1, unit = "per year" }', "unit = 'events per month'"),
    "no unit": (
        "[setbacks]\nmonthly_rate = { value = 0.1 }",
        "found no unit; allowed: a value with unit = 'events per",
    ),
    "no value": ('[setbacks]\nmonthly_rate = { unit = "events per month" }', "found no value"),
    "out of range": ('[setbacks]\nmonthly_rate = { value = 7, unit = "events per month" }', "The nearest is 1."),
    "nan": ('[setbacks]\nmonthly_rate = { value = nan, unit = "events per month" }', "found nan"),
    "text": ('[setbacks]\nmonthly_rate = { value = "7", unit = "events per month" }', "allowed: a number"),
    "a field": ('[setbacks]\nmonthly_rate = { values = 7, unit = "events per month" }', "found 'values'"),
    "shares": ('[exposure]\ncontact = { value = { none = 0.9 }, unit = "share of the whole" }', "shares sum to"),
    "steps": ('[ratings]\nsteps = { value = { act = 0.1 }, unit = "SD of latent need" }', "the steps do not rise"),
    "together": ('[needs]\nfamily_share = { value = 0.8, unit = "share of variance" }', "exceed 1 together"),
    "too late": ('[design]\nexits_until_month = { value = 80, unit = "months" }', "allowed: up to 66"),
    "no table": ("setbacks = 3", "found no table"),
    "no TOML": ("[setbacks", "not TOML"),
}


@pytest.mark.parametrize(("text", "sentence"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_is_refused(tmp_path, text, sentence):
    with pytest.raises((UnknownName, WrongParameter)) as told:
        read_parameters(overlay(tmp_path, text))
    assert sentence in str(told.value)
    assert "mine.toml" in str(told.value)


def test_an_unknown_scenario_tells_the_nearest():
    with pytest.raises(UnknownName, match="Did you mean 'null_groups'"):
        read_parameters("null_group")
    with pytest.raises(WrongParameter, match=r"cannot be read \(No such file or directory\)"):
        read_parameters("nowhere.toml")


def test_a_scenario_is_read_as_other_editors_save_it_or_told_as_no_text(tmp_path):
    path = overlay(tmp_path, "[ratings]\n")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_parameters(path)
    path.write_bytes("[ratings]\n".encode("utf-16"))
    with pytest.raises(WrongParameter, match="found bytes that are not UTF-8"):
        read_parameters(path)
