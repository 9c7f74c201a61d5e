"""Mesa with its event simulators: an agent per prospect of the cohort, which puts its own next move
on the calendar; at the desk a rep who works at every step, with appointments as events."""

import mesa
from mesa.experimental.devs import ABMSimulator, DEVSimulator
from mesa.experimental.devs.eventlist import Priority

import workload as w

POPULATION = 1_000


class Prospect(mesa.Agent):
    """Drifts until it ends or the horizon passes."""

    def __init__(self, model):
        super().__init__(model)
        self.stage = w.STRANGER
        self.wait()

    def wait(self):
        stay, self.to = w.leave(self.stage, self.random)
        self.model.simulator.schedule_event_relative(self.move, stay)

    def move(self):
        self.model.moves.moved(self.model.simulator.time, self.stage, self.to)
        self.stage = self.to
        if self.stage < w.CUSTOMER:
            self.wait()


class Population(mesa.Model):
    """Prospects who do not meet."""

    def __init__(self, simulator, prospects, moves, seed):
        super().__init__(seed=seed)
        self.simulator, self.moves = simulator, moves
        simulator.setup(self)
        Prospect.create_agents(self, prospects)


def cohort(size, seed):
    moves = w.Moves()
    moves.born(size)
    for number, prospects in enumerate(w.populations(size, POPULATION)):
        simulator = DEVSimulator()
        population = Population(simulator, prospects, moves, seed + number)
        simulator.run_until(w.HORIZON)
        del population
    return moves.answer()


class Rep(mesa.Agent):
    """Works at every step."""

    def __init__(self, model, counts):
        super().__init__(model)
        self.papers = w.Desk(self.random, counts, self.book)

    def book(self, prospect):
        """Of one day the event that was put down first comes first: the appointment."""
        self.model.simulator.schedule_event_relative(
            self.meet, w.TO_MEETING, priority=Priority.HIGH, function_args=[prospect]
        )

    def meet(self, prospect):
        self.papers.meet(prospect, self.model.simulator.time - 1)

    def work(self):
        self.papers.work(self.model.simulator.time - 1)


class Office(mesa.Model):
    """One rep. The simulator begins its steps at 1, which is day 0."""

    def __init__(self, simulator, counts, seed):
        super().__init__(seed=seed)
        self.simulator = simulator
        simulator.setup(self)
        Rep(self, counts)

    def step(self):
        self.agents.do("work")


def desk(size, seed):
    counts = w.Counts()
    for number in range(size):
        simulator = ABMSimulator()
        office = Office(simulator, counts, seed + number)
        simulator.run_until(w.DAYS)
        del office
    return counts.answer()


w.main(cohort=cohort, desk=desk)
