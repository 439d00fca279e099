"""Rules for the tests themselves: nothing happens inside an assert, nothing is tried again without a reason."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import conftest

TESTS = Path(__file__).parent
# Calls that change something, whoever is called: collections, files, requests, windows, processes.
CHANGING = re.compile(
    "append|extend|insert|pop|popitem|add|discard|remove|update|setdefault|write|write_text|write_bytes|unlink|mkdir|rmdir|"
    "rmtree|chmod|symlink_to|touch|post|post_json|send|send_bytes|redeem|new_token|unlock|lock|cover|uncover|execute|"
    "exec_driver_sql|commit|click|fill|press|goto|kill|terminate|hand_over|take_back|amend|first_run|invoke|"
    "create|set|save|wait|run"
)
# Changing on a desk, while answers of the same name make a new value.
ON_A_DESK = re.compile("record")
# Functions of the tests that start a program or write to a store.
FUNCTIONS = re.compile(
    "call|run|save|add|workbench|app|in_shell|add_(family|child|person|consent|assent|responsibility|assessment)|"
    "start_sitting|change_passphrase|set_(pin|organisation|practitioner|contact)"
)


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(TESTS.rglob("*.py")):
        yield str(path.relative_to(TESTS)), ast.parse(path.read_text("utf-8"))


def changes_state(call: ast.Call) -> bool:
    """Whether a call is known to change something."""
    match call.func:
        case ast.Attribute(attr=name, value=receiver):
            on_a_desk = ON_A_DESK.fullmatch(name) and "desk" in ast.unparse(receiver).lower()
            return bool(CHANGING.fullmatch(name) or on_a_desk)
        case ast.Name(id=name):
            return bool(FUNCTIONS.fullmatch(name))
    return False


def acting_asserts(tree: ast.AST) -> list[int]:
    """Lines of the asserts in which something happens: without asserts, the test would be another."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Assert)
        and any(isinstance(part, ast.Call) and changes_state(part) for part in ast.walk(node.test))
    ]


def same_on_both_sides(tree: ast.AST) -> list[int]:
    """Lines of the asserts that compare a thing with itself."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Assert)
        and isinstance(node.test, ast.Compare)
        and ast.dump(node.test.left) in map(ast.dump, node.test.comparators)
    ]


def without_reason(tree: ast.AST) -> list[int]:
    """Lines where a test is tried again, left out or expected to fail, and nobody says why."""
    reasoned = {
        id(node.func)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and (node.args or any(word.arg == "reason" for word in node.keywords))
        if any(word.arg == "reason" for word in node.keywords) or ast.unparse(node.func) == "pytest.skip"
    }
    marks = ("flaky", "skip", "skipif", "xfail")
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in marks and ast.unparse(node).startswith("pytest.")
        if id(node) not in reasoned
    ]


RULES = (acting_asserts, same_on_both_sides, without_reason)


@pytest.mark.parametrize("rule", RULES)
def test_the_tests_keep_the_rule(rule):
    assert [f"{file}:{line}" for file, tree in trees() for line in rule(tree)] == []


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (acting_asserts, "assert desk.post('/lock').place == '/login'"),
        (acting_asserts, "assert desk.record(change).revision == 1"),
        (acting_asserts, "assert wait_until(lambda: seen.append(1) or seen)"),
        (acting_asserts, "assert call('store', 'verify', folder).returncode == 0"),
        (acting_asserts, "assert folder.set('children', 'sex', 'f').refused()"),
        (acting_asserts, "assert process.wait(10) == 0"),
        (acting_asserts, "assert check_file(save(text)) == []"),
        (acting_asserts, "assert add_child(store, family.id).code == 'K-214'"),
        (same_on_both_sides, "assert score(form) == score(form)"),
        (without_reason, "@pytest.mark.flaky(reruns=2)\ndef test_late(): pass"),
        (without_reason, "@pytest.mark.skip\ndef test_never(): pass"),
        (without_reason, "@pytest.mark.skipif(True)\ndef test_sometimes(): pass"),
    ],
)
def test_what_breaks_a_rule_is_noticed(rule, code):
    assert rule(ast.parse(code)) == [1]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (acting_asserts, "assert answers.record('school', 1).applies('way')"),
        (acting_asserts, "assert desk.get('/login').status == 200"),
        (same_on_both_sides, "assert score(form) == 3"),
        (without_reason, "@pytest.mark.flaky(reruns=2, reason='a browser can be late')\ndef test_late(): pass"),
        (without_reason, "pytest.skip('there is no reference here')"),
    ],
)
def test_what_keeps_a_rule_is_let_through(rule, code):
    assert rule(ast.parse(code)) == []


def test_folders_whose_tests_are_tried_again_say_why():
    assert all((TESTS / folder).is_dir() and len(why.split()) > 8 for folder, why in conftest.TRIED_AGAIN.items())
