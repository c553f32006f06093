"""A wheel is complete: assets and translations are built before it is packed."""

import subprocess
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Assets(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run `make build`; an editable installation builds when it is started instead."""
        if version != "editable":
            subprocess.run(["make", "build"], cwd=self.root, check=True)
