# make demo runs the bot, make test passes the tests; both set up what they need.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
MINUTES := 10

.PHONY: setup demo check test soak mutants mutation races urgency bench figures schemas screenshots timelines lock clean

setup: $(READY)

# uv where present (seconds), else the standard library and pip.
$(READY): requirements.lock pyproject.toml
	@echo "Setting up $(VENV); the first time this takes about a minute."
	@if command -v uv >/dev/null 2>&1; then \
		test -x $(BIN)/python || uv venv --quiet --seed $(VENV); \
		uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock && \
		uv pip install --quiet --python $(BIN)/python --no-deps -e .; \
	else \
		test -x $(BIN)/python || python3 -m venv $(VENV); \
		$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock && \
		$(BIN)/python -m pip install --quiet --no-deps -e .; \
	fi
	@touch $(READY)

demo: setup
	$(BIN)/bot demo

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bot check --strict --mutants --sample 6

test: check
	# One thread a process for the model of meaning: the processes are as many as the processors.
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n auto --dist worksteal

# The properties of timing on random calendars and traffic, for so many minutes: make soak MINUTES=60
soak: setup
	OMP_NUM_THREADS=1 BULBUL_SOAK=$(MINUTES) $(BIN)/python -m pytest tests/properties

# Switches every guard off in turn and shows which test goes red; a few minutes.
mutants: setup
	$(BIN)/python scripts/guards.py

# The whole table of how well distorted phrases are still understood; `check` plays a sample.
mutation: setup
	$(BIN)/bot check --mutants

# 200 take-overs in the middle of a sequence, on both databases: nothing automated may leave after one.
races: setup
	$(BIN)/python -m scripts.races

# How soon an urgent message stands in the queue of an agent who looks, on both databases; two minutes.
urgency: setup
	$(BIN)/python -m scripts.urgency

# Speed and memory beside brute force, in one run.
bench: setup
	$(BIN)/python scripts/bench.py

# The table in docs/understanding.md; the scorer and its messages are kept outside the project.
figures: setup
	$(BIN)/python scripts/figures.py $(SCORE)

# What editors check triggers, replies and policy with; it follows the shapes that the bot reads.
schemas: setup
	$(BIN)/bot schemas docs/schemas

# The timelines in docs/images, drawn from what the bot does with the project's content.
timelines: setup
	$(BIN)/python scripts/timelines.py

# The pictures in docs/images, taken of a demo that plays by itself; it needs Chromium.
screenshots: setup
	$(BIN)/python scripts/screenshots.py

# The lock file names versions and hashes, and no place where they come from.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
		--group dev --extra semantic pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
