"""Who is timed, on how much work, and how each is started."""

import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass

from places import LONGVIEW, PLAIN, PYTHON, PYTHON_PEERS, SCENARIOS, WORK, rust_peer

SEED = 1
WORKLOADS = ("cohort", "desk")
# Names on the list of the scenario `reference/cohort.toml`.
COHORT_LIST = 10_000
STAGES = ("stranger", "aware", "engaged", "callback", "appointment", "customer", "lost")
TALLIES = ("customers", "contacts", "appointments", "dials")


@dataclass(frozen=True)
class Contender:
    """A program. Sizes are prospects of the cohort and replications of the desk, such that a run
    takes a few seconds of a processor."""

    name: str
    group: str
    sizes: dict[str, int]
    words: Callable[[str, int], list]
    read: Callable[[str, str, int], dict]
    # The least work that it can be given: what it uses for that is its start.
    least: dict[str, int]

    def size(self, workload, quick):
        """How much work it is given."""
        full = self.sizes[workload]
        return max(full // 4, 10 * self.least[workload], 1) if quick else full


def longview_words(scenario, workload, size):
    """The command that users run, on one thread."""
    replications = size // COHORT_LIST if workload == "cohort" else size
    options = ["--threads", 1, "--seed", SEED, "--format", "json", "--replications", replications]
    return [LONGVIEW, "compare", scenario, *options]


def whole(workload):
    """The scenario as it stands."""
    return SCENARIOS / "reference" / f"{workload}.toml"


def bare(workload):
    """The scenario without the list of what was observed, which asks for more than the workload
    does: when each of its prospects first reached a stage."""
    return WORK / f"{workload}.toml"


def write_bare_scenarios():
    """Leaves out that key and nothing else."""
    for workload in WORKLOADS:
        text = whole(workload).read_text()
        without = re.sub(r"^observed\s*=\s*\[$.*?^\]$\n", "", text, flags=re.DOTALL | re.MULTILINE)
        kept = tomllib.loads(text)
        del kept["observed"]
        if tomllib.loads(without) != kept:
            raise ValueError(f"{whole(workload)}: `observed` is not a list over several lines")
        bare(workload).write_text(without)


def longview_answer(said, workload, size):
    """Sums over replications, from the averages in the answer."""
    plan = json.loads(said)["strategies"][0]
    if workload == "desk":
        quarters = plan["quarters"]
        return {name: [round(q[name]["mean"] * size) for q in quarters] for name in TALLIES}
    standing = {row["stage"]: row["at_quarter_end"] for row in plan["stages"]}
    replications = size // COHORT_LIST
    columns = [[round(at["mean"] * replications) for at in standing[name]] for name in STAGES]
    return {"occupancy": [list(row) for row in zip(*columns)]}


def told(said, workload, size):
    """What a peer's program says is the answer itself."""
    return json.loads(said)


def longview(name, scenario):
    """Ten thousand names are the least that its cohort can be."""
    return Contender(
        name=name,
        group="longview",
        sizes={"cohort": 600 * COHORT_LIST, "desk": 6_000},
        words=lambda workload, size: longview_words(scenario(workload), workload, size),
        read=longview_answer,
        least={"cohort": COHORT_LIST, "desk": 1},
    )


def program(name, group, start, cohort, desk):
    """A program of this folder, or of the benches: WORKLOAD SIZE SEED."""
    return Contender(
        name=name,
        group=group,
        sizes={"cohort": cohort, "desk": desk},
        words=lambda workload, size: [*start, workload, size, SEED],
        read=told,
        least={"cohort": 0, "desk": 0},
    )


def python(name, package, cohort, desk):
    """A peer in Python."""
    start = [PYTHON, PYTHON_PEERS / f"{package.lower()}_peer.py"]
    return program(name, "python", start, cohort, desk)


def rust(name, package, cohort, desk):
    """A peer in Rust."""
    return program(name, package, [rust_peer(package)], cohort, desk)


CONTENDERS = (
    longview("Longview", bare),
    longview("Longview, whole scenario", whole),
    program("plain Rust loop", "longview", [PLAIN], cohort=10_000_000, desk=20_000),
    python("numba", "numba", cohort=6_000_000, desk=4_000),
    python("numpy", "numpy", cohort=4_000_000, desk=800),
    rust("krABMaga", "krabmaga", cohort=1_200_000, desk=4_000),
    rust("NeXosim", "nexosim", cohort=800_000, desk=4_000),
    python("SimPy", "simpy", cohort=60_000, desk=150),
    python("Mesa", "Mesa", cohort=15_000, desk=50),
    python("Ciw", "Ciw", cohort=20_000, desk=1),
    python("salabim", "salabim", cohort=5_000, desk=12),
)
