# `make` lists the targets. Each target does its own set-up; a second run downloads nothing.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
# The practice cohort that ships in synthetic/.
PRACTICE := --families 240 --seed 2612
# Parallel work of numerical libraries only slows two cores down and makes timings noisy.
export OMP_NUM_THREADS ?= 2
# Files of tests side by side, each with one thread for numbers: two threads in each of two runs wait for each other.
WORKERS ?= 2
SIDE_BY_SIDE := OMP_NUM_THREADS=1 $(BIN)/pytest -n $(WORKERS) --dist loadfile
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY)  ## only the environment: .venv with locked dependencies

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; found $$($(PYTHON) --version). Call: make PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
	  { echo "The venv module is missing. On Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

app: setup  ## the guided assessment in the browser, on an encrypted store
	@$(BIN)/workbench app $(ARGS)

practice: setup  ## the same on a throw-away store with made-up children
	@$(BIN)/workbench app --practice $(ARGS)

lab: setup  ## JupyterLab on the research notebooks
	@$(BIN)/jupyter lab --notebook-dir=notebooks $$([ "$$(id -u)" = 0 ] && echo --allow-root) $(ARGS)

check: setup  ## lint, types, generated files current
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/workbench instruments check
	$(BIN)/workbench dictionary --check
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && $(BIN)/workbench cohort $(PRACTICE) --out "$$folder/synthetic" && \
	  diff -r -x README.md "$$folder/synthetic" synthetic || { echo "synthetic/ differs from what the code makes; run: make data"; exit 1; }

fix: setup  ## mend what can be mended by machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

data: setup  ## make catalogues of words, synthetic/ and data_dictionary/ again from the code
	$(BIN)/python -m workbench.language.writing
	$(BIN)/workbench dictionary
	$(BIN)/workbench cohort $(PRACTICE) --out synthetic --replace

test: check chromium  ## check, pytest (with a real browser) and every notebook
	$(SIDE_BY_SIDE) --ignore tests/browser
	OMP_NUM_THREADS=1 $(BIN)/pytest tests/browser
	$(BIN)/pytest --nbval-lax notebooks/assess.ipynb
	$(SIDE_BY_SIDE) --nbval notebooks/research

test-quick: setup  ## what needs no browser, no launcher and little time
	$(SIDE_BY_SIDE) -m 'not validate and not slow'

bench: setup chromium  ## measured ratios: docs/benchmarks.md and .json
	$(BIN)/python -m benches

validate: setup chromium firefox  ## long simulations and fault campaigns: docs/validation.md
	$(BIN)/pytest -m validate --timeout 3600

lock: setup  ## resolve requirements.lock again: hashes, no hosts
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra lab --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --quiet --output-file requirements.lock

audit: setup  ## known weaknesses of the locked dependencies, or that nobody could look
	@test -x .make/audit/bin/pip-audit || { $(PYTHON) -m venv .make/audit && .make/audit/bin/pip install --quiet pip-audit; } || true
	@$(BIN)/python tests/auditing.py .make/audit/bin/pip-audit

chromium: setup
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update --quiet --quiet && apt-get install --yes --quiet --quiet --no-install-recommends chromium fonts-dejavu-core; \
	  else echo "Browser tests need Chromium. Install it with: sudo apt-get install chromium (macOS: brew install --cask chromium)"; exit 1; fi

firefox: setup
	@command -v firefox-esr >/dev/null || command -v firefox >/dev/null || \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update --quiet --quiet && apt-get install --yes --quiet --quiet --no-install-recommends firefox-esr; \
	  else echo "The walk in Firefox needs Firefox. Install it with: sudo apt-get install firefox-esr (macOS: brew install --cask firefox)"; exit 1; fi

clean:  ## remove the environment and caches
	rm -rf .venv .make .pytest_cache .mypy_cache .ruff_cache .hypothesis

.PHONY: help setup app practice lab check fix data test test-quick bench validate lock audit chromium firefox clean
