"""Settings are documented, checked at the start and name themselves when wrong."""

import re
from pathlib import Path

import pytest

from tests.operator_facts import FACTS
from videoberatung.backups.sealing import new_key
from videoberatung.config.cli import main
from videoberatung.config.environment import (
    PREFIX,
    ConfigurationError,
    Environment,
    read_environment,
)

OPERATIONS = Path(__file__).parents[1] / "docs/operations.md"
_SECRET, PUBLIC = new_key()
COMPLETE = {
    "SAMPLE": "",
    "PUBLIC_URL": "https://video.example.org",
    "SECRET_KEY": "k" * 50,
    "SMTP_URL": "smtp://mail.example.org:587",
    "MAIL_FROM": "termine@example.org",
    **{name.removeprefix(PREFIX): value for name, value in FACTS.items()},
}


@pytest.fixture
def configure(monkeypatch: pytest.MonkeyPatch):
    def with_settings(**changes: str) -> Environment:
        for name, value in {**COMPLETE, **changes}.items():
            monkeypatch.setenv(PREFIX + name, value)
        environment = read_environment()
        environment.require_pages()
        return environment

    return with_settings


def test_a_complete_configuration_is_accepted(configure):
    assert configure().is_https


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"PUBLIC_URL": ""}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "http://video.example.org"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "video.example.org"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "https://video.example.org/path"}, "PUBLIC_URL"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SIGNALLING_KEY": "short"}, "SIGNALLING_KEY"),
        ({"SMTP_URL": ""}, "SMTP_URL"),
        ({"MAIL_FROM": ""}, "MAIL_FROM"),
        ({"TURN_URLS": "turn:turn.example.org"}, "TURN_SECRET"),
        ({"RELAY_ONLY": "1"}, "TURN_URLS"),
        ({"RELAY_ONLY": "perhaps"}, "RELAY_ONLY"),
        ({"THREADS": "100"}, "THREADS"),
        ({"DATA_DIR": "/" + 92 * "x"}, "DATA_DIR"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL"),
        ({"BACKUP_DIR": "/backups"}, "BACKUP_RECIPIENTS"),
        ({"BACKUP_DIR": "backups", "BACKUP_RECIPIENTS": PUBLIC}, "BACKUP_DIR"),
        ({"BACKUP_RECIPIENTS": PUBLIC}, "BACKUP_DIR"),
        ({"BACKUP_DIR": "/backups", "BACKUP_RECIPIENTS": "age1xyz"}, "BACKUP_RECIPIENTS"),
        ({"BACKUP_DAYS": "0"}, "BACKUP_DAYS"),
        ({"SAMPLE": "1"}, "SMTP_URL"),
        ({"SAMPLE": "1", "SMTP_URL": ""}, "PUBLIC_URL"),
    ],
)
def test_a_wrong_setting_names_itself(configure, changes, named):
    with pytest.raises(ConfigurationError, match=PREFIX + named):
        configure(**changes)


def test_a_data_directory_may_be_as_long_as_its_socket_lets_it(configure):
    assert configure(DATA_DIR="/" + 90 * "x").data_dir


def test_backups_for_several_keys_are_accepted(configure):
    _secret, other = new_key()
    found = configure(BACKUP_DIR="/backups", BACKUP_RECIPIENTS=f"{PUBLIC}, {other}")
    assert found.backup_recipients == (PUBLIC, other)


def test_a_wrong_setting_stops_the_start(monkeypatch, capsys):
    monkeypatch.setenv(PREFIX + "THREADS", "100")
    assert main(["check"]) == 2
    assert PREFIX + "THREADS" in capsys.readouterr().err


def test_signalling_starts_with_its_own_key_and_no_other_secret(monkeypatch):
    for name in ("SAMPLE", "SECRET_KEY", "SMTP_URL"):
        monkeypatch.setenv(PREFIX + name, "")
    monkeypatch.setenv(PREFIX + "PUBLIC_URL", "https://video.example.org")
    monkeypatch.setenv(PREFIX + "SIGNALLING_KEY", "s" * 50)
    assert read_environment().signalling_key.get_secret_value() == "s" * 50


def test_every_setting_is_documented_and_every_documented_one_exists():
    documented = set(re.findall(rf"`{PREFIX}(\w+)`", OPERATIONS.read_text()))
    assert documented == {name.upper() for name in Environment.model_fields}
