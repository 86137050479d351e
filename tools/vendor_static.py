"""Put the browser's libraries into static/vendor, with a manifest of name, version, licence and SHA-256.

In: the npm packages below, by exact version and hash. Out: only the files the page asks for. Run it after changing a
version.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static/vendor"


@dataclass(frozen=True, slots=True)
class Library:
    """A browser library: its npm package, its licence, the archive's hash, and the files wanted from it."""

    name: str
    version: str
    licence: str
    sha256: str
    files: tuple[str, ...]


# Leaflet 1.9 is what folium 0.20 writes for. Its images are left out: the page uses neither its markers nor its layers
# control. Events at one place share one mark, so no clustering library is needed.
LIBRARIES = (
    Library(
        "leaflet",
        "1.9.4",
        "BSD-2-Clause",
        "84c65a256e50657896f54c33bd857b6849ebe94c817803be818bf32a3dde0b77",
        ("dist/leaflet.js", "dist/leaflet.css", "LICENSE"),
    ),
)


def main() -> None:
    """Fetch every library, copy its files and write the manifest."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    rows = [row for library in LIBRARIES for row in _install(library)]
    text = json.dumps({"libraries": [_describe(library) for library in LIBRARIES], "files": rows}, indent=2)
    (VENDOR / "manifest.json").write_text(text + "\n", encoding="utf-8")


def _install(library: Library) -> list[dict[str, object]]:
    cache = ROOT / ".dateline/packages"
    cache.mkdir(parents=True, exist_ok=True)
    archive = cache / f"{library.name}-{library.version}.tgz"
    if not archive.exists():
        command = [shutil.which("npm") or "npm", "pack", f"{library.name}@{library.version}", "--silent"]
        subprocess.run(command, cwd=cache, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 pinned names only
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != library.sha256:
        message = f"{archive.name}: SHA-256 is {found}, expected {library.sha256}."
        raise ValueError(message)
    with tarfile.open(archive) as tarball:
        return [_copy(tarball, library, name) for name in library.files]


def _copy(tarball: tarfile.TarFile, library: Library, name: str) -> dict[str, object]:
    member = tarball.extractfile(f"package/{name}")
    if member is None:
        message = f"{library.name} {library.version} holds no file {name}."
        raise ValueError(message)
    content = member.read()
    target = VENDOR / library.name / Path(name).name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    return {"path": target.relative_to(VENDOR).as_posix(), "bytes": len(content), "sha256": digest}


def _describe(library: Library) -> dict[str, str]:
    return {"name": library.name, "version": library.version, "licence": library.licence, "npm_sha256": library.sha256}


if __name__ == "__main__":
    main()
