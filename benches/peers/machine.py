"""What the figures were measured on: the machine, and the versions of everything."""

import datetime
import os
import platform
import subprocess
import tomllib

from places import LONGVIEW, PYTHON, RUST_PEERS

PACKAGES = ("numba", "numpy", "simpy", "Mesa", "Ciw", "salabim")
CRATES = ("krabmaga", "nexosim")


def describe():
    """The machine and how busy it is."""
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "processor": processor(),
        "cores": cores(),
        "memory_gib": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30,
        "system": f"{system}, Linux {platform.release()}, {platform.machine()}",
        "load": load(),
    }


def processor():
    """Its name, as Linux says it."""
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("model name"):
                return line.split(": ", 1)[1].strip()
    return platform.processor() or "unknown processor"


def cores():
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0))


def load():
    """Programs that ran at once, on average over the last minute."""
    return os.getloadavg()[0]


def versions():
    """Of Longview, the languages and the peers that are set up."""
    found = {
        "longview": said(LONGVIEW, "--version").split()[-1],
        "Rust": said("rustc", "--version").split()[1],
        "Python": platform.python_version(),
    }
    ask = "import importlib.metadata as m, sys; print(*(m.version(p) for p in sys.argv[1:]))"
    if PYTHON.exists():
        found |= zip(PACKAGES, said(PYTHON, "-c", ask, *PACKAGES).split())
    locked = tomllib.loads((RUST_PEERS / "Cargo.lock").read_text())["package"]
    return found | {row["name"]: row["version"] for row in locked if row["name"] in CRATES}


def said(*words):
    """What a program prints; nothing if it cannot."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    return done.stdout.strip() or "unknown"
