# `make run` and `make test` set up what they need by themselves; `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
AS_OF ?= 2026-08-22
DB := sqlite:///build/verifier.db

.DEFAULT_GOAL := help
.PHONY: help run test check format coverage recipes bench bench-deadlines corpus office fuzz soak lock wheel clean

help: ## list what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

# The lock files are whole, so nothing is resolved here: a release of the last hour changes nothing.
.venv/run.stamp: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "verifier needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 run")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/run.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	@touch $@

run: .venv/run.stamp ## judge the shipped claims by the shipped archive, offline; writes build/claims.csv, build/site
	@mkdir -p build
	@VERIFIER_DB=$(DB) $(BIN)/verifier resolve --offline --as-of $(AS_OF)
	@VERIFIER_DB=$(DB) $(BIN)/verifier list
	@VERIFIER_DB=$(DB) $(BIN)/verifier export --format csv --output build/claims.csv
	@VERIFIER_DB=$(DB) $(BIN)/verifier site --output build/site

test: .venv/dev.stamp ## run the tests
	@PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 4 --dist loadfile --no-loadscope-reorder -q

check: .venv/dev.stamp ## formatting, lint, types, import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: .venv/dev.stamp ## format and mend what can be mended
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

coverage: .venv/dev.stamp ## branch coverage: 100 % of core and resolver, 90 % of the rest
	@$(BIN)/coverage erase
	@$(BIN)/pytest -n 2 --dist loadfile -q --cov --cov-report=
	@$(BIN)/coverage report --include='verifier/core/*,verifier/resolver/*' --fail-under=100
	@$(BIN)/coverage report --omit='verifier/core/*,verifier/resolver/*' --fail-under=90

.venv/recipes.stamp: .venv/dev.stamp requirements/recipes.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/recipes.txt
	@touch $@

recipes: .venv/recipes.stamp ## check the recipes with their own linters, and open a ledger in Datasette
	@$(BIN)/pytest -q tests/recipes

.venv/bench.stamp: .venv/dev.stamp requirements/bench.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/bench.txt
	@touch $@

bench: .venv/bench.stamp ## performance, as ratios side by side in one run
	@$(BIN)/python -m benchmarks.startup
	-@$(BIN)/python -m benchmarks.listing
	@$(BIN)/python -m benchmarks.store 20000
	@$(BIN)/python -m benchmarks.decide 20000
	@$(BIN)/python -m benchmarks.nights 30
	@$(BIN)/python -m benchmarks.hub
	@$(BIN)/python -m benchmarks.feeds
	@$(BIN)/python -m benchmarks.readings
	@$(BIN)/python -m benchmarks.site
	@$(BIN)/python -m benchmarks.exports
	@$(BIN)/python -m benchmarks.shared
	@$(BIN)/python -m benchmarks.audit 2000

bench-deadlines: .venv/dev.stamp ## the deadline grammar beside dateparser: accuracy by class, speed
	@$(BIN)/python -m benchmarks.deadlines

corpus: .venv/dev.stamp ## all of feedparser's own test files through the feed parser
	@$(BIN)/python -m benchmarks.feedparser_corpus

office: .venv/dev.stamp ## every hostile cell through LibreOffice, which apt installs where it is missing
	@command -v soffice >/dev/null || apt-get install -y --no-install-recommends libreoffice-calc \
		|| { echo "install LibreOffice (soffice), then make office again" >&2; exit 1; }
	@VERIFIER_OFFICE=1 $(BIN)/pytest -q --timeout 600 tests/exports/test_office.py

fuzz: .venv/dev.stamp ## ten minutes of random text into the grammar and the promise finder
	@$(BIN)/python -m benchmarks.fuzz

soak: .venv/dev.stamp ## the random tests with new examples, many more nights and changed bytes, and nights killed and shared
	@HYPOTHESIS_PROFILE=search VERIFIER_HUB_RUNS=2000 VERIFIER_NIGHTS_RUNS=2000 $(BIN)/pytest -n 2 --dist loadfile -q --timeout 3600 \
		tests/core tests/loader tests/sources/test_hub_nights.py tests/test_replayed_nights.py
	@HYPOTHESIS_PROFILE=search VERIFIER_KILLS=100 VERIFIER_PAIRS=50 VERIFIER_RANDOM_NIGHTS=10000 VERIFIER_FLIPS=40 \
		$(BIN)/pytest -n 2 --dist loadfile -q -rP --timeout 7200 \
		tests/nights/test_kills.py tests/nights/test_at_once.py tests/nights/test_random_nights.py tests/store/audit/test_bytes.py
	@$(BIN)/python -m tests.nights.soak_shared 20

lock: .venv/dev.stamp ## pin every dependency by hash, for Python 3.11 and newer
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header pyproject.toml --group build -o requirements/run.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header pyproject.toml --group build --group dev -o requirements/dev.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header pyproject.toml --group bench -o requirements/bench.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header pyproject.toml --group dev --group recipes -o requirements/recipes.txt

wheel: .venv/dev.stamp ## build a wheel
	@$(BIN)/pip wheel --quiet --no-deps --no-build-isolation -w dist .

clean: ## remove everything made
	rm -rf .venv build dist
