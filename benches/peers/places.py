"""Where things are."""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", PROJECT / "target")).resolve()
# Everything that this command makes apart from what cargo builds, and the page itself.
WORK = TARGET / "peers"
VENV = WORK / "venv"
PYTHON = VENV / "bin" / "python"
PYTHON_PEERS = HERE / "python"
RUST_PEERS = HERE / "rust"
RUST_PEERS_TARGET = WORK / "rust"

LONGVIEW = TARGET / "release" / "longview"
PLAIN = TARGET / "release" / "plain"
MEASURED = RUST_PEERS_TARGET / "release" / "peer-measured"
SCENARIOS = PROJECT / "scenarios"


def rust_peer(name):
    """The program of a peer written in Rust."""
    return RUST_PEERS_TARGET / "release" / f"peer-{name}"
