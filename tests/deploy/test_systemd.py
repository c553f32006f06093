"""The units are understood by systemd and give up what the product does not need."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

SHIPPED = Path(__file__).parents[2] / "deploy/systemd"
UNITS = sorted(SHIPPED.glob("*.service"))
WORST_EXPOSURE = 2.5


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A directory as an installed machine: units, drop-ins, the program."""
    system = tmp_path / "etc/systemd/system"
    for unit in UNITS:
        drop_ins = system / f"{unit.name}.d"
        drop_ins.mkdir(parents=True)
        shutil.copy(unit, system)
        shutil.copy(SHIPPED / "hardening.conf", drop_ins)
    program = tmp_path / "opt/videoberatung/.venv/bin/videoberatung"
    program.parent.mkdir(parents=True)
    program.touch(mode=0o755)
    (tmp_path / "usr/lib/systemd/system").mkdir(parents=True)
    for name in ("multi-user.target", "network-online.target", "sysinit.target", "basic.target"):
        (tmp_path / "usr/lib/systemd/system" / name).write_text("[Unit]\nDescription=x\n")
    return tmp_path


def _instance(unit: Path) -> str:
    return unit.name.replace("@", "@8001")


def _analyze(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = ["systemd-analyze", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_systemd_understands_every_line(root: Path, unit: Path):
    done = _analyze("verify", f"--root={root}", "--man=no", _instance(unit))
    ours = [line for line in done.stderr.splitlines() if "videoberatung" in line]
    assert ours == []


def test_systemd_would_say_so_otherwise(root: Path):
    unit = root / "etc/systemd/system/videoberatung.service"
    unit.write_text(unit.read_text().replace("StateDirectoryMode", "StateDirectoryMood"))
    done = _analyze("verify", f"--root={root}", "--man=no", unit.name)
    assert "StateDirectoryMood" in done.stderr


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_little_is_left_to_a_process_that_was_taken_over(root: Path, unit: Path):
    done = _analyze("security", "--offline=yes", f"--root={root}", "--no-pager", _instance(unit))
    found = re.search(r"Overall exposure level for .*: ([\d.]+)", done.stdout)
    assert found, done.stderr
    assert float(found[1]) <= WORST_EXPOSURE
