"""The page, from what was measured."""

import statistics

import words

PICTURE = "performance-growth.svg"
UNITS = {"cohort": "prospects", "desk": "replications"}
DIALS_PER_REPLICATION = 10_400


def text(found, drawn):
    """All of docs/performance.md."""
    parts = [
        words.HEAD.format(**measured_on(found)),
        words.QUICK if found["quick"] else "",
        words.COUNTED,
        side_by_side(found, "cohort"),
        side_by_side(found, "desk"),
        words.NOT_COMPARABLE,
        threads(found["threads"]),
        words.RATIO.format(text=found["ratio"].rstrip()) if found["ratio"] else words.NO_RATIO,
        growth(found["growth"], drawn),
    ]
    return "\n".join(part.strip("\n") + "\n" for part in parts if part)


def failures(found):
    """Whose time does not count, and why."""
    return [
        f"{row['name']}, {workload}: {row['failure']}"
        for workload, rows in found["side_by_side"].items()
        for row in rows
        if row["failure"]
    ]


def measured_on(found):
    versions = found["versions"]
    about = found["machine"]
    return {
        **about,
        "memory": f"{about['memory_gib']:.0f}",
        "load": f"{about['load']:.1f}",
        "load_at_the_end": f"{found['load_at_the_end']:.1f}",
        "longview": versions["longview"],
        "rust": versions["Rust"],
        "python": versions["Python"],
        "minutes": f"{found['minutes']:.0f}",
    }


def side_by_side(found, workload):
    """The table of a workload, the fastest first, failures last."""
    rows = found["side_by_side"][workload]
    longview = next(row for row in rows if row["name"] == "Longview")
    right = sorted((row for row in rows if not row["failure"]), key=pace, reverse=True)
    lines = [line(row, longview, workload, found["versions"]) for row in right]
    lines += [f"| {row['name']} | left out: {row['failure']} |" for row in rows if row["failure"]]
    return words.SIDE_BY_SIDE[workload] + "\n".join(lines)


def line(row, longview, workload, versions):
    cells = [
        row["name"],
        versions.get(words.PACKAGE.get(row["name"], ""), ""),
        grouped(row["size"]),
        f"{statistics.median(row['cpu']):.2f}",
        f"{statistics.median(row['start_cpu']):.2f}",
        ranged(rates(row)) if told_apart(row) else words.TOO_LITTLE,
        times(longview, row),
        f"{max(row['peak_mib']):.0f}",
        f"{row['distance']:.1f}",
    ]
    if workload == "desk":
        dials = rounded(pace(row) * DIALS_PER_REPLICATION)
        cells.insert(6, dials if told_apart(row) else "-")
    return "| " + " | ".join(cells) + " |"


def rates(row):
    """Work per processor second of each round, without the start."""
    start = statistics.median(row["start_cpu"])
    return [(row["size"] - row["least"]) / (cpu - start) for cpu in row["cpu"]]


def pace(row):
    return statistics.median(rates(row))


def told_apart(row):
    """Whether the work stands out from the start in every round."""
    return min(row["cpu"]) > 1.5 * statistics.median(row["start_cpu"])


def times(longview, row):
    """How many times as much Longview does, round by round."""
    if row is longview:
        return "1"
    if longview["failure"] or not told_apart(row):
        return "-"
    return ranged([ours / theirs for ours, theirs in zip(rates(longview), rates(row))])


def ranged(figures):
    """Lowest, middle and highest."""
    low, middle, high = min(figures), statistics.median(figures), max(figures)
    return f"{rounded(low)} - **{rounded(middle)}** - {rounded(high)}"


def threads(rows):
    """Wall and processor time on one thread and on more."""
    if not rows:
        return words.ONE_CORE
    lines = []
    for row in rows:
        one = row["by_threads"][0]
        for many in row["by_threads"][1:]:
            cost = statistics.median(many["cpu"]) / statistics.median(one["cpu"])
            cells = [
                f"`{row['scenario']}`",
                grouped(row["replications"]),
                f"{statistics.median(one['wall']):.2f}",
                str(many["threads"]),
                f"{statistics.median(many['wall']):.2f}",
                ranged([a / b for a, b in zip(one["wall"], many["wall"])]),
                f"{cost:.2f}",
            ]
            lines.append("| " + " | ".join(cells) + " |")
    return words.THREADS + "\n".join(lines)


def growth(measured, drawn):
    """The picture and the exponents."""
    start = measured["start"]
    about = words.GROWTH.format(
        picture=words.DRAWN.format(picture=PICTURE) if drawn else words.NOT_DRAWN,
        start_ms=f"{1000 * start['cpu']:.0f}",
        start_mib=f"{start['peak_mib']:.1f}",
    )
    return about + "\n".join(growth_line(sweep) for sweep in measured["sweeps"])


def growth_line(sweep):
    first, last = sweep["points"][0], sweep["points"][-1]
    others = ", ".join(f"{grouped(value)} {name}" for name, value in sweep["others"].items())
    cells = [
        sweep["varied"],
        others,
        f"{grouped(first['at'])} to {grouped(last['at'])}",
        f"{first['cpu']:.3f} to {last['cpu']:.2f} s",
        power(sweep["cpu_fit"], "cpu"),
        f"{first['peak_mib']:.1f} to {last['peak_mib']:.1f} MiB",
        power(sweep["memory_fit"], "memory"),
    ]
    return "| " + " | ".join(cells) + " |"


def power(fit, of):
    """The exponent, the range it was fitted over, and the slope at its end."""
    if fit is None:
        return words.NO_EXPONENT[of]
    span = f"{grouped(fit['from'])} to {grouped(fit['to'])}"
    return f"**{fit['exponent']:.2f}** ({span}); {fit['last']:.2f}"


def grouped(number):
    return f"{number:,}"


def rounded(number):
    """Three digits, in groups."""
    digits = float(f"{number:.3g}")
    return f"{digits:,.0f}" if digits >= 100 else f"{digits:g}"
