# Enishi. `make` alone lists the commands. PYTHON=python3.12 chooses another interpreter for .venv.
PYTHON ?= python3
BIN = .venv/bin
APPS = common mail accounts startups events matching
CODE = config local $(APPS)
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL = help
.PHONY: help run test check messages bench drill tune lock clean venv-run venv-dev browser

help:
	@echo "make run        start the site on this machine (PORT=8000, ENISHI_DATA=var); Ctrl-C stops it"
	@echo "make test       run the tests, in a real browser too"
	@echo "make check      format, lint, import contracts, types, migrations, messages, security, dependencies"
	@echo "make messages   bring the French and Japanese catalogues up to date; fails while one is incomplete"
	@echo "make bench      rank invented companies and print time, memory and recall (COMPANIES=100000);"
	@echo "                ONLY=publish times publications, ONLY=workers full rankings by 1, 2 and 4 workers,"
	@echo "                ONLY=web times the pages for 50 people among 10,000 companies (USERS=50, SECONDS=180),"
	@echo "                ONLY=growth draws docs/images/growth.svg anew from four sizes"
	@echo "make drill      kill workers, freeze the broker, and count what was lost (ONLY=mail, SCALE=0.1)"
	@echo "make tune       try values of the engine's constants on graded cases (CASES=folder)"
	@echo "make lock       write requirements*.txt from requirements*.in"
	@echo "make clean      remove the virtual environment and what the tools made (not var/)"

run: venv-run
	@exec $(BIN)/python -m local

test: venv-dev browser
	@$(BIN)/python -m config.messages --compile
	@$(BIN)/python -m pytest --numprocesses auto

# Runs a tool and shows its output only when it fails.
quietly = @echo "$(1)"; output=$$($(2) 2>&1) || { echo "$$output"; exit 1; }

check: venv-dev
	$(call quietly,format,$(BIN)/ruff format --check .)
	$(call quietly,lint,$(BIN)/ruff check .)
	$(call quietly,templates,find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --check --target-version 5.2)
	$(call quietly,import contracts,$(BIN)/lint-imports)
	$(call quietly,types,$(BIN)/mypy)
	$(call quietly,migrations,$(BIN)/python manage.py makemigrations --check --settings tests.settings)
	$(call quietly,messages,$(BIN)/python -m config.messages --check)
	$(call quietly,security,$(BIN)/bandit --quiet --recursive --configfile pyproject.toml $(CODE))
	$(call quietly,dependencies,$(BIN)/deptry .)
	$(call quietly,lock file,$(BIN)/python -m pip check)

messages: venv-dev
	@$(BIN)/python -m config.messages

COMPANIES ?= 100000
publish = --publish 6
workers = --workers 1 2 4
# The site as in production, with a second factor for officers and without the demo.
as_in_production = DEMO=false LOCAL=false
USERS ?= 50
SECONDS ?= 180
bench: venv-run
ifeq ($(ONLY),)
	@$(BIN)/python manage.py bench_matching --companies $(COMPANIES)
else ifeq ($(ONLY),growth)
	@for size in 10000 25000 50000 100000; do \
	  $(BIN)/python manage.py bench_matching --companies $$size | tail -n 1 || exit 1; \
	done > docs/images/growth.jsonl
	@$(BIN)/python manage.py plot_growth docs/images/growth.jsonl --output docs/images/growth.svg
else ifeq ($(ONLY),web)
	@scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && export ENISHI_DATA=$$scratch PORT=$${PORT:-8765} && \
	  $(BIN)/python -m config.messages --compile && $(BIN)/python -m local manage fill_site && \
	  $(as_in_production) $(BIN)/python -m local during bench_web --users $(USERS) --seconds $(SECONDS)
else
	@scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && ENISHI_DATA=$$scratch \
	  $(BIN)/python -m local manage bench_workers --companies $(COMPANIES) $($(ONLY))
endif

drill: venv-dev
	@$(BIN)/python -m tests.drills --only "$(ONLY)" --scale "$(SCALE)"

tune: venv-run
	@$(BIN)/python manage.py tune_matching $(CASES)

lock: venv-dev
	@for name in requirements requirements-dev; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --custom-compile-command "make lock" $$name.in -o $$name.txt || exit 1; \
	done

clean:
	rm -rf .venv static-collected .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete

# The virtual environment. A copy of the lock file in it says what is installed.
.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Enishi needs Python 3.11 or newer; '$(PYTHON)' is older or missing. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; \
	  exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "Python's venv module is incomplete. On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }

# The lock file is complete: with --no-deps a release newer than it cannot confuse an older pip.
LOCKED = --require-hashes --no-deps

venv-run: | .venv
	@cmp -s requirements.txt .venv/requirements.txt || { \
	  echo "Installing what the site needs into .venv (once)."; \
	  $(BIN)/python -m pip install --quiet $(LOCKED) -r requirements.txt && \
	  cp requirements.txt .venv/; }

venv-dev: | .venv
	@cmp -s requirements-dev.txt .venv/requirements-dev.txt || { \
	  echo "Installing the tools into .venv (once)."; \
	  $(BIN)/python -m pip install --quiet $(LOCKED) -r requirements-dev.txt && \
	  cp requirements.txt requirements-dev.txt .venv/; }

# The browser tests are never skipped: without a browser, or without Japanese fonts for it, nothing runs.
BROWSER = chromium fonts-noto-cjk
browser:
	@{ command -v chromium && fc-list :lang=ja | grep .; } >/dev/null 2>&1 || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing $(BROWSER) for the browser tests."; \
	  { apt-get update -q && apt-get install -qy --no-install-recommends $(BROWSER); } >/dev/null || exit 1; \
	else \
	  echo "The browser tests need Chromium and Japanese fonts: sudo apt install $(BROWSER)"; exit 1; \
	fi
