"""Ciw: the cohort as a network of stations with a server for everybody, where the service lasts
until the earliest of the competing times; the desk as a station with twenty services a day in which
promises have priority, and a station to wait at until the next promise or appointment is due."""

import math
import random

import ciw

import workload as w

POPULATION = 30


class Stay(ciw.dists.Distribution):
    """The time until a prospect leaves a stage; where it goes is noted on the prospect."""

    def __init__(self, stage, rng):
        self.stage, self.rng = stage, rng

    def __deepcopy__(self, memo):
        return self

    def sample(self, t=None, ind=None):
        stay, ind.to = w.leave(self.stage, self.rng)
        return stay


class Leave(ciw.routing.NodeRouting):
    """Sends a prospect where it was noted to go, and counts the move."""

    def __init__(self, stage, moves):
        self.stage, self.moves = stage, moves

    def next_node(self, ind):
        self.moves.moved(self.simulation.current_time, self.stage, ind.to)
        return self.simulation.nodes[ind.to + 1 if ind.to < w.CUSTOMER else -1]


def everybody_at(time, stations):
    """All arrive at the first station at once, nobody at the others."""
    return [ciw.dists.Sequential([time, math.inf])] + [None] * (stations - 1)


def cohort(size, seed):
    ciw.seed(seed)  # Ciw draws which of several events at the same time comes first
    rng, moves = random.Random(seed), w.Moves()
    moves.born(size)
    stages = range(w.CUSTOMER)
    for prospects in w.populations(size, POPULATION):
        network = ciw.create_network(
            arrival_distributions=everybody_at(0.0, len(stages)),
            batching_distributions=[ciw.dists.Deterministic(prospects)] * len(stages),
            service_distributions=[Stay(stage, rng) for stage in stages],
            number_of_servers=[math.inf] * len(stages),
            routing=ciw.routing.NetworkRouting([Leave(stage, moves) for stage in stages]),
        )
        ciw.Simulation(network).simulate_until_max_time(w.HORIZON)
    return moves.answer()


DESK, WAITING, APPOINTMENT = 1, 2, 3
# Within a day: appointments and promises that fall due, then the calls, then their consequences.
# Nobody may stand in line at time 0: Ciw takes the service of whoever does for ended.
EARLY, FALLS_DUE, CALLS, TALK = 0.125, 0.25, 0.5, 0.25


class Wait(ciw.dists.Distribution):
    """Until the morning of the day that was noted on the prospect."""

    def sample(self, t=None, ind=None):
        return ind.due + FALLS_DUE - t


class Rules(ciw.routing.NetworkRouting):
    """What comes of a call, and of an appointment."""

    def __init__(self, rng, counts):
        self.rng, self.counts = rng, counts

    def initialise(self, simulation):
        self.simulation = simulation

    def next_node(self, ind, node_id):
        today = int(self.simulation.current_time)
        ind.prev_priority_class = ind.priority_class  # the line that it leaves
        if node_id == WAITING:
            return self.simulation.nodes[DESK]
        if node_id == APPOINTMENT:
            return self.after_appointment(ind, today)
        return self.after_call(ind, today)

    def after_call(self, ind, today):
        quarter = today // w.DAYS_PER_QUARTER
        promised = ind.customer_class == "Promise"
        self.counts.dials[quarter] += 1
        if self.rng.random() >= w.REACH:
            return self.wait(ind, today + 1) if promised else self.simulation.nodes[DESK]
        self.counts.contacts[quarter] += 1
        days = (w.outcome_of_promise if promised else w.outcome_of_stranger)(self.rng)
        if days == w.BOOKED:
            self.counts.appointments[quarter] += 1
            ind.due = today + w.TO_MEETING
            return self.simulation.nodes[APPOINTMENT]
        return self.simulation.nodes[-1] if days is None else self.wait(ind, today + days)

    def after_appointment(self, ind, today):
        chance = self.rng.random()
        if chance < 0.25:
            self.counts.customers[today // w.DAYS_PER_QUARTER] += 1
        elif chance < 0.70:
            return self.wait(ind, today + w.callback_delay(self.rng))
        return self.simulation.nodes[-1]

    def wait(self, ind, day):
        ind.due = day
        if ind.customer_class != "Promise":
            ind.customer_class, ind.priority_class = "Promise", 0
        return self.simulation.nodes[WAITING]


def oldest_first(individuals, t):
    """Promises by due day, ties by number; strangers as they stand in line."""
    if individuals[0].customer_class == "Stranger":
        return individuals[0]
    return min(individuals, key=lambda ind: (ind.due, ind.id_number))


def desk(size, seed):
    ciw.seed(seed)
    rng, counts = random.Random(seed), w.Counts()
    arrivals = {"Promise": [None] * 3, "Stranger": everybody_at(EARLY, 3)}
    for _ in range(size):
        rules = Rules(rng, counts)
        network = ciw.create_network(
            arrival_distributions=arrivals,
            batching_distributions={
                name: [ciw.dists.Deterministic(w.PROSPECTS)] * 3 for name in arrivals
            },
            service_distributions={
                name: [ciw.dists.Deterministic(TALK), Wait(), Wait()] for name in arrivals
            },
            number_of_servers=[
                ciw.Slotted([CALLS, 1.0], [w.DIALS_PER_DAY, 0]), math.inf, math.inf
            ],
            priority_classes={"Promise": 0, "Stranger": 1},
            service_disciplines=[oldest_first, ciw.disciplines.FIFO, ciw.disciplines.FIFO],
            routing={name: rules for name in arrivals},
        )
        ciw.Simulation(network).simulate_until_max_time(w.DAYS)
    return counts.answer()


w.main(cohort=cohort, desk=desk)
