"""The words of the page."""

# Under which name the version of a program is found.
PACKAGE = {
    "Longview": "longview",
    "Longview, whole scenario": "longview",
    "plain Rust loop": "Rust",
    "numba": "numba",
    "numpy": "numpy",
    "krABMaga": "krabmaga",
    "NeXosim": "nexosim",
    "SimPy": "simpy",
    "Mesa": "Mesa",
    "Ciw": "Ciw",
    "salabim": "salabim",
}

HEAD = """\
# Performance

How fast Longview is beside other tools, what further threads bring, and how its cost grows. The whole
page is written by `python3 benches/peers/run.py`; every figure on it comes from one run of that
command.

| measured | |
|---|---|
| on | {date}, in {minutes} minutes after everything was set up |
| processor | {processor}, {cores} cores for this command |
| memory | {memory} GiB |
| system | {system} |
| programs that ran at once (load average) | {load} at the start, {load_at_the_end} at the end; 1 is an idle machine at work on this |
| Longview | {longview}, built by Rust {rust} for release |
| Python | {python} |
"""

QUICK = """\
**These figures come from a quick trial: a quarter of the work, two rounds. They say that the command
works, nothing else.**
"""

# Instead of rates, of a program that was given too little to do.
TOO_LITTLE = "too little beside its start"
NO_EXPONENT = {"cpu": "too little to tell", "memory": "flat"}

COUNTED = """\
## Side by side

Two workloads with known answers, written for each tool as somebody who knows it would write them
([`benches/peers`](../benches/peers)). Each program is told what to do, how much of it, and a seed; a
time counts only if the answer is within 4 standard errors of the known one in every figure.

- **CPU** is the processor time of the whole process, user and system, the middle of all rounds. All
  run on one thread and take turns, round by round.
- **start** is what the same program takes for no work at all: the interpreter, imports, code that was
  compiled before and is loaded. (Longview's least is one replication.) The rates are without it.
- **rates** are lowest - **middle** - highest of the rounds. **Longview does** is how many times as much
  Longview does in the same processor time, round by round in the same way. Below 1 the other is faster.
- **peak** is the most memory that the process held, in MiB.
- **off** is the largest distance from the known answers, in standard errors.
"""

SIDE_BY_SIDE = {
    "cohort": """\
### Cohort: people who do not meet

Prospects drift through seven stages for 104 weeks; each stage lasts until the earliest of two or three
Weibull times. What is asked for is who stands where at each quarter's end: 56 shares, known from the
renewal equations of the process. Longview runs
[`scenarios/reference/cohort.toml`](../scenarios/reference/cohort.toml) without what it lists as
observed, and once more with it.

| program | version | prospects | CPU s | start s | prospects per CPU second | Longview does | peak | off |
|---|---|---|---|---|---|---|---|---|
""",
    "desk": """\
### Desk: one rep with limited time

2,000 names, 520 working days of 20 dials: promises that are due, the oldest first, then the list;
talks lead to appointments ten days on, to promises, to an end. What is asked for is customers,
talks, appointments and dials by quarter. The known averages are those of 600,000 replications, on
which seven programs agree. Longview runs
[`scenarios/reference/desk.toml`](../scenarios/reference/desk.toml), again without and with what it
lists as observed. A replication is 10,400 dials.

| program | version | replications | CPU s | start s | replications per CPU second | dials per CPU second | Longview does | peak | off |
|---|---|---|---|---|---|---|---|---|---|
""",
}

NOT_COMPARABLE = """\
### What is not comparable

- **Longview does more than is asked.** It reads a scenario, counts every metric of every quarter with
  its quantiles, and writes all of it. Its random numbers have addresses, so that plans can be compared
  on the same luck; a generator in a row is cheaper. The whole scenario also asks when each prospect first
  reached a stage, to hold the answer against what was observed.
- **The plain loop does less.** It is what a programmer writes who needs these figures once: no number
  can be changed without changing code. The same holds for numba and numpy.
- **A tool for events is not made for the cohort.** Its people never meet, so that a calendar is only
  cost. SimPy, salabim, Mesa, Ciw, NeXosim and krABMaga bring what is not used here: resources,
  networks, space, animation, connected models. Prospects are put into simulations of 30 to 1,000 each;
  larger ones were slower where that was tried (SimPy, salabim, Mesa, Ciw).
- **At the desk the rep's papers are a heap and a queue of the language**, the same for SimPy, salabim and
  Mesa, the same for NeXosim and krABMaga; the tool keeps the days and the appointments, which is little
  of the work. The stores and queues that SimPy and salabim bring are not used.
- **Ciw says the desk in its own terms**: a station with twenty services a day where promises have
  priority, and stations to wait at. It looks through everybody in line at every event, and 2,000 are.
  With a single replication its answer is checked, but loosely.
- **salabim** looks at the signature of a component's methods whenever one is made; a program that makes
  few of them fares better. It runs in its mode with `yield`, without monitors.
- **numpy** follows many prospects or replications at once, and its memory is theirs. At the desk it
  chooses the calls of a day before it makes the first, which changes nothing there: no call makes
  another one due on the same day, and the list is never short.
- **numba** compiles once and keeps the result; that first compilation, of several seconds, is not counted.
- **NeXosim** runs connected models on several threads; here there is one model and one thread.
  **krABMaga** keeps its clock in single precision; the times of moves are kept beside it in double.
- **Seeds** are each program's own: the same question, not the same luck. Generators differ too:
  Mersenne Twister (Python, numba), PCG64 (numpy), xoshiro256++ (Rust).
- **Peak memory** of a program in Python begins with the interpreter and what it imports.
- Tools for R (simmer, hesim, heemod) are left out: they would need a second language installed.
"""

THREADS = """\
## Threads

The command as users run it, on one thread and on more, in turn. The answer has the same bits on any
number. CPU is what all threads take together, beside one thread alone.

| scenario | replications | one thread, s | threads | s | times as fast | CPU |
|---|---|---|---|---|---|---|
"""

ONE_CORE = """\
## Threads

Not measured: there is only one core.
"""

RATIO = """\
## The engine beside the plain loops

`cargo bench -p longview-benches --bench ratio`: the engine alone, without files and reports, in one
process with the plain loops, and the budgets that it is held to.

```text
{text}
```
"""

NO_RATIO = """\
## The engine beside the plain loops

Not here, because this was a quick trial or the bench failed: `cargo bench -p longview-benches --bench ratio`.
"""

DRAWN = "![Time and memory against each size of a scenario, on logarithmic scales]({picture})"
NOT_DRAWN = "(The picture could not be drawn.)"

GROWTH = """\
## How cost grows

{picture}

One size of a scenario is varied, the others stay: the default model, a plan of ten hours and fifty
letters a week, one rep, one plan, one quarter unless the table says otherwise. Processor time of the
whole command on one thread, and the most memory it held. The dotted line is the least it can be
given, which takes {start_ms} ms and {start_mib} MiB. An exponent is the slope of a straight line
through the logarithms of what goes beyond that, over the sizes in brackets: the points that take at
least twice as long as the start, or hold 1 MiB more. The figure after it is the slope between the
last two points. What grows in proportion has the exponent 1; memory that grows by less than 1 MiB is
called flat.

- **Prospects**: a rep has so many hours. A longer list is not worked more, only held, and its people
  have needs of their own; time grows far less than the list until that prevails.
- **Quarters**: a list of 4,000 names is used up in time, so that late quarters have less to do than
  early ones. Memory is that of the answer, which has every metric by quarter and plan.
- **Strategies** end at 64 and **quarters** at 400: a scenario cannot have more.

| varied | besides | range | time | exponent | memory | exponent |
|---|---|---|---|---|---|---|
"""
