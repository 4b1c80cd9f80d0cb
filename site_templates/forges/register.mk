# Makefile of a register: `cp .../register.mk Makefile`. An upgrade is one line in requirements.txt.
# requirements.txt names the release with its hash, for example: casebook[site] @ file:///…/casebook-0.1.0-py3-none-any.whl

PYTHON ?= python3
CASEBOOK := .venv/bin/casebook
CI_CHECK := .venv/stamp
CI_SITE := .venv/stamp

check: $(CI_CHECK)
	@$(CASEBOOK) check

site: $(CI_SITE)
	@$(CASEBOOK) build all

.PHONY: check site

.venv/stamp: requirements.txt
	@$(PYTHON) -m venv .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

include ci.mk
