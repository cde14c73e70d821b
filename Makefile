# Two commands for a newcomer: `make demo` and `make test`. Each sets up its own .venv and nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := out/demo
READY := $(VENV)/.ready

.PHONY: demo test lint bench clean

demo: $(READY)  ## read the sample corpus, write tables, lay years and districts side by side
	$(BIN)/govtext run corpora -o $(DEMO) --force
	@echo; echo "== 望澜区, year by year =="
	$(BIN)/govtext compare $(DEMO) --across year --region 望澜区 --concept gdp --concept retail_sales --concept urban_new_jobs
	@echo; echo "== three districts in 2024 =="
	$(BIN)/govtext compare $(DEMO) --across region --year 2024 --concept gdp --concept grain_output --concept budget_revenue
	@echo; echo "Tables: $(DEMO)/*.csv; what every column means: $(DEMO)/codebook.md"

test: $(READY)  ## run the tests
	$(BIN)/python -m pytest

lint: $(READY)  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)  ## speed against bare jieba, and accuracy
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/accuracy.py

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[all]' --group test --group lint
	@touch $@

clean:  ## remove everything that was made
	rm -rf $(VENV) out
