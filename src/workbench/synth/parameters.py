"""The numbers of the generator: every one with unit, plausible range and provenance; scenarios lay others over them."""

import difflib
import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import DefinitionError, UnknownName, WrongParameter
from ..library.sources import mentioned_faults

PROVENANCE = ("source", "derived", "assumption")
SHARES = "share of the whole"
RISING = ("ratings.steps", "ratings.strength_steps")
DEFAULT = "default"
SHIPPED = "synth/numbers"


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One number, or one per key. `reason` is the pointer, the arithmetic or the reason that `provenance` calls for."""

    name: str
    value: float | str | Mapping[str, float]
    unit: str
    lowest: float
    highest: float
    provenance: str
    reason: str


class Parameters:
    """All numbers of a scenario, by name."""

    def __init__(self, scenario: str, named: Mapping[str, Parameter]) -> None:
        self.scenario = scenario
        self._named = dict(named)

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self._named.values())

    def __getitem__(self, name: str) -> Parameter:
        if name not in self._named:
            raise UnknownName(f"parameter '{name}': no such name. {_nearest(name, self._named)}")
        return self._named[name]

    def number(self, name: str) -> float:
        """Value of a parameter that is one number."""
        value = self[name].value
        assert isinstance(value, (int, float)), name
        return float(value)

    def word(self, name: str) -> str:
        """Value of a parameter that is a word."""
        return str(self[name].value)

    def by(self, name: str) -> Mapping[str, float]:
        """Values of a parameter by key, in the order of the file."""
        value = self[name].value
        assert isinstance(value, Mapping), name
        return value

    def array(self, name: str) -> np.ndarray:
        """Values of a parameter, in the order of its keys."""
        return np.array(list(self.by(name).values()), dtype=float)


def scenarios() -> list[str]:
    """Name the scenarios that ship."""
    found = [file.name.removesuffix(".toml") for file in _scenario_folder().iterdir() if file.name.endswith(".toml")]
    return sorted([DEFAULT, *found])


def read_parameters(scenario: str | Path = DEFAULT) -> Parameters:
    """Read all numbers and lay a scenario over them.

    Parameters
    ----------
    scenario
        A name of `scenarios()`, or the path of a TOML file of your own that ends in `.toml`.

    Raises
    ------
    UnknownName
        No scenario, or no parameter or key, of that name; the sentence gives the nearest.
    WrongParameter
        A wrong unit, a value out of range, shares that do not sum to 1, a file that is not TOML.
    """
    named = dict(_shipped())
    parts = sorted({name.partition(".")[0] for name in named})
    for file, overlay in reversed(list(_overlays(scenario))):
        for part, entries in overlay.items():
            if part not in parts:
                raise UnknownName(f"{file}: parameters '{part}' do not exist. {_nearest(part, parts)}")
            for name, entry in entries.items():
                key = f"{part}.{name}"
                if key not in named:
                    raise UnknownName(f"{file}: parameter '{key}' does not exist. {_nearest(key, named)}")
                named[key] = _laid_over(file, named[key], entry)
    _check_together(str(scenario), named)
    return Parameters(str(scenario), named)


def _shipped() -> Iterator[tuple[str, Parameter]]:
    for file, given in _numbers():
        _check_value(file, given, given.value)
        yield given.name, given


def _numbers() -> Iterator[tuple[str, Parameter]]:
    """Every number that ships, with the name of its file."""
    for file in sorted(files(__package__).joinpath("numbers").iterdir(), key=lambda file: file.name):
        for part, entries in tomllib.loads(file.read_text("utf-8")).items():
            for name, entry in entries.items():
                (provenance,) = [word for word in PROVENANCE if word in entry]
                low, high = entry.get("range", (-math.inf, math.inf))
                given = Parameter(
                    name=f"{part}.{name}",
                    value=entry["value"],
                    unit=entry["unit"],
                    lowest=low,
                    highest=high,
                    provenance=provenance,
                    reason=entry[provenance],
                )
                yield file.name, given


def check_numbers() -> list[DefinitionError]:
    """List the faults of what the numbers that ship say about where they come from."""
    return [
        fault.as_error(f"{SHIPPED}/{file}")
        for file, given in _numbers()
        for fault in mentioned_faults(given.name, given.reason, alone=given.provenance == "source")
    ]


def _overlays(scenario: str | Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The overlay of a scenario, then those that it extends."""
    passed: set[Path] = set()
    while str(scenario) != DEFAULT:
        if str(scenario).endswith(".toml"):
            file, text = Path(scenario).name, _text(Path(scenario))
            if (path := Path(scenario).resolve()) in passed:
                raise WrongParameter(f"{file}: 'extends' leads back to this file. Extend another, or none.")
            passed.add(path)
        else:
            if scenario not in scenarios():
                known = ", ".join(scenarios())
                raise UnknownName(
                    f"scenario '{scenario}': no such name; there are: {known}. {_nearest(str(scenario), scenarios())} "
                    "For a file of your own, give a path that ends in .toml."
                )
            file, text = f"{scenario}.toml", _scenario_folder().joinpath(f"{scenario}.toml").read_text("utf-8")
        try:
            overlay = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise WrongParameter(f"{file}: not TOML ({error}). Correct the file.") from None
        base = overlay.pop("extends", DEFAULT)
        overlay.pop("about", None)
        for part, entries in overlay.items():
            if not isinstance(entries, dict) or not all(isinstance(entry, dict) for entry in entries.values()):
                raise WrongParameter(f"{file}, '{part}': found no table; write [{part}.name] with value and unit.")
        yield file, overlay
        scenario = Path(scenario).parent / base if str(base).endswith(".toml") else base


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongParameter(f"{path.name}: found bytes that are not UTF-8. Save it as plain text in UTF-8.") from None
    except OSError as error:
        raise WrongParameter(f"{path.name}: cannot be read ({error.strerror}). Check the path.") from None


def _laid_over(file: str, parameter: Parameter, entry: dict[str, Any]) -> Parameter:
    where = f"{file}, parameter '{parameter.name}'"
    if strange := sorted(set(entry) - {"value", "unit", *PROVENANCE}):
        raise WrongParameter(f"{where}: found '{strange[0]}'; allowed: value, unit, {', '.join(PROVENANCE)}.")
    if "value" not in entry or entry.get("unit") != parameter.unit:
        found = "no value" if "value" not in entry else f"unit {entry['unit']!r}" if "unit" in entry else "no unit"
        raise WrongParameter(f"{where}: found {found}; allowed: a value with unit = {parameter.unit!r}.")
    value, old = entry["value"], parameter.value
    if isinstance(old, Mapping):
        if isinstance(value, dict):
            if strange := [key for key in value if key not in old]:
                raise UnknownName(f"{where}: key '{strange[0]}' does not exist. {_nearest(strange[0], old)}")
            value = {**old, **value}
        else:
            value = dict.fromkeys(old, value)
    _check_value(file, parameter, value)
    why = [(word, entry[word]) for word in PROVENANCE if word in entry]
    for fault in mentioned_faults(f"parameter '{parameter.name}'", str(why[0][1]) if why else ""):
        raise WrongParameter(str(fault.as_error(file)))
    provenance, reason = why[0] if why else ("assumption", f"chosen for the scenario in {file}")
    return replace(parameter, value=value, provenance=provenance, reason=reason)


def _check_value(file: str, parameter: Parameter, value: Any) -> None:
    where = f"{file}, parameter '{parameter.name}'"
    if isinstance(parameter.value, str):
        if not isinstance(value, str):
            raise WrongParameter(f"{where}: found a number; allowed: {parameter.unit}.")
        return
    numbers = value if isinstance(value, Mapping) else {"": value}
    for key, number in numbers.items():
        place = f"{where}, key '{key}'" if key else where
        if isinstance(number, bool) or not isinstance(number, (int, float)):
            raise WrongParameter(f"{place}: found a value of type {type(number).__name__}; allowed: a number.")
        if not parameter.lowest <= number <= parameter.highest:
            near = parameter.lowest if math.isnan(number) else min(max(number, parameter.lowest), parameter.highest)
            allowed = f"{parameter.lowest:g} to {parameter.highest:g} {parameter.unit}"
            raise WrongParameter(f"{place}: found {number:g}; allowed: {allowed}. The nearest is {near:g}.")
    if parameter.unit == SHARES and not math.isclose(sum(numbers.values()), 1, abs_tol=1e-6):
        raise WrongParameter(f"{where}: the shares sum to {sum(numbers.values()):g}; allowed: 1. Give every key.")
    if parameter.name in RISING and sorted(set(numbers.values())) != list(numbers.values()):
        raise WrongParameter(f"{where}: the steps do not rise; allowed: each higher than the one before.")


def _check_together(file: str, named: Mapping[str, Parameter]) -> None:
    def at(name: str) -> float:
        return float(named[name].value)  # type: ignore[arg-type]

    if at("needs.family_share") + at("needs.child_share") > 1:
        raise WrongParameter(f"{file}: needs.family_share and needs.child_share exceed 1 together; lower one of them.")
    if at("design.exits_until_month") + 18 > at("design.study_months"):
        latest = at("design.study_months") - 18
        raise WrongParameter(
            f"{file}: design.exits_until_month leaves under 18 months of study; allowed: up to {latest:g}."
        )


def _nearest(name: str, known: Any) -> str:
    near = difflib.get_close_matches(name, [str(one) for one in known], n=1, cutoff=0)
    return f"Did you mean '{near[0]}'?" if near else ""


def _scenario_folder() -> Any:
    return files(__package__).joinpath("scenarios")
