# chargeback: make help says what there is. What takes more than a few lines lies in scripts/.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help deps build demo demo-psql demo-stop test bench fuzz install clean

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT = "$$(scripts/find-swift)"
BINARY = .build/release/chargeback

help: ## these lines
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

deps: ## install the Debian packages that are missing, and check for Swift 6.1 or later
	@scripts/deps

build: deps ## the release binary, .build/release/chargeback
	@$(SWIFT) build -c release --static-swift-stdlib --product chargeback

demo: build ## a month of a made-up company, from bills to reports and alerts, in .demo
	@scripts/demo run

demo-psql: ## psql on the demonstration's database
	@scripts/demo psql

demo-stop: ## stop the demonstration's server; its data stays
	@scripts/demo stop

test: ## all tests
	@scripts/deps test
	@$(SWIFT) build --build-tests
	@$(SWIFT) test --skip-build --disable-xctest

bench: build ## the benchmarks of docs/performance.md
	@scripts/bench

fuzz: ## try the readers with inputs led by coverage: FUZZ_SECONDS (60) per target
	@scripts/deps
	@scripts/fuzz

install: ## what make build has built, manual page and completions to PREFIX (/usr/local), below DESTDIR
	@[ -x $(BINARY) ] || $(MAKE) --no-print-directory build
	@scripts/install "$(BINARY)" "$(DESTDIR)$(PREFIX)"

clean: ## remove what was built, and the demonstration with its data
	@scripts/demo remove
	@rm -rf .build .build-fuzz .bench
