"""Sets everything up: builds Longview and the plain loops, the Rust peers, and an environment of
its own for the Python peers. What cannot be set up is told, and the rest goes on without it."""

import hashlib
import os
import shutil
import subprocess
import sys

from contenders import write_bare_scenarios
from places import HERE, PROJECT, PYTHON, PYTHON_PEERS, RUST_PEERS, RUST_PEERS_TARGET, VENV

REQUIREMENTS = PYTHON_PEERS / "requirements.txt"
RUST_PEER_NAMES = ("nexosim", "krabmaga")


class Unprepared(Exception):
    """Something could not be set up; the text says why."""


def say(text):
    """Progress, for whoever waits."""
    print(text, file=sys.stderr, flush=True)


def everything():
    """Returns, by group of peers that cannot run, the reason."""
    write_bare_scenarios()
    say("Longview and the plain loops: building")
    cargo(PROJECT, "-p", "longview")
    cargo(PROJECT, "-p", "longview-benches", "--bin", "plain")
    say("peers in Rust: building")
    cargo(RUST_PEERS, "-p", "peer-measured")
    missing = {}
    for name in RUST_PEER_NAMES:
        attempt(missing, name, lambda: cargo(RUST_PEERS, "-p", f"peer-{name}"))
    say("peers in Python: setting up")
    attempt(missing, "python", python_environment)
    return missing


def attempt(missing, group, action):
    """Does it, or notes why it cannot be done."""
    try:
        action()
    except Unprepared as reason:
        say(f"{group}: {reason}")
        missing[group] = str(reason)


def cargo(folder, *what):
    """Builds for release."""
    environment = dict(os.environ)
    if folder == RUST_PEERS:
        environment["CARGO_TARGET_DIR"] = str(RUST_PEERS_TARGET)
    build = ["cargo", "build", "--release", "--locked", "--quiet"]
    command(*build, *what, cwd=folder, env=environment)


def python_environment():
    """Installs the pinned packages, unless they are there already."""
    if sys.version_info[:2] != (3, 11):
        say(f"note: the packages are pinned for Python 3.11, this is {sys.version.split()[0]}")
    stamp = VENV / "installed"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    command(sys.executable, "-m", "venv", str(VENV))
    install = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    command(str(PYTHON), *install, "--requirement", str(REQUIREMENTS))
    stamp.write_text(wanted)


def command(*words, cwd=HERE, env=None):
    """Runs it; when it fails, the last lines that it said are the reason."""
    try:
        done = subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True)
    except OSError as reason:
        raise Unprepared(f"{words[0]}: {reason}") from reason
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise Unprepared("; ".join(said[-3:]) or f"{words[0]} ended with {done.returncode}")
