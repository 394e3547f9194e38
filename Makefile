# Every command of the project. Each sets up what it needs.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PORT ?= 8000
export PORT
PYTHON := .venv/bin/python
KEEPWELL := .venv/bin/keepwell
# quiet libraries, the same for every command (bot/run/stack.py has the reasons)
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export CUDA_VISIBLE_DEVICES := -1
export PYTHONWARNINGS := ignore
export SQLALCHEMY_SILENCE_UBER_WARNING := 1

.PHONY: help
help: ## List the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

.PHONY: setup setup-dev
setup: ## Make .venv as locked
	@scripts/bootstrap.sh runtime
setup-dev: ## Make .venv with what tests need
	@scripts/bootstrap.sh dev

.PHONY: run
run: setup ## Start Keep Well on http://localhost:8000 (PORT= changes it)
	@exec $(KEEPWELL) run

.PHONY: train
train: setup ## Train the model if anything it depends on changed
	@$(KEEPWELL) train

.PHONY: check-content
check-content: setup ## Name every fault in content/, and what a new topic still lacks
	@$(KEEPWELL) check content

.PHONY: evaluate
evaluate: setup ## Measure on held-out messages; writes docs/evaluation.md and results/
	@$(KEEPWELL) evaluate

.PHONY: bench
bench: setup-dev ## Time the stack, compare classifiers (once for the same data; COMPARE=off: not); writes docs/benchmarks.md
	@RATE_LIMIT=off $(PYTHON) -m bot.evaluation.bench

.PHONY: lint
lint: setup-dev ## Style and types
	@.venv/bin/ruff check .
	@.venv/bin/mypy

.PHONY: test
test: setup-dev ## Everything that must hold: lint, unit tests, content, training, stories, held-out, HTTP, browser
	@scripts/test.sh

.PHONY: lock
lock: setup ## Rewrite requirements/*.txt from *.in
	@scripts/lock.sh
