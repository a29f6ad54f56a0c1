# Everything a contributor types. `make` alone lists it. Works with GNU make 3.81 and needs git, make and Python
# 3.11.5 or newer, below 3.14; the rest comes from the pinned, hashed requirements into .venv.

VENV ?= .venv
PYTHON ?=
BIN := $(VENV)/bin
RUN := $(BIN)/python -m wishlight
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
PINNED := --require-hashes --only-binary :all:

.PHONY: help setup serve build demo test check lint types layers bless generate figures mutants bench gallery lighthouse pins ci clean

help: ## list what can be typed
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile | expand -t 16

# A set-up is remembered by a stamp, so that doing it again is instant.
setup: $(VENV)/stamp-dev ## make the environment in .venv, for all of the below

$(VENV)/stamp-python: .ci/python
	@mkdir -p $(dir $(VENV))
	@PYTHON='$(PYTHON)' sh .ci/python $(VENV)
	@touch $@

$(VENV)/stamp-runtime: $(VENV)/stamp-python requirements/runtime.txt pyproject.toml
	@echo "Wishlight: installing what it needs into $(VENV) (once)"
	@$(PIP) $(PINNED) -r requirements/runtime.txt
	@printf '%s\n' "$(CURDIR)/generator" > "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/wishlight-here.pth"
	@touch $@

$(VENV)/stamp-dev: $(VENV)/stamp-runtime requirements/browser.txt
	@echo "Wishlight: installing the tools for tests and checks into $(VENV) (once)"
	@$(PIP) $(PINNED) -r requirements/browser.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

serve: $(VENV)/stamp-runtime ## build the demo board, show it on 127.0.0.1, build again on every change
	@$(RUN) serve

build: $(VENV)/stamp-runtime ## build the site into site/
	@$(RUN) build

demo: $(VENV)/stamp-runtime ## write the demo community's records again, from the script under tests/demo
	@$(BIN)/python -m tests.demo

check: $(VENV)/stamp-runtime ## judge all records
	@$(RUN) check

test: $(VENV)/stamp-dev ## run every test
	@$(BIN)/python -m pytest -q -n auto --dist worksteal

lint: $(VENV)/stamp-dev ## style, types and import layers
	@$(BIN)/ruff check .
	@$(BIN)/mypy --strict
	@$(BIN)/lint-imports

generate: $(VENV)/stamp-dev ## write again every file that is made from another one
	@$(RUN) generate
	@$(RUN) forms

bless: $(VENV)/stamp-dev ## accept the example board's new pages as the expected ones
	@$(BIN)/python -m pytest -q tests/test_example_board.py --bless

figures: $(VENV)/stamp-dev ## try every fault and attack, print the table, write the page that shows it
	@$(BIN)/python -m tests.trust.figures

mutants: $(VENV)/stamp-dev ## take each guard out once and see a test fail for it (about ten minutes)
	@$(BIN)/python -m tests.trust.mutants

bench: $(VENV)/stamp-dev ## measure builds against the quickest site generators (needs npm; up to two hours; BENCH="--sizes 1k" for less)
	@$(BIN)/python -m tests.benchmarks $(BENCH)

gallery: $(VENV)/stamp-dev ## take the gallery of screenshots
	@$(BIN)/python -m tests.browser.gallery

lighthouse: $(VENV)/stamp-dev ## rate the first pages of the built site with Lighthouse (needs npx; about three minutes)
	@$(BIN)/python -m tests.browser.lighthouse

pins: $(VENV)/stamp-dev ## compile requirements/*.in into pinned, hashed requirements/*.txt
	@for group in runtime dev browser audit; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes --only-binary :all: \
	    --no-annotate --no-header --no-emit-index-url --no-emit-find-links -c requirements/platforms.in \
	    requirements/$$group.in -o requirements/$$group.txt || exit 1; \
	done

ci: ## what the server runs on every change
	@bash .ci/run

clean: ## remove what was built; the environment stays
	@rm -rf site build dist .cache .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
