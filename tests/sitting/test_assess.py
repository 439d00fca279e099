"""The one call of the notebook: light, and without case data in anything a notebook would save."""

import json
import subprocess
import sys

from workbench.sitting.form import Form
from workbench.sitting.session import Session

HEAVY = ("sklearn", "statsmodels", "matplotlib", "pandas", "sqlalchemy", "sqlcipher3", "numpy", "scipy")


def test_nothing_heavy_is_imported_before_the_form_is_shown():
    code = (
        "import sys; from workbench.sitting import assess; assess();"
        f"print([name for name in {HEAVY!r} if name in sys.modules]); print('anywidget' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-2:] == ["[]", "True"]


def test_importing_the_room_does_not_yet_load_widgets():
    code = "import sys, workbench.sitting; print('anywidget' in sys.modules, 'IPython' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_no_case_data_is_in_what_a_notebook_saves(desk):
    form = Form(Session(desk, first=desk.first))
    form._session.receive({"kind": "open", "draft": desk.first, "tab": "t"})
    answer = {"kind": "answer", "item": "likes", "value": "canary-words"}
    form._session.receive({"draft": desk.first, "tab": "t", "id": "c1", "base": 0, "change": answer})
    saved = json.dumps(form.get_state())
    assert "canary-words" not in saved and "PRACTICE-1" not in saved and "Teeth" not in saved


def test_under_the_launcher_script_and_styles_are_addresses(desk, monkeypatch):
    monkeypatch.setenv("WORKBENCH_ASSETS", "http://127.0.0.1:1/form")
    state = Form(Session(desk)).get_state()
    assert (state["_esm"], state["_css"]) == ("http://127.0.0.1:1/form/form.js", "http://127.0.0.1:1/form/form.css")
    assert state["launcher"] is True


def test_elsewhere_script_and_styles_travel_with_the_widget(desk, monkeypatch):
    monkeypatch.delenv("WORKBENCH_ASSETS", raising=False)
    state = Form(Session(desk)).get_state()
    assert "export default { render }" in state["_esm"] and ".wb-card" in state["_css"]
    assert state["launcher"] is False
