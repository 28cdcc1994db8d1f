# Set-up and the daily commands. Needs Python 3.11, make and git; everything else is built into .venv.
#   make            build .venv with the command .venv/bin/jixiao
#   make load       load raw/ into .jixiao/   (make load REPORTS=DIR HOME_DIR=DIR for another folder)
#   make test       the tests      make test-all   also those that load changed copies many times
#                   (those of the web pages need Chromium and are skipped without: apt-get install chromium fonts-noto-cjk)
#   make lint       all static checks
#   make bench      extraction's speed and accuracy on generated reports
#   make dashboard  the web pages over what is published, at http://localhost:8000
#   make dagster    the graph at http://localhost:3000, with the nightly schedule and the sensor running
#   make clean      remove what set-up and tests made (HOME stays)

PYTHON ?= python3.11
REPORTS ?= raw
HOME_DIR ?= .jixiao
UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := setup
.PHONY: setup load test test-all lint bench dashboard dagster clean

setup: $(VENV)/.ready

# uv stands beside the environment and not in it: syncing removes what the lock file does not name.
$(VENV)/.uv-$(UV_VERSION):
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: install it, or name it with make PYTHON=/path/to/python3.11" >&2; exit 2; }
	$(PYTHON) -m venv --without-pip $(VENV)
	$(PYTHON) -m venv $(VENV)/uv
	$(VENV)/uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	touch $@

# Compiled once here: where Python may not write bytecode, each command would compile two thousand modules again.
$(VENV)/.ready: $(VENV)/.uv-$(UV_VERSION) pyproject.toml uv.lock
	UV_PROJECT_ENVIRONMENT=$(VENV) $(VENV)/uv/bin/uv sync --frozen --quiet --compile-bytecode \
		--python $(BIN)/python --no-python-downloads
	touch $@

load: setup
	$(BIN)/jixiao load "$(REPORTS)" --home "$(HOME_DIR)"

test: setup
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile -m "not exhaustive"

test-all: test
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile -m exhaustive

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --processes 2 dbt/models
	$(BIN)/lint-imports

bench: setup
	$(BIN)/python -m bench speed --reports ../shared/reports --reports raw
	$(BIN)/python -m bench accuracy 100

dashboard: setup
	$(BIN)/jixiao serve --home "$(HOME_DIR)"

dagster: setup
	$(BIN)/jixiao dagster "$(REPORTS)" --home "$(HOME_DIR)"

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis dbt/target dbt/logs
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
