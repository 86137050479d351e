# make run     set up everything and open the map on the five articles
# make test    set up everything and pass every check
# The others are for developers: lint, evaluate, bench, gazetteer, basemap, translations, reviews, screenshot, lock, clean.

SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8501
export PYTHONPATH := .

.PHONY: run test lint format evaluate bench gazetteer basemap translations reviews screenshot lock clean

run: $(VENV)/.run
	@$(PY) -m geo prepare
	@$(PY) -m geo serve --port $(PORT)

test: $(VENV)/.dev lint
	@tools/find_browser.sh
	$(PY) -m pytest -n 2 --dist loadfile

lint: $(VENV)/.dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

format: $(VENV)/.dev
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

evaluate: $(VENV)/.run
	$(PY) -m geo evaluate

bench: $(VENV)/.dev
	$(PY) -m tools.bench

gazetteer: $(VENV)/.run
	$(PY) -m geo gazetteer build

basemap: $(VENV)/.dev
	$(PY) -m tools.build_basemap

translations: $(VENV)/.dev
	$(PY) -m tools.translations

reviews: $(VENV)/.run
	$(PY) -m tools.build_reviews

screenshot: $(VENV)/.dev
	@tools/find_browser.sh
	$(PY) -m tools.screenshot

# Pins every dependency; run it after editing requirements.in or requirements-dev.in.
lock: $(VENV)/.dev
	$(VENV)/bin/pip-compile -q --strip-extras --no-emit-index-url --no-emit-find-links -o requirements.txt requirements.in
	$(VENV)/bin/pip-compile -q --strip-extras --no-emit-index-url --no-emit-find-links -o requirements-dev.txt requirements-dev.in

clean:
	rm -rf $(VENV) .dateline

$(VENV)/bin/python:
	@PYTHON=$(PYTHON) tools/make_venv.sh $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	@echo "Installing what Dateline runs on (about a minute)"
	@$(PY) -m pip install --disable-pip-version-check --progress-bar on -q -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@echo "Installing what the checks need"
	@$(PY) -m pip install --disable-pip-version-check -q -r requirements-dev.txt
	@touch $@
