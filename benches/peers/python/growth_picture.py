"""Draws how cost grows: `growth_picture.py MEASUREMENTS PICTURE`. Time above, memory below, a column
for each size that was varied."""

import json
import sys

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
from matplotlib.ticker import FuncFormatter, LogLocator

# What is said of a curve without an exponent.
FLAT = {"cpu": "too little to tell", "peak_mib": "flat"}
INK, FAINT, TIME, MEMORY = "#222222", "#bbbbbb", "#1b6ca8", "#a8501b"


def draw(growth, picture):
    plt.rcParams.update({
        "font.size": 10,
        "svg.hashsalt": "longview",
        "axes.edgecolor": FAINT,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "text.color": INK,
        "axes.labelcolor": INK,
    })
    sweeps, start = growth["sweeps"], growth["start"]
    figure, axes = plt.subplots(
        2, len(sweeps), figsize=(13, 6), sharey="row", layout="constrained"
    )
    for column, sweep in zip(axes.T, sweeps):
        curve(column[0], sweep, "cpu", start["cpu"], sweep["cpu_fit"], TIME)
        curve(column[1], sweep, "peak_mib", start["peak_mib"], sweep["memory_fit"], MEMORY)
        column[0].set_title(sweep["varied"], fontweight="bold")
    axes[0, 0].set_ylabel("CPU seconds")
    axes[1, 0].set_ylabel("peak memory, MiB")
    axes[1, 0].yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    figure.savefig(picture, metadata={"Date": None, "Creator": None}, facecolor="white")


def curve(axis, sweep, name, start, fit, colour):
    """The points, what the start alone takes, and the fitted power above it."""
    sizes = [point["at"] for point in sweep["points"]]
    axis.axhline(start, color=FAINT, linestyle=":", linewidth=1.2)
    if fit:
        ends = [size for size in sizes if fit["from"] <= size <= fit["to"]]
        power = [start + fit["factor"] * size ** fit["exponent"] for size in ends]
        axis.plot(ends, power, color=FAINT, linewidth=3, solid_capstyle="round")
    axis.plot(sizes, [point[name] for point in sweep["points"]], "o", color=colour, markersize=5)
    axis.set_xscale("log")
    axis.set_yscale("log")
    axis.grid(True, which="major", color="#eeeeee")
    axis.set_axisbelow(True)
    axis.minorticks_off()
    axis.xaxis.set_major_locator(LogLocator(numticks=4))
    for scale in (axis.xaxis, axis.yaxis):
        scale.set_major_formatter(FuncFormatter(short))
    said = f"grows as $n^{{{fit['exponent']:.2f}}}$" if fit else FLAT[name]
    axis.text(0.05, 0.95, said, transform=axis.transAxes, va="top", color=colour)


def short(number, _position):
    """10, 100, 1k ..."""
    for unit, name in ((1_000_000, "M"), (1_000, "k")):
        if number >= unit:
            return f"{number / unit:g}{name}"
    return f"{number:g}"


with open(sys.argv[1], encoding="utf-8") as measurements:
    draw(json.load(measurements)["growth"], sys.argv[2])
