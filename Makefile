# pixnb: everything starts here. Nothing is needed but Python 3.11 or newer, and make.
#
#   make run      the learner's page, in your browser       make run ARGS="--port 9000 --no-browser"
#   make lab      the notebooks, in JupyterLab
#   make test     every check
#   make bench    measurements
#   make dist     the wheel and the source archive, in dist/
#   make clean    remove what was built       make distclean    … and the environment

PYTHON := .venv/bin/python
ARGS ?=
WORKERS ?= 2

.NOTPARALLEL:
.PHONY: run lab test bench dist clean distclean environment test-environment front-end

run: environment front-end
	@echo "3/3  Starting pixnb"
	@exec .venv/bin/pixnb run $(ARGS)

lab: environment front-end
	@echo "3/3  Starting JupyterLab"
	@exec .venv/bin/pixnb lab $(ARGS)

test: test-environment front-end
	@sh scripts/chromium.sh
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(PYTHON) scripts/front_end.py check
	$(PYTHON) scripts/front_end.py test
	$(PYTHON) -m pytest -q -n $(WORKERS) --dist loadfile $(ARGS) || { \
	  echo "Once more, one at a time: a browser test may fail on a machine that was busy, a broken one fails again."; \
	  $(PYTHON) -m pytest -q --last-failed --last-failed-no-failures none $(ARGS); }

bench: test-environment front-end
	@exec $(PYTHON) tests/load/bench.py $(ARGS)

dist: test-environment
	$(PYTHON) -m build

environment:
	@sh scripts/environment.sh lab

test-environment:
	@sh scripts/environment.sh lab,nbgrader,dev

front-end: environment
	@$(PYTHON) scripts/front_end.py build

clean:
	rm -rf build dist pixnb/widgets/static extensions/player/node_modules
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find pixnb tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean
	rm -rf .venv
