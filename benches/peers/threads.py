"""What further threads bring: the same command on one thread and on more, in turn."""

from contenders import SEED
from machine import cores
from measure import run
from places import LONGVIEW, SCENARIOS
from prepare import say

# Replications that keep one thread busy for a few seconds.
WORK = (("reference/cohort", 400), ("reference/desk", 5_000), ("ten-hours", 1_000))


def measure(quick):
    """Seconds on the wall and of the processor, by scenario and number of threads."""
    counts = sorted({1, 2, cores()})
    if cores() < 2:
        say("threads: there is only one core")
        return []
    rows = []
    for scenario, replications in WORK:
        say(f"threads: {scenario}")
        work = replications // (5 if quick else 1)
        rows.append({"scenario": scenario, "replications": work, "by_threads": [
            {"threads": count, "wall": [], "cpu": []} for count in counts
        ]})
        for _ in range(2 if quick else 3):
            for row in rows[-1]["by_threads"]:
                done = run(words(scenario, work, row["threads"]))
                row["wall"].append(done.wall)
                row["cpu"].append(done.cpu)
    return rows


def words(scenario, replications, threads):
    options = ["--seed", SEED, "--format", "json", "--replications", replications]
    path = SCENARIOS / f"{scenario}.toml"
    return [LONGVIEW, "compare", path, *options, "--threads", threads]
