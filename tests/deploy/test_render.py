"""The script that fills in coturn's configuration refuses what would make the relay unsafe."""

import stat
from pathlib import Path

import pytest

from deploy.coturn.render import RenderError, fill, main, own_address


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    (tmp_path / "secret").write_text("s" * 32 + "\n")
    return [
        "--realm=turn.example.org",
        "--listen=203.0.113.7",
        f"--secret-file={tmp_path / 'secret'}",
        "--certificate=/etc/turn/certificate.pem",
        "--private-key=/etc/turn/key.pem",
        f"--output={tmp_path / 'turnserver.conf'}",
    ]


def test_a_complete_set_of_values_fills_every_place(options: list[str], tmp_path: Path):
    assert main(options) == 0
    lines = (tmp_path / "turnserver.conf").read_text().splitlines()
    settings = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in settings if "@" in line] == []
    assert "static-auth-secret=" + "s" * 32 in settings
    assert "allowed-peer-ip=203.0.113.7" in settings
    assert not any(line.startswith("external-ip=") for line in settings)


def test_the_file_with_the_secret_is_not_for_everybody(options: list[str], tmp_path: Path):
    (tmp_path / "turnserver.conf").touch(mode=0o644)
    main(options)
    assert not (tmp_path / "turnserver.conf").stat().st_mode & (stat.S_IROTH | stat.S_IWOTH)


def test_a_value_given_twice_repeats_its_line():
    assert fill("a=@A@\nb=1\n", {"A": ["x", "y"]}) == "a=x\na=y\nb=1\n"


def test_a_name_in_a_comment_is_left_alone():
    assert fill("# @A@\n", {}) == "# @A@\n"


def test_a_place_without_value_is_refused():
    with pytest.raises(RenderError, match="A is not given"):
        fill("a=@A@\n", {})


@pytest.mark.parametrize("value", ["", "x\nallow-loopback-peers", "x\x00"])
def test_a_value_cannot_bring_settings_of_its_own(value: str):
    with pytest.raises(RenderError):
        fill("a=@A@\n", {"A": [value]})


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "224.0.0.1"])  # noqa: S104 - is refused
def test_the_wildcard_is_not_an_address_to_listen_on(address: str):
    with pytest.raises(RenderError):
        own_address(address)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param("--listen=turn.example.org", id="a name instead of an address"),
        pytest.param("--secret-file=/nonexistent", id="no secret"),
        pytest.param("--secret-file=/dev/null", id="an empty secret"),
    ],
)
def test_a_wrong_value_stops_it_and_writes_nothing(
    options: list[str], tmp_path: Path, wrong: str, capsys: pytest.CaptureFixture[str]
):
    assert main([*options, wrong]) == 2
    assert capsys.readouterr().err.startswith("render.py: ")
    assert not (tmp_path / "turnserver.conf").exists()
