"""salabim, in its mode with `yield`: a component per prospect of the cohort; at the desk a
component for the rep and one per appointment. Monitors of mode and status are off."""

import random

import salabim as sim

import workload as w

sim.yieldless(False)
POPULATION = 100


class Quiet(sim.Component):
    """A component that keeps no record of its mode and status."""

    def setup(self):
        self.mode.monitor(False)
        self.status.monitor(False)


class Prospect(Quiet):
    """Drifts until it ends or the horizon passes."""

    def setup(self, rng, moves):
        super().setup()
        self.rng, self.moves = rng, moves

    def process(self):
        stage = w.STRANGER
        while stage < w.CUSTOMER:
            stay, to = w.leave(stage, self.rng)
            yield self.hold(stay)
            self.moves.moved(self.env.now(), stage, to)
            stage = to


def cohort(size, seed):
    rng, moves = random.Random(seed), w.Moves()
    moves.born(size)
    for prospects in w.populations(size, POPULATION):
        env = sim.Environment(trace=False)
        for _ in range(prospects):
            Prospect(rng=rng, moves=moves)
        env.run(till=w.HORIZON)
    return moves.answer()


class Rep(Quiet):
    """Works every day, after the appointments of the day."""

    def setup(self, desk):
        super().setup()
        self.desk = desk

    def process(self):
        for today in range(w.DAYS):
            self.desk.work(today)
            yield self.hold(1, priority=1)


class Appointment(Quiet):
    """Takes place ten working days after it was made."""

    def setup(self, desk, prospect):
        super().setup()
        self.desk, self.prospect = desk, prospect

    def process(self):
        yield self.hold(w.TO_MEETING)
        self.desk.meet(self.prospect, round(self.env.now()))


def desk(size, seed):
    rng, counts = random.Random(seed), w.Counts()
    for _ in range(size):
        env = sim.Environment(trace=False)
        papers = w.Desk(rng, counts, lambda who: Appointment(desk=papers, prospect=who))
        Rep(desk=papers)
        env.run(till=w.DAYS - 0.5)
    return counts.answer()


w.main(cohort=cohort, desk=desk)
