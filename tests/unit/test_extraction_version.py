"""What makes a document be read again: any module of reading or extraction, any seed."""

import sys

from report_of import records_of

from dagster_project.resources.extraction_version import fingerprinted_files
from dagster_project.vocabulary import SEEDS


def test_every_module_that_extraction_loads_is_in_the_fingerprint() -> None:
    records_of("年初预算1万元。")
    loaded = {
        module.__file__
        for name, module in list(sys.modules.items())
        if name.startswith(("dagster_project.extraction", "dagster_project.reading"))
    }
    assert len(loaded) > 50
    assert loaded <= {str(file) for file in fingerprinted_files()}


def test_every_seed_is_in_the_fingerprint() -> None:
    assert set(SEEDS.glob("*.csv")) <= set(fingerprinted_files())
