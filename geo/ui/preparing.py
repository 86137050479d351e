"""The first start without ``make run``: the gazetteer is built and the shipped articles are read, each step shown.

The work is done by ``python -m geo prepare`` in a process of its own, so that the page never holds the language models.
All visitors watch the same process, and it goes on when they leave.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from geo.errors import GazetteerError
from geo.language import tr
from geo.settings import ROOT, Settings

LOOK_S = 0.5  # between two looks at the log: often enough to seem live


@dataclass(frozen=True)
class Preparation:
    """The running command and the file it writes its steps to."""

    process: subprocess.Popen[bytes]
    log: Path

    def step(self) -> str:
        """Return the last line said."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "Starting")


def is_first_start(settings: Settings) -> bool:
    """True if the gazetteer's usual folder is not there yet; a folder that somebody chose is never filled unasked."""
    return settings.gazetteer == Settings().gazetteer and not settings.gazetteer.exists()


def show_preparing(settings: Settings) -> None:
    """Prepare everything with the steps on the page, then show the map; raises GazetteerError if it fails."""
    preparation = _start(settings)
    with st.container(key="preparing"):
        st.subheader(tr("Dateline starts for the first time"))
        st.text(tr("It builds its gazetteer and reads five articles. That takes about a minute, once."))
        with st.status(preparation.step()) as status:
            while preparation.process.poll() is None:
                status.update(label=preparation.step())
                time.sleep(LOOK_S)
    _start.clear()
    if preparation.process.returncode not in (0, 1):
        raise GazetteerError(
            f"preparing ended with: {preparation.step()}",
            source=str(settings.gazetteer),
            remedy="Run python -m geo prepare.",
        )
    st.rerun()


@st.cache_resource(show_spinner=False)
def _start(settings: Settings) -> Preparation:
    settings.gazetteer.parent.mkdir(parents=True, exist_ok=True)
    log = settings.gazetteer.with_name("prepare.log")
    path = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part)
    environment = {**os.environ, "PYTHONPATH": path, "DATELINE_DATA": str(settings.data)}
    places = ("--store", settings.store, "--gazetteer", str(settings.gazetteer))
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own command, no word of it comes from an article
            [sys.executable, "-m", "geo", "prepare", *places], env=environment, stdout=output, stderr=output
        )
    return Preparation(process, log)
