# What the forges run, one target a step; each runs at home too. Included by the product's Makefile and by a register's.
#
# BASE    the commit a proposed change starts from        TOKEN   what the forge gives the job to write with
# CHANGE  the commit that is proposed                     RHYTHM  monthly: for the month that has just ended

CASEBOOK ?= .venv/bin/casebook
MAIN ?= main
BASE ?=
ART ?=
RHYTHM ?=
CHANGE ?= $(shell git rev-parse HEAD)
export CHANGE
LAST_DAY ?= $(shell TZ=Europe/Berlin date -d "$$(TZ=Europe/Berlin date +%Y-%m-01) -1 day" +%Y-%m-%d)
STAND = stand-$(shell echo "$(LAST_DAY)" | cut -c 1-7)
ROOM := build/change
FORM := $(if $(GITHUB_ACTIONS),github,text)

.PHONY: ci-check ci-comment ci-accept ci-handbook ci-entry ci-statistics ci-tag ci-due ci-new-case
.PHONY: ci-deployable

ci-check: $(CI_CHECK)
	@mkdir -p build
	@$(CASEBOOK) check $(if $(BASE),--base "$(BASE)") --format gitlab > build/code-quality.json || true
	@$(CASEBOOK) check $(if $(BASE),--base "$(BASE)") --format $(FORM) --summary build/pruefung.md

# One comment at the proposed change, edited in place; nothing where no case is touched. Like the next target it may
# write, so program and Makefile are those of main, and the change is looked at as data.
ci-comment: $(CI_CHECK)
	@$(call room,"$$CHANGE")
	@$(CASEBOOK) check --root $(ROOM) --base "$(BASE)" --summary build/pruefung.md > build/pruefung.txt || true
	@$(CASEBOOK) post build/pruefung.md --as check

# A checked change to cases goes to main: by the forge where it was proposed there, else by a push. One that touches a
# critical case, or anything beside cases, waits for a person. What is checked is main with the changed cases in it.
ci-accept: $(CI_CHECK)
	@git $(CI_WRITE) fetch --quiet origin "+refs/heads/$(MAIN):refs/remotes/origin/$(MAIN)"
	@$(call room,"origin/$(MAIN)")
	@git -C $(ROOM) $(CI_IDENTITY) merge --quiet --no-edit "$$CHANGE" || \
	    { echo "Die Änderung passt nicht mehr zu $(MAIN): Beide haben dieselbe Stelle geändert." >&2; exit 1; }
	@other=$$(git -C $(ROOM) diff --name-only "origin/$(MAIN)" -- . ':(exclude)cases/' | head -n 1); \
	if [ -n "$$other" ]; then echo "$$other ist kein Fall; solche Änderungen übernimmt ein Mensch."; exit 0; fi; \
	$(CASEBOOK) check --root $(ROOM) --base "origin/$(MAIN)" || exit; \
	$(CASEBOOK) critical --root $(ROOM) --base "origin/$(MAIN)"; \
	case $$? in 0) ;; 1) exit 0 ;; *) exit 2 ;; esac; \
	$(CASEBOOK) accept --if-proposed; \
	case $$? in 0) ;; 1) git -C $(ROOM) $(CI_WRITE) push --quiet origin "HEAD:refs/heads/$(MAIN)" ;; *) exit 2 ;; esac

ci-handbook: $(CI_SITE)
	@$(CASEBOOK) build handbook
	@$(MAKE) --no-print-directory ci-deployable FOLDER=site/handbook

ci-entry: $(CI_SITE)
	@$(CASEBOOK) build entry
	@$(MAKE) --no-print-directory ci-deployable FOLDER=site/entry

# Internal: kept as an artifact, never put on a web server by a job. Monthly it shows the tagged month, on its last
# day, whatever has come to main since; an invented register stands still on its own day.
ci-statistics: $(CI_SITE)
	@if [ "$(RHYTHM)" != monthly ]; then $(CASEBOOK) build statistics; \
	elif ! git rev-parse --quiet --verify "refs/tags/$(STAND)" >/dev/null; then \
	    echo "$(STAND) gibt es nicht, also auch keine Statistik dieses Monats."; \
	elif git grep --quiet '^stichtag:' "$(STAND)" -- office.yaml; then $(CASEBOOK) build statistics --as-of "$(STAND)"; \
	else $(CASEBOOK) build statistics --as-of "$(STAND)" --today "$(LAST_DAY)"; fi

# Refuses a folder that holds the internal statistics. Call it before every deployment.
ci-deployable:
	@test -d "$(FOLDER)" || { echo "Den Ordner $(FOLDER) gibt es nicht." >&2; exit 1; }
	@if find "$(FOLDER)" -name INTERN | grep -q .; then \
	    echo "$(FOLDER) enthält die interne Statistik und wird nicht veröffentlicht." >&2; exit 1; \
	fi

# The state at the end of the month that has just ended, as main had it then.
ci-tag:
	@end=$$(TZ=Europe/Berlin date -d "$(LAST_DAY) +1 day" +%Y-%m-%dT00:00:00); \
	commit=$$(TZ=Europe/Berlin git rev-list -1 --first-parent --before="$$end" HEAD); \
	if [ -z "$$commit" ]; then echo "Bis zum $(LAST_DAY) gab es noch keinen Stand."; exit 0; fi; \
	if git rev-parse --quiet --verify "refs/tags/$(STAND)" >/dev/null; then echo "$(STAND) gibt es schon."; exit 0; fi; \
	git $(CI_IDENTITY) tag -a "$(STAND)" -m "Stand am $(LAST_DAY)" "$$commit" && \
	git $(CI_WRITE) push --quiet origin "refs/tags/$(STAND)" && echo "$(STAND) gesetzt."

ci-due: $(CI_SITE)
	@mkdir -p build
	@$(CASEBOOK) due --format markdown > build/faellig.md
	@$(CASEBOOK) post build/faellig.md --as due

# The number is free once its branch could be pushed; a job that was slower takes the next one.
ci-new-case: $(CI_CHECK)
	@for attempt in 1 2 3 4 5 6 7 8 9 10; do \
	    git $(CI_WRITE) fetch --quiet --prune origin "+refs/heads/*:refs/remotes/origin/*" && \
	    git checkout --quiet --detach "origin/$(MAIN)" && \
	    file=$$($(CASEBOOK) new --branches $(if $(ART),--art "$(ART)") --format json \
	        | sed -n 's/.*"file": "\([^"]*\)".*/\1/p') && \
	    number=$$(basename "$$file" .yaml) && \
	    git add "$$file" && git $(CI_IDENTITY) commit --quiet -m "Fall $$number anlegen" && \
	    if git $(CI_WRITE) push --quiet origin "HEAD:refs/heads/fall/$$number" 2>/dev/null; then \
	        echo "Aktenzeichen $$number auf dem Zweig fall/$$number"; exit 0; \
	    fi; \
	done; echo "Es ließ sich keine Nummer vergeben." >&2; exit 1

# A place of its own for another commit; nothing in it is run.
room = mkdir -p build && rm -rf $(ROOM) && git worktree prune && git worktree add --quiet --force --detach $(ROOM) $(1)
CI_IDENTITY = -c user.name=casebook -c user.email=casebook@localhost
# The token reaches git through its environment only, never through a command line or a file.
CI_WRITE = $(if $(TOKEN),-c credential.helper='!f() { echo "username=$${CI_USER:-casebook}"; echo "password=$$TOKEN"; }; f')
