# Two commands do everything, set-up included:  make enrich  and  make test

.DEFAULT_GOAL := help
.PHONY: help enrich test check demo bench bench-bulk eval clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TOOLS := $(VENV)/.tools

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

enrich: $(READY)  ## resolve and enrich catalogue/papers.md; pass flags as ARGS="--offline -v"
	@$(BIN)/mlsys-papers enrich $(ARGS)

test: $(TOOLS)  ## run the tests, offline
	@$(BIN)/python -m pytest $(ARGS)

check: $(TOOLS)  ## format, lint, types, generated files current, workflows sound
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m tests.generated
	@$(BIN)/python -m tests.workflows

demo: $(READY)  ## enrich the list against local stand-ins of both services, with progress on screen
	@$(BIN)/python -m tests.standin.demo

bench: $(TOOLS)  ## count requests, CPU time and memory for 34, 1,000 and 5,000 titles
	@$(BIN)/python -m benchmarks $(ARGS)

bench-bulk: $(TOOLS)  ## bulk mode against merely reading the file: 2,000,000 records, 20,000 titles; 4 GB of disk
	@$(BIN)/python -m benchmarks.bulk $(ARGS)

eval: $(READY)  ## measure reading and matching on labelled lists beside the checkout; ARGS="reading" for one part
	@$(BIN)/python -m evaluation $(ARGS)

clean:  ## remove the virtual environment and build products; never the cache, the decisions or the catalogue
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find pipeline tests benchmarks evaluation scripts -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Setting up $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { echo "Could not make $(VENV): this Python lacks its venv module (on Debian: apt install python3-venv)"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(TOOLS): $(READY) requirements-dev.lock
	@echo "Adding what tests and checks need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.lock
	@touch $@
