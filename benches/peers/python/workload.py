"""What the Python programs share: the two workloads as data, tallies, the arguments and the answer.

Cohort: prospects drift through stages for 104 weeks; each open stage lasts until the earliest of
its Weibull times. Desk: one rep makes 20 dials a working day for 520 days, promises before
strangers. The unit of work is a prospect of the cohort and a replication of the desk.
"""

import json
import math
import sys
from collections import deque
from heapq import heappop, heappush

QUARTERS = 8

# The cohort.
STAGES = ("stranger", "aware", "engaged", "callback", "appointment", "customer", "lost")
STRANGER, AWARE, ENGAGED, CALLBACK, APPOINTMENT, CUSTOMER, LOST = range(7)
# By open stage: to, shape, scale in weeks.
TRANSITIONS = (
    ((AWARE, 1.0, 20.0), (LOST, 1.0, 200.0)),
    ((ENGAGED, 1.2, 15.0), (CALLBACK, 1.5, 13.0), (LOST, 1.0, 80.0)),
    ((APPOINTMENT, 0.9, 12.0), (CALLBACK, 1.3, 20.0), (LOST, 1.0, 60.0)),
    ((APPOINTMENT, 3.0, 14.0), (LOST, 1.0, 50.0)),
    ((CUSTOMER, 1.1, 8.0), (ENGAGED, 1.0, 10.0), (LOST, 1.0, 15.0)),
)
WEEKS_PER_QUARTER = 13.0
HORIZON = QUARTERS * WEEKS_PER_QUARTER

# The desk.
PROSPECTS = 2_000
DAYS_PER_QUARTER = 65
DAYS = QUARTERS * DAYS_PER_QUARTER
DIALS_PER_DAY = 20
REACH = 0.12
TO_MEETING = 10
TO_MEET_LATER = 80
TO_IMPRESSION = 30
CALLBACK_SHAPE = 4.0
CALLBACK_SCALE = 65.0 / CALLBACK_SHAPE


def leave(stage, rng):
    """How long an open stage lasts, in weeks, and which stage follows."""
    stay, to = math.inf, stage
    for candidate, shape, scale in TRANSITIONS[stage]:
        latent = rng.weibullvariate(scale, shape)
        if latent < stay:
            stay, to = latent, candidate
    return stay, to


class Moves:
    """Entries less exits of each stage, by the quarter in which they fall."""

    def __init__(self):
        self.table = [[0] * len(STAGES) for _ in range(QUARTERS + 1)]

    def born(self, prospects):
        """So many prospects begin as strangers."""
        self.table[0][STRANGER] += prospects

    def moved(self, week, stage, to):
        """A prospect went from a stage to another; past the horizon nobody looks."""
        quarter = self.table[min(int(week / WEEKS_PER_QUARTER), QUARTERS)]
        quarter[stage] -= 1
        quarter[to] += 1

    def answer(self):
        """Prospects standing in each stage at each quarter's end."""
        return {"occupancy": occupancy(self.table)}


def occupancy(moves):
    """Running sums of entries less exits, without what falls past the horizon."""
    standing = [0] * len(STAGES)
    rows = []
    for quarter in range(QUARTERS):
        standing = [count + int(moved) for count, moved in zip(standing, moves[quarter])]
        rows.append(standing)
    return rows


class Counts:
    """What the desk brought, by quarter, over all replications."""

    NAMES = ("customers", "contacts", "appointments", "dials")

    def __init__(self):
        for name in self.NAMES:
            setattr(self, name, [0] * QUARTERS)

    def answer(self):
        """Sums over all replications, by quarter."""
        return {name: [int(count) for count in getattr(self, name)] for name in self.NAMES}


class Desk:
    """The rep's papers and rules. When the days begin and when appointments fall due is the
    business of the tool: `book` is called with the id of whom to `meet` ten working days later.
    """

    def __init__(self, rng, counts, book):
        self.rng, self.counts, self.book = rng, counts, book
        self.promises = []  # a heap of (due day, id)
        self.strangers = deque(range(PROSPECTS))

    def work(self, today):
        """The dials of a day."""
        quarter = today // DAYS_PER_QUARTER
        promises, strangers, chance = self.promises, self.strangers, self.rng.random
        for _ in range(DIALS_PER_DAY):
            promised = bool(promises) and promises[0][0] <= today
            prospect = heappop(promises)[1] if promised else strangers.popleft()
            self.counts.dials[quarter] += 1
            if chance() < REACH:
                self.counts.contacts[quarter] += 1
                self.talk(prospect, promised, today)
            elif promised:
                heappush(promises, (today + 1, prospect))
            else:
                strangers.append(prospect)

    def talk(self, prospect, promised, today):
        """Somebody was reached."""
        outcome = outcome_of_promise if promised else outcome_of_stranger
        days = outcome(self.rng)
        if days == BOOKED:
            self.counts.appointments[today // DAYS_PER_QUARTER] += 1
            self.book(prospect)
        elif days is not None:
            heappush(self.promises, (today + days, prospect))

    def meet(self, prospect, today):
        """An appointment takes place."""
        chance = self.rng.random()
        if chance < 0.25:
            self.counts.customers[today // DAYS_PER_QUARTER] += 1
        elif chance < 0.70:
            heappush(self.promises, (today + callback_delay(self.rng), prospect))


BOOKED = -1


def outcome_of_stranger(rng):
    """BOOKED, the days until the promise is due, or None when rejected."""
    twelfth = rng.random() * 12
    if twelfth < 2:
        return BOOKED
    if twelfth < 5:
        return callback_delay(rng)
    if twelfth < 6:
        return TO_MEET_LATER
    return TO_IMPRESSION if twelfth < 9 else None


def outcome_of_promise(rng):
    """BOOKED, the days until the next promise is due, or None when lost."""
    chance = rng.random()
    if chance < 0.35:
        return BOOKED
    return callback_delay(rng) if chance < 0.70 else None


def callback_delay(rng):
    """Working days, rounded up."""
    return math.ceil(rng.gammavariate(CALLBACK_SHAPE, CALLBACK_SCALE))


def populations(size, most):
    """Splits so many prospects into populations of at most so many."""
    for start in range(0, size, most):
        yield min(most, size - start)


def main(**workloads):
    """Runs `PROGRAM WORKLOAD SIZE SEED` and prints the answer as JSON."""
    workload, size, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    answer = workloads[workload](size, seed)
    print(json.dumps({"workload": workload, "size": size, "seed": seed, **answer}))
