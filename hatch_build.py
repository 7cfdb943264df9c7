"""Hatch's build hook: builds the front end, and puts bank, notebooks and template into the wheel.

The front end is built by scripts/front_end.py before a wheel, a source archive or an editable install.
Node is asked of pip only when the outputs are out of date and the machine has none.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def front_end(root: str) -> ModuleType:
    """Load scripts/front_end.py by its path: a build runs outside of any package."""
    spec = importlib.util.spec_from_file_location("front_end", Path(root) / "scripts" / "front_end.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TEMPLATE = "extensions/voila/pixnb"
SHIPPED = {
    "challenges": "pixnb/data/challenges",
    "notebooks": "pixnb/data/notebooks",
    TEMPLATE: "pixnb/data/voila/pixnb",
}
SHARED = {TEMPLATE: "share/jupyter/voila/templates/pixnb"}


class PixnbHook(BuildHookInterface[Any]):
    """Builds ``pixnb/widgets/static`` from ``extensions/player``."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What pip must install to build: Node, when it is needed and not there."""
        tools = front_end(self.root)
        return [] if tools.is_current() or tools.machine_node() else [tools.NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is out of date, and say what else goes into a wheel (see `pixnb.places`)."""
        tools = front_end(self.root)
        if tools.build():
            self.app.display_info("The front end was built.")
        # An editable install would hold copies that age; it finds the originals in the checkout.
        if self.target_name == "wheel" and version != "editable":
            build_data["force_include"].update({f"{self.root}/{source}": target for source, target in SHIPPED.items()})
            build_data["shared_data"].update({f"{self.root}/{source}": target for source, target in SHARED.items()})
