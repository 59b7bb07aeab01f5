# Two commands: `make run` starts SmartKhata, `make test` checks it. See README.md.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
# With servers of your own the embedded ones need not be installed.
REQUIREMENTS := $(if $(and $(DATABASE_URL),$(REDIS_URL)),requirements.txt,requirements-dev.txt)
PY := .venv/bin/python

.PHONY: run down test faults checks prepare

run:
	@$(or $(PYTHON),python3) smartkhata/launch/prepare.py $(REQUIREMENTS)
	@exec $(PY) -m smartkhata.launch up

down:
	@$(PY) -m smartkhata.launch down

test: prepare checks
	@$(PY) -m pytest -n auto -m "not faults" --durations 12 --durations-min 10

faults: prepare
	@$(PY) -m pytest -m faults --hypothesis-profile default

prepare:
	@$(or $(PYTHON),python3) smartkhata/launch/prepare.py requirements-dev.txt

checks: prepare
	@$(PY) -m ruff check .
	@PYTHONPATH=. .venv/bin/lint-imports
	@$(PY) -m smartkhata.launch check
