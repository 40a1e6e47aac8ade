"""Settings: the command line goes before the environment, and nothing unknown is taken."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from ingest.errors import BriefingError
from ui.settings import load_settings


def test_the_home_is_the_environments(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path))
    settings = load_settings()
    assert settings.home == tmp_path
    assert settings.index == tmp_path / "index"


def test_what_is_given_goes_before_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "environment"))
    assert load_settings(home=tmp_path / "given").home == tmp_path / "given"
    assert load_settings(home=None).home == tmp_path / "environment"


def test_without_either_the_home_is_the_platforms_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("BRIEFING_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    home = load_settings().home
    assert home.name == "briefing"
    assert home.is_relative_to(tmp_path)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("BRIEFING_HOEM", "elsewhere", "Unknown setting BRIEFING_HOEM.*BRIEFING_HOME"),
        ("BRIEFING_", "x", "Unknown setting BRIEFING_ "),
        ("BRIEFING_DEPTH", "many", "BRIEFING_DEPTH='many' is not allowed"),
        ("BRIEFING_DEPTH", "0", "BRIEFING_DEPTH='0' is not allowed.*greater than or equal to 1"),
    ],
)
def test_a_wrong_setting_is_refused_by_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BriefingError, match=message):
        load_settings()


def test_variables_of_other_programs_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEF", "1")
    monkeypatch.setenv("MY_BRIEFING_HOME", "/elsewhere")
    assert load_settings()


def test_settings_do_not_change_once_they_are_read() -> None:
    settings = load_settings()
    with pytest.raises(ValidationError, match="frozen"):
        settings.depth = 3
