#!/usr/bin/env python3
"""Measures Longview beside other tools, and how its cost grows; writes docs/performance.md.

`python3 benches/peers/run.py` sets up what it needs below the target folder of cargo, checks every
program against known answers, times all of them in turn, and writes the page and its picture. It
needs Python 3.11, the Rust toolchain, Linux, and for the first time the network.
"""

import argparse
import json
import sys
import time

sys.dont_write_bytecode = True

import growth
import machine
import measure
import page
import prepare
import rounds
import threads
from places import PROJECT, PYTHON, PYTHON_PEERS, WORK
from prepare import Unprepared, say


def main():
    """Measures, unless the last measurements are to be written down again, and writes the page."""
    options = arguments()
    folder = WORK / ("quick" if options.quick else "full")
    folder.mkdir(parents=True, exist_ok=True)
    measurements = folder / "measurements.json"
    if not options.again:
        measurements.write_text(json.dumps(measured(options.quick), indent=1))
    found = json.loads(measurements.read_text())
    failures = write(found, measurements, folder if options.quick else PROJECT / "docs")
    return 1 if failures else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--quick",
        action="store_true",
        help="a quarter of the work, without the bench of ratios; the page goes below the target "
        "folder and is good for nothing but trying this command",
    )
    parser.add_argument(
        "--again",
        action="store_true",
        help="write the page from the last measurements, without measuring",
    )
    return parser.parse_args()


def measured(quick):
    """Everything on the page, as plain data."""
    missing = prepare.everything()
    ratio = None if quick else ratio_bench()
    start = time.monotonic()
    found = {
        "quick": quick,
        "machine": machine.describe(),
        "versions": machine.versions(),
        "side_by_side": rounds.measure(missing, quick),
        "threads": threads.measure(quick),
        "growth": growth.measure(quick),
        "ratio": ratio,
    }
    found["load_at_the_end"] = machine.load()
    found["minutes"] = (time.monotonic() - start) / 60
    return found


def ratio_bench():
    """The text of the bench that times the engine and the plain loops in one process; nothing if
    it fails."""
    say("ratios: building and running the bench, for a few minutes")
    text = WORK / "ratio.txt"
    bench = ["cargo", "bench", "--locked", "--quiet", "-p", "longview-benches", "--bench", "ratio"]
    try:
        prepare.command(*bench, "--", "--write", str(text), cwd=PROJECT)
    except Unprepared as reason:
        say(f"ratios: {reason}")
        return None
    return text.read_text()


def write(found, measurements, folder):
    """Writes the page and its picture; returns what failed."""
    picture = folder / page.PICTURE
    drawn = draw(measurements, picture)
    target = folder / "performance.md"
    target.write_text(page.text(found, drawn))
    say(f"written: {target}")
    failures = page.failures(found)
    for failure in failures:
        say(f"failed: {failure}")
    return failures


def draw(measurements, picture):
    """Whether the picture could be drawn."""
    program = PYTHON_PEERS / "growth_picture.py"
    try:
        prepare.command(str(PYTHON), str(program), str(measurements), str(picture))
    except Unprepared as reason:
        say(f"no picture: {reason}")
        return False
    return True


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (Unprepared, measure.Failed) as reason:
        sys.exit(f"error: {reason}")
