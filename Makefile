# make run and make test are all that most people need; make help lists the rest.

STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

# ARGS go to the program (make run, make bench): make run ARGS='--db /tmp/try.db'
ARGS     ?=
FUZZTIME ?= 30s

# A window needs a display; without one the program is built without Fyne, for
# which neither a C compiler nor a system package is needed.
SYSTEM  := $(shell uname -s)
DISPLAYS := $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(SYSTEM))
VARIANT := $(if $(strip $(DISPLAYS)),window,headless)

# What the program without a window consists of. The other packages of ours
# import Fyne and don't compile without a C compiler, or the tag ci.
HEADLESS_PACKAGES = $$(go list -tags headless -deps ./app | grep '^ringback/')

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run window headless test setup-test lint race stories e2e cross bench bench-ui cover fuzz clean

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# On a terminal the program gets a process group of its own: Ctrl+C then ends it
# and not make, which would report an interrupt where all went well.
run: $(VARIANT) ## Build and start Ringback: its window, or without a display "ringback serve"
ifeq ($(VARIANT),headless)
	@echo "There is no display (DISPLAY and WAYLAND_DISPLAY are not set): starting ringback serve. Ctrl+C ends it."
	@if [ -t 0 ]; then set -m; bin/ringback serve $(ARGS); else exec bin/ringback serve $(ARGS); fi
else
	@if [ -t 0 ]; then set -m; bin/ringback $(ARGS); else exec bin/ringback $(ARGS); fi
endif

window: ## Build bin/ringback with its window (installs what that needs; 3 to 5 minutes the first time)
	@.ci/setup window
	@echo "Building bin/ringback. The first time takes 3 to 5 minutes."
	CGO_ENABLED=1 go build -tags migrated_fynedo -o bin/ringback ./app

headless: ## Build bin/ringback without a window: one static file, needs no system package
	@.ci/setup headless
	CGO_ENABLED=0 go build -tags headless -o bin/ringback ./app

test: setup-test lint race stories e2e cross ## Check everything, as CI does (installs what that needs)

setup-test:
	@.ci/setup test

lint: ## Check formatting, go vet, staticcheck
	@unformatted=$$(gofmt -l .); [ -z "$$unformatted" ] || { echo "not formatted by gofmt:"; echo "$$unformatted"; exit 1; }
	CGO_ENABLED=0 go vet -tags 'ci e2e' ./...
	CGO_ENABLED=0 go vet -tags headless $(HEADLESS_PACKAGES)
	CGO_ENABLED=0 go run $(STATICCHECK) -checks all -tags ci,e2e ./...
	CGO_ENABLED=0 go run $(STATICCHECK) -checks all -tags headless $(HEADLESS_PACKAGES)

race: ## Run all tests with the race detector, the screens without a display
	CGO_ENABLED=1 go test -race -tags ci ./...

stories: ## Run the stories of the whole program, in the variant without a window
	CGO_ENABLED=0 go test -tags headless ./app

# Built without the tag migrated_fynedo, so that Fyne checks every call and logs
# those from a wrong thread.
e2e: ## Drive the real window under Xvfb (Linux)
ifeq ($(SYSTEM),Linux)
	CGO_ENABLED=1 go build -o bin/ringback-e2e ./app
	RINGBACK_E2E_PROGRAM=$(CURDIR)/bin/ringback-e2e go test -tags 'ci e2e' -count=1 -p 1 ./app/e2e/...
else
	@echo "e2e: skipped, it needs Xvfb and so Linux"
endif

cross: ## Build the program without a window for Linux, Windows and macOS
	CGO_ENABLED=0 go build -tags headless -o bin/ringback-headless ./app
	@set -e; for target in windows/amd64 darwin/arm64; do \
		export CGO_ENABLED=0 GOOS=$${target%/*} GOARCH=$${target#*/}; \
		packages=$(HEADLESS_PACKAGES); \
		echo "go build, go vet for $$target"; \
		go build -tags headless -o /dev/null ./app; \
		go vet -tags headless $$packages; \
	done

bench: headless ## Measure the receiver, start-up, memory and import beside rivals (Linux; some minutes)
	CGO_ENABLED=0 go run -tags headless ./app/bench $(ARGS)

bench-ui: setup-test window ## Measure the window under Xvfb beside an empty one of Fyne (Linux; some minutes)
	CGO_ENABLED=1 go build -tags migrated_fynedo -o bin/emptywindow ./app/bench/testdata/emptywindow
	CGO_ENABLED=0 go run -tags headless ./app/bench -window $(ARGS)

cover: ## Write the tests' coverage to bin/cover.html
	@mkdir -p bin
	CGO_ENABLED=0 go test -tags ci -coverpkg=./... -coverprofile=bin/cover.out ./...
	go tool cover -html=bin/cover.out -o bin/cover.html
	@go tool cover -func=bin/cover.out | tail -n 1

fuzz: ## Run every fuzz target in turn, each for FUZZTIME (30s)
	@set -e; grep -r --include='*_test.go' -o '^func Fuzz[A-Za-z0-9_]*' . | sort | \
	while IFS=: read -r file target; do \
		echo "$${target#func } in $$(dirname "$$file")"; \
		CGO_ENABLED=0 go test -tags ci -run '^$$' -fuzz "^$${target#func }$$" -fuzztime $(FUZZTIME) "$$(dirname "$$file")" </dev/null; \
	done

clean: ## Remove what was built
	rm -rf bin
