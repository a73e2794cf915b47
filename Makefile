# Every target is one line that a person could type. `make book` and `make test` bring a fresh machine to its end.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: book test check serve capture prove abuse fuzz bench lint audit sbom lock venv clean

venv: .venv/installed

.venv/installed: requirements-dev.lock
	$(PYTHON) -m venv .venv && $(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock && touch $@

book: venv
	$(BIN)/python build.py build

test: venv
	sh tests/install.sh && $(MAKE) lint && $(BIN)/python -m pytest --cov --cov-report=term

lint: venv
	$(BIN)/ruff check && $(BIN)/mypy && $(BIN)/python build.py check

check: venv
	$(BIN)/python build.py check

serve: venv
	$(BIN)/python build.py serve

capture: venv
	sh proofs/install-capture.sh && $(BIN)/python build.py capture

prove: venv
	sh proofs/install-prove.sh && $(BIN)/python build.py prove

abuse: venv
	$(BIN)/python -m tests.abuse.run

fuzz:
	$(PYTHON) -m venv .fuzz && .fuzz/bin/pip install --quiet --require-hashes -r requirements.lock -r tests/abuse/fuzzer.lock
	.fuzz/bin/python -m tests.abuse.campaign 520

bench: venv
	$(PYTHON) -m venv .bench && .bench/bin/pip install --quiet -r bench/peers.txt && $(BIN)/python -m bench.run --write docs/bench.md

audit: venv
	$(BIN)/pip-audit --strict --require-hashes -r requirements.lock
	$(BIN)/pip-audit --strict --require-hashes -r requirements-dev.lock

sbom:
	$(PYTHON) .ci/sbom.py > sbom.json

lock: export CUSTOM_COMPILE_COMMAND = make lock
lock: venv
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --allow-unsafe --extra lsp -o requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --allow-unsafe --extra lsp --extra pdf --extra dev -o requirements-dev.lock pyproject.toml

clean:
	rm -rf .venv .bench .fuzz .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
