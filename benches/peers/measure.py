"""Runs a program and says what it used: processor time of all its threads, time on the wall, and
the most memory it held."""

import json
import os
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from places import MEASURED, WORK

# Nobody takes longer than a minute when all is well.
PATIENCE_SECONDS = 180
# Would have Python compile what it imports every time, or print as it goes.
UNWANTED = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")


class Failed(Exception):
    """A program did not do what it was asked; the text says why."""


@dataclass(frozen=True)
class Run:
    """What a program used and said."""

    cpu: float
    wall: float
    peak_mib: float
    said: str


def environment():
    """One thread for each program, and no files beside the sources: caches lie elsewhere."""
    ones = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "NUMBA")}
    caches = {
        "NUMBA_CACHE_DIR": str(WORK / "numba-cache"),
        "PYTHONPYCACHEPREFIX": str(WORK / "python-cache"),
        "PYTHONHASHSEED": "0",
    }
    inherited = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    return {**inherited, **ones, **caches}


def run(words):
    """Runs a program through the launcher, which is smaller than any program measured."""
    with tempfile.TemporaryDirectory(dir=WORK) as folder:
        used = Path(folder) / "used.json"
        said = patiently([str(MEASURED), str(used), *map(str, words)])
        figures = json.loads(used.read_text())
    peak = figures["peak_kib"] / 1024
    return Run(figures["cpu_seconds"], figures["wall_seconds"], peak, said)


def patiently(words):
    """Standard output of a program that ends well and in time."""
    child = subprocess.Popen(
        words,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        out, err = child.communicate(timeout=PATIENCE_SECONDS)
    except BaseException as reason:
        # The launcher and what it started, also when somebody interrupts.
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        if isinstance(reason, subprocess.TimeoutExpired):
            raise Failed(f"took longer than {PATIENCE_SECONDS} seconds") from None
        raise
    if child.returncode != 0:
        raise Failed((err.strip().splitlines() or ["ended without a word"])[-1])
    return out
