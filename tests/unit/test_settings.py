"""Settings from the environment: whole numbers in their range, or a message that names the variable."""

from __future__ import annotations

import pytest

from dagster_project.resources.settings import Settings, SettingsError


def test_defaults():
    settings = Settings.from_environment({})
    assert settings.workers >= 1
    assert settings.max_bytes == 20 * 1024 * 1024
    assert settings == Settings()


def test_stated():
    settings = Settings.from_environment(
        {
            "JIXIAO_WORKERS": "3",
            "JIXIAO_BATCH_DOCUMENTS": "7",
            "JIXIAO_MAX_MEGABYTES": "2",
            "JIXIAO_DOCUMENT_SECONDS": "5",
        }
    )
    assert settings == Settings(workers=3, batch_documents=7, max_bytes=2 * 1024 * 1024, document_seconds=5)


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", "257", "²"])
def test_wrong_values_are_named(value):
    with pytest.raises(SettingsError, match=r"JIXIAO_WORKERS is .*whole number from 1 to 256"):
        Settings.from_environment({"JIXIAO_WORKERS": value})
