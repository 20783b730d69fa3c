# The day's work. `make run` and `make test` install what is missing and work from a fresh clone on Debian 12 with Swift 6.3.
.PHONY: run setup test check format bench peers nightly

PORT ?= 8080
DATA ?= data

run: ## builds what people use and serves it on http://127.0.0.1:8080
	@Scripts/setup run
	@swift build -c release --product lifang
	@Scripts/run $(DATA) $(PORT)

setup: ## everything that tests need
	@Scripts/setup test

test: setup ## every check and every test
	@Scripts/test

check: ## format, arrows, glossary, documentation, house rules
	@Scripts/check

format:
	@swift format --in-place --parallel --recursive Sources Tests Package.swift

bench: ## make bench NAME=store; without a name all of them
	@Scripts/setup test
	@Scripts/bench $(NAME)

peers: setup ## the engines against software that nobody here wrote
	@swift build --product lifang
	@Scripts/peers

nightly: setup ## the long runs: 200 kills, fuzzing, all benchmarks
	@Scripts/nightly
