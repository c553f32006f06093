.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run build check lint types architecture templates frontend format test unit unit-sqlite unit-postgres journeys test-long bench lock clean

PORT ?= 8000
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
PYTEST := $(BIN)/python -m pytest
ON_POSTGRES := $(BIN)/python -m tests.postgres
SOURCES := $(shell find frontend/src -type f 2>/dev/null) frontend/vite.config.ts frontend/package-lock.json
CATALOGUES := $(wildcard videoberatung/*/locale/*/LC_MESSAGES/django.po)

help:          ## Show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build     ## Serve the sample on this machine (PORT=8000)
	@VIDEOBERATUNG_SAMPLE=1 VIDEOBERATUNG_PUBLIC_URL=http://localhost:$(PORT) scripts/run-sample $(PORT)

build: $(BIN)/.run-ready videoberatung/base/static/app/.ready .venv/.messages-ready  ## Install and build what running needs

check: lint types architecture templates frontend  ## Everything that takes seconds; before every commit

lint: $(BIN)/.test-ready
	$(BIN)/ruff format --check . && $(BIN)/ruff check .

types: $(BIN)/.test-ready
	VIDEOBERATUNG_SAMPLE=1 $(BIN)/mypy

architecture: $(BIN)/.test-ready
	$(BIN)/lint-imports --no-cache
	$(PYTEST) tests/test_architecture.py

templates: $(BIN)/.test-ready
	$(BIN)/djlint --lint --quiet videoberatung

frontend: $(BIN)/.test-ready frontend/node_modules/.ready
	npm --prefix frontend run --silent check

format: $(BIN)/.test-ready frontend/node_modules/.ready  ## Put every file into its format
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .
	npm --prefix frontend run --silent format

test: check unit journeys  ## All that needs no root: checks, both databases, browsers

unit: unit-sqlite unit-postgres

unit-sqlite: $(BIN)/.test-ready build
	npm --prefix frontend run --silent test
	$(PYTEST) -m "not long" -n 2 --ignore=tests/journeys

unit-postgres: $(BIN)/.test-ready build
	$(ON_POSTGRES) $(PYTEST) -m "not long" -n 2 --ignore=tests/journeys --ignore=videoberatung/signalling --ignore=tests/test_strangers.py

journeys: $(BIN)/.test-ready build
	$(PYTEST) -m "not long" tests/journeys

test-long: $(BIN)/.test-ready build  ## Namespaces, faults, floods; killed workers and the journeys on PostgreSQL (root)
	$(PYTEST) -m long --ignore=tests/journeys
	$(ON_POSTGRES) $(PYTEST) -m long videoberatung/mail
	$(ON_POSTGRES) $(PYTEST) tests/journeys

bench: $(BIN)/.test-ready build  ## Measure against others; see benchmarks/README.md
	$(BIN)/python -m benchmarks

lock:          ## Pin the dependencies anew
	$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra postgres --extra valkey --group build pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra postgres --extra valkey --group dev pyproject.toml -o requirements/test.txt

clean:         ## Remove what was installed and built (not the data)
	rm -rf .venv frontend/node_modules videoberatung/base/static/app benchmarks/node_modules

$(BIN)/python:
	scripts/make-venv

$(BIN)/.run-ready: requirements/run.txt pyproject.toml scripts/install-pdf-libraries | $(BIN)/python
	scripts/install-pdf-libraries
	test -e $(BIN)/.test-ready || $(BIN)/pip install --quiet --require-hashes -r requirements/run.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(BIN)/.test-ready: requirements/test.txt pyproject.toml scripts/install-test-tools | $(BIN)/python
	scripts/install-test-tools
	scripts/install-pdf-libraries
	$(BIN)/pip install --quiet --require-hashes -r requirements/test.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

frontend/node_modules/.ready: frontend/package-lock.json | $(BIN)/.run-ready
	npm --prefix frontend ci --silent --ignore-scripts
	touch $@

videoberatung/base/static/app/.ready: $(SOURCES) | frontend/node_modules/.ready
	npm --prefix frontend run --silent build -- --logLevel warn
	$(BIN)/python -m servestatic.compress --quiet videoberatung/base/static/app
	touch $@

.venv/.messages-ready: $(CATALOGUES) | $(BIN)/.run-ready
	scripts/compile-messages $(CATALOGUES)
	touch $@
