# The project's words. Each does whatever it still needs first; there is no other step.
#
#   make install   everything into .venv, so that .venv/bin/extractor works
#   make run       digitize corpora/samples into out/ (JSON, XLSX, searchable PDF)
#   make test      the tests
#   make check     lint, format, types, import contract
#   make corpora   the synthetic scans into out/corpora (needs Debian's CJK fonts); ONLY=dev/fax makes one set
#   make bench     field accuracy on out/corpora; what each stage and engine costs, on the samples; the road beside its peers
#   make lock      requirements.lock anew from pyproject.toml

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
STAMP := $(VENV)/.installed
export OMP_NUM_THREADS ?= 2

.PHONY: install run test check corpora bench lock clean

install: $(STAMP)

# paddleocr depends on OpenCV with windows (it needs libGL), camelot and rapidocr on OpenCV without; both write the
# module `cv2`. The one without is therefore laid over the other, last, so that a bare machine can import it.
$(STAMP): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes --requirement requirements.lock
	awk '/^[^ #]/ {keep = /^opencv-python-headless==/} keep' requirements.lock > $(VENV)/opencv.lock
	$(PIP) install --require-hashes --no-deps --force-reinstall --requirement $(VENV)/opencv.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

run: install
	$(BIN)/extractor extract corpora/samples --out out --xlsx out/records.xlsx --pdf out/pdf

test: install
	$(BIN)/pytest

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

corpora: install
	$(BIN)/python -m corpora.make --out out/corpora $(if $(ONLY),--only $(ONLY))

bench: install
	test -d out/corpora || $(BIN)/python -m corpora.make --out out/corpora
	$(BIN)/extractor evaluate out/corpora
	$(BIN)/extractor bench corpora/samples --engine openvino --engine paddle
	$(BIN)/python -m peers out/corpora/dev/digital out/corpora/dev/records-digital --count 6 --out out/bench $(PEERS)

lock:
	$(BIN)/pip-compile --quiet --all-extras --generate-hashes --strip-extras --allow-unsafe --no-header \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file requirements.lock pyproject.toml
	sed -i '/^# Every package/d; 1i # Every package of the product, its tests and its corpora, by version and hash. Made by make lock.' \
		requirements.lock

clean:
	rm -rf $(VENV) out build *.egg-info
