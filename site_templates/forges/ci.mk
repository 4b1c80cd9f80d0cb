# What the forges run, one target a step; each runs at home too. Included by the product's Makefile and by a register's.
#
# BASE  the commit a proposed change starts from     TOKEN  what the forge gives the job to write with

CASEBOOK ?= .venv/bin/casebook
MAIN ?= main
BASE ?=
ART ?=
FORM := $(if $(GITHUB_ACTIONS),github,text)

.PHONY: ci-check ci-comment ci-accept ci-handbook ci-entry ci-statistics ci-tag ci-due ci-new-case
.PHONY: ci-deployable

ci-check: $(CI_CHECK)
	@mkdir -p build
	@$(CASEBOOK) check $(if $(BASE),--base "$(BASE)") --format gitlab > build/code-quality.json || true
	@$(CASEBOOK) check $(if $(BASE),--base "$(BASE)") --format $(FORM) --summary build/pruefung.md

# One comment at the proposed change, edited in place; nothing where no case is touched.
ci-comment: $(CI_CHECK)
	@mkdir -p build
	@$(CASEBOOK) check --base "$(BASE)" --summary build/pruefung.md > build/pruefung.txt || true
	@$(CASEBOOK) post build/pruefung.md --as check

# A checked change to cases goes to main: by the forge where it was proposed there, else by a push. One that touches a
# critical case, or anything beside cases, waits for a person.
ci-accept: $(CI_CHECK)
	@git fetch --quiet origin "+refs/heads/$(MAIN):refs/remotes/origin/$(MAIN)"
	@$(CASEBOOK) check --base "origin/$(MAIN)"
	@if ! $(CASEBOOK) critical --base "origin/$(MAIN)"; then exit 0; \
	elif $(CASEBOOK) accept --if-proposed; then exit 0; \
	else \
	    git $(CI_IDENTITY) merge --quiet --no-edit "origin/$(MAIN)" && \
	    $(CASEBOOK) check && \
	    git $(CI_WRITE) push --quiet origin "HEAD:refs/heads/$(MAIN)"; \
	fi

ci-handbook: $(CI_SITE)
	@$(CASEBOOK) build handbook
	@$(MAKE) --no-print-directory ci-deployable FOLDER=site/handbook

ci-entry: $(CI_SITE)
	@$(CASEBOOK) build entry
	@$(MAKE) --no-print-directory ci-deployable FOLDER=site/entry

# Internal: kept as an artifact, never put on a web server by a job.
ci-statistics: $(CI_SITE)
	@$(CASEBOOK) build statistics

# Refuses a folder that holds the internal statistics. Call it before every deployment.
ci-deployable:
	@test -d "$(FOLDER)" || { echo "Den Ordner $(FOLDER) gibt es nicht." >&2; exit 1; }
	@if find "$(FOLDER)" -name INTERN | grep -q .; then \
	    echo "$(FOLDER) enthält die interne Statistik und wird nicht veröffentlicht." >&2; exit 1; \
	fi

# The state at the end of the month that has just ended, as main had it then.
ci-tag:
	@month=$$(TZ=Europe/Berlin date -d "$$(TZ=Europe/Berlin date +%Y-%m-01) -1 day" +%Y-%m); \
	end=$$(TZ=Europe/Berlin date +%Y-%m-01T00:00:00); \
	commit=$$(TZ=Europe/Berlin git rev-list -1 --first-parent --before="$$end" HEAD); \
	if [ -z "$$commit" ]; then echo "Vor Ende $$month gab es noch keinen Stand."; exit 0; fi; \
	if git rev-parse --quiet --verify "refs/tags/stand-$$month" >/dev/null; then echo "stand-$$month gibt es schon."; exit 0; fi; \
	git $(CI_IDENTITY) tag -a "stand-$$month" -m "Stand am Ende von $$month" "$$commit" && \
	git $(CI_WRITE) push --quiet origin "refs/tags/stand-$$month" && echo "stand-$$month gesetzt."

ci-due: $(CI_SITE)
	@mkdir -p build
	@$(CASEBOOK) due --format markdown > build/faellig.md
	@$(CASEBOOK) post build/faellig.md --as due

# The number is free once its branch could be pushed; a job that was slower takes the next one.
ci-new-case: $(CI_CHECK)
	@for attempt in 1 2 3 4 5 6 7 8 9 10; do \
	    git fetch --quiet --prune origin "+refs/heads/*:refs/remotes/origin/*" && \
	    git checkout --quiet --detach "origin/$(MAIN)" && \
	    file=$$($(CASEBOOK) new --branches $(if $(ART),--art "$(ART)") --format json \
	        | sed -n 's/.*"file": "\([^"]*\)".*/\1/p') && \
	    number=$$(basename "$$file" .yaml) && \
	    git add "$$file" && git $(CI_IDENTITY) commit --quiet -m "Fall $$number anlegen" && \
	    if git $(CI_WRITE) push --quiet origin "HEAD:refs/heads/fall/$$number" 2>/dev/null; then \
	        echo "Aktenzeichen $$number auf dem Zweig fall/$$number"; exit 0; \
	    fi; \
	done; echo "Es ließ sich keine Nummer vergeben." >&2; exit 1

CI_IDENTITY = -c user.name=casebook -c user.email=casebook@localhost
# The token reaches git through its environment only, never through a command line or a file.
CI_WRITE = $(if $(TOKEN),-c credential.helper='!f() { echo "username=$${CI_USER:-casebook}"; echo "password=$$TOKEN"; }; f')
