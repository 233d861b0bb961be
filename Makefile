# Two commands: `make run` and `make test`. Each installs what it needs, once.
# PORT=8123 and DATA_DIR=/somewhere are handed on: `make run PORT=8123`.

.DEFAULT_GOAL := run
.PHONY: run test prove check bench bench-reading bench-calendar bench-attendance bench-diplomas bench-phone lock messages

run:       ## install, migrate, load the demo, serve on http://localhost:$(PORT)
	@./deploy/python deploy/setup.py run

test:      ## everything a change must pass, in under ten minutes
	@./deploy/python deploy/setup.py test

prove:     ## the long tests, and the whole suite on PostgreSQL
	@./deploy/python deploy/setup.py prove

check:     ## the static checks only
	@./deploy/python deploy/setup.py check

bench:     ## measure installing, starting, memory, bytes and queries
	@./deploy/python benchmarks/startup.py

bench-reading: ## measure reading beside a plain Wagtail page with the same body
	@./deploy/python deploy/setup.py bench-reading

bench-calendar: ## measure calendars beside the library that writes them
	@./deploy/python deploy/setup.py bench-calendar

bench-attendance: ## measure marks of many phones at once, and of phones that come back
	@./deploy/python deploy/setup.py bench-attendance

bench-diplomas: ## measure diplomas from decision to stored file, and a ceremony pack
	@./deploy/python deploy/setup.py bench-diplomas

bench-phone: ## measure what a woman pays in data and time on a cheap phone, beside a plain Wagtail page
	@./deploy/python deploy/setup.py bench-phone

lock:      ## rebuild the lock files
	@./deploy/python deploy/setup.py lock

messages:  ## bring the catalogues of translations up to date
	@./deploy/python deploy/setup.py messages
