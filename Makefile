# Few targets, each safe to run twice. Needs Python 3.11 or newer and nothing else.
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
SOURCES := $(shell find src -type f ! -name '*.pyc' 2>/dev/null)
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: help demo test lint format bench pages screenshots clean

help:
	@echo "make demo   read the bundled dispatches, print the situation, write demo/report.html"
	@echo "make test   run the tests"
	@echo "make lint   run the linters, the type checker and the import contract"
	@echo "make bench  measure quality and speed"
	@echo "make pages  build the pages that contested serve shows (needs Node)"
	@echo "make screenshots  picture every view into docs/images (needs Node and Chromium)"
	@echo "make clean  remove what the other targets made"

demo: $(VENV)/.installed
	$(BIN)/contested demo

test: $(VENV)/.test
	$(BIN)/python -m pytest

lint: $(VENV)/.lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.lint
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.test
	$(BIN)/python benchmarks/run.py

pages:
	cd frontend && npm ci --no-audit --no-fund && npm run check && npm test && npm run build

screenshots: $(VENV)/.test pages
	mkdir -p build && $(BIN)/contested ingest src/contested/data/dispatches/dispatches.jsonl --ledger build/pages.db
	cd frontend && CONTESTED=$(abspath $(BIN))/contested node shots.mjs ../build/pages.db ../docs/images

clean:
	rm -rf $(VENV) build dist demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# A stamp is made only when its step has ended well, so that a broken install is tried again.
$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "Contested needs Python 3.11 or newer. On Debian or Ubuntu: sudo apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 && $(BIN)/python -m pip --version >/dev/null 2>&1 || { rm -rf $(VENV); \
		echo "This Python cannot make a virtual environment. On Debian or Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml $(SOURCES)
	$(PIP) install .
	@touch $@

# Tests and linters work on the checkout itself, so that an edit needs no new install.
$(VENV)/.test: $(VENV)/.made pyproject.toml
	$(PIP) install -e '.[test]'
	@touch $@ $(VENV)/.installed

$(VENV)/.lint: $(VENV)/.made pyproject.toml
	$(PIP) install -e '.[test,lint]'
	@touch $@ $(VENV)/.installed
