"""One frozen record of settings, made at the edge (page, command line, test) and passed in.

Comes from ``DATELINE_*`` environment variables and arguments; refuses a value that has no meaning.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and what is allowed.

    Attributes
    ----------
    store
        Folder (or URL that deltalake reads) of the Delta tables; ``DATELINE_STORE``.
    gazetteer
        Folder of the built index; ``DATELINE_GAZETTEER``.
    data
        Folder of the reviewed tables, codebook, base map, articles; ``DATELINE_DATA``.
    codebook
        Folder of the codebook, None for the one in ``data``; ``DATELINE_CODEBOOK``.
    workers
        Processes of the pipeline; ``DATELINE_WORKERS``.
    fetch
        Whether articles and feeds may be fetched from the web; ``DATELINE_FETCH``, off unless it is 1.
    """

    store: str = ".dateline/store"
    gazetteer: Path = Path(".dateline/gazetteer")
    data: Path = ROOT / "data"
    codebook: Path | None = None
    workers: int = 1
    fetch: bool = False

    @property
    def codebook_folder(self) -> Path:
        """Folder of the codebook in use."""
        return self.codebook or self.data / "codebook"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read ``DATELINE_*``, set but empty as unset; raises SettingsError for a value without meaning."""
        env = os.environ if environ is None else environ
        plain = cls()
        return cls(
            store=env.get("DATELINE_STORE") or plain.store,
            gazetteer=Path(env.get("DATELINE_GAZETTEER") or plain.gazetteer),
            data=Path(env.get("DATELINE_DATA") or plain.data),
            codebook=Path(env["DATELINE_CODEBOOK"]) if env.get("DATELINE_CODEBOOK") else None,
            workers=_count(env, "DATELINE_WORKERS", default=plain.workers),
            fetch=_switch(env, "DATELINE_FETCH"),
        )


def _count(env: Mapping[str, str], name: str, *, default: int) -> int:
    value = env.get(name, "").strip()
    if not value:
        return default
    if value.isdigit() and int(value) > 0:
        return int(value)
    raise SettingsError(f"got {value!r}, expected a whole number from 1.", source=name, remedy="Set it to 1 or more.")


def _switch(env: Mapping[str, str], name: str) -> bool:
    value = env.get(name, "").strip()
    if value in ("", "0", "1"):
        return value == "1"
    raise SettingsError(f"got {value!r}, expected 0 or 1.", source=name, remedy="Set it to 1, or leave it out.")
