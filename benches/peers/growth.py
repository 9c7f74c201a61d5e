"""How time and memory grow with each size of a scenario, all others held."""

import math
import statistics
from dataclasses import dataclass

from contenders import SEED
from measure import Failed, run
from places import LONGVIEW, WORK
from prepare import say

SCENARIO = """\
title    = "Growth"
quarters = {quarters}
run_out  = 0
model    = "relationship"

[market]
prospects  = {prospects}
deal_value = {{ median = 5000, top_fifth_share = 0.67 }}

[desk]
reps = {reps}
hours_per_week = 40

[economics]
currency  = "EUR"
hour_cost = 50
margin    = 0.5
"""
STRATEGY = """
[strategy.plan-{number}]
cold_call_hours = 7
follow_up_hours = 3
emails          = 50
ask             = {{ chance = 0.4, from = "appointment" }}
"""
SMALLEST = {"replications": 1, "prospects": 1, "reps": 1, "strategies": 1, "quarters": 1}
# The least times and memory that stand out from what the start takes.
START_TIMES = 1.0
GROWN_MIB = 1.0
# A point is measured again until so much time or so many runs are spent on it.
REPEATED_SECONDS = 2.0
MOST_RUNS = 5


@dataclass(frozen=True)
class Sweep:
    """One size is varied from point to point, the others stay."""

    varied: str
    others: dict[str, int]
    points: tuple[int, ...]


def sweeps(quick):
    """Four decades each; strategies and quarters end where the limits of a scenario are."""
    last = -1 if quick else None
    decades = (1, 10, 100, 1_000, 10_000)
    tens = tuple(10 * decade for decade in decades)
    hundreds = tuple(100 * decade for decade in decades)
    return (
        Sweep("replications", {"prospects": 4_000}, tens[:last]),
        Sweep("prospects", {"replications": 50}, hundreds[:last]),
        Sweep("reps", {"prospects": 1_000, "replications": 5}, decades[:last]),
        Sweep("strategies", {"prospects": 4_000, "replications": 100}, (1, 2, 4, 8, 16, 32, 64)),
        Sweep("quarters", {"prospects": 4_000, "replications": 50}, (1, 4, 16, 64, 200, 400)),
    )


def measure(quick):
    """Points of all sweeps, beside what the start takes."""
    start = point(SMALLEST)
    found = [swept(sweep) for sweep in sweeps(quick)]
    return {"start": start, "sweeps": [fitted(sweep, start) for sweep in found]}


def swept(sweep):
    """All points, or those before one that takes too long."""
    say(f"growth: {sweep.varied}")
    points = []
    for at in sweep.points:
        try:
            points.append({"at": at, **point({**SMALLEST, **sweep.others, sweep.varied: at})})
        except Failed as reason:
            if not points:
                raise
            say(f"growth: {sweep.varied} end before {at}: {reason}")
            break
    return {"varied": sweep.varied, "others": sweep.others, "points": points}


def point(size):
    """Processor seconds, the middle of several runs, and the most memory of any."""
    path = WORK / "growth.toml"
    strategies = [STRATEGY.format(number=number + 1) for number in range(size["strategies"])]
    path.write_text(SCENARIO.format(**size) + "".join(strategies))
    options = ["--threads", 1, "--seed", SEED, "--format", "json"]
    words = [LONGVIEW, "compare", path, *options, "--replications", size["replications"]]
    runs = [run(words)]
    while sum(done.cpu for done in runs) < REPEATED_SECONDS and len(runs) < MOST_RUNS:
        runs.append(run(words))
    return {
        "cpu": statistics.median(done.cpu for done in runs),
        "peak_mib": max(done.peak_mib for done in runs),
    }


def fitted(sweep, start):
    """Adds the exponents of what goes beyond the start."""
    def beyond(name, least):
        net = [(at["at"], at[name] - start[name]) for at in sweep["points"]]
        return [(size, value) for size, value in net if value >= least]

    cpu = beyond("cpu", START_TIMES * start["cpu"])
    memory = beyond("peak_mib", GROWN_MIB)
    return {**sweep, "cpu_fit": fit(cpu), "memory_fit": fit(memory)}


def fit(points):
    """Least squares on logarithms: exponent, factor, range, and the exponent between the last two
    points. Nothing from fewer than two."""
    if len(points) < 2:
        return None
    logs = [(math.log(size), math.log(value)) for size, value in points]
    line = statistics.linear_regression(*zip(*logs))
    (size, value), (last_size, last_value) = logs[-2:]
    return {
        "exponent": line.slope,
        "factor": math.exp(line.intercept),
        "from": points[0][0],
        "to": points[-1][0],
        "last": (last_value - value) / (last_size - size),
    }
