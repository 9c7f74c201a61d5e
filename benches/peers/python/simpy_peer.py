"""SimPy: a process per prospect of the cohort; at the desk a process for the rep's days and one
per appointment."""

import random

import simpy

import workload as w

POPULATION = 100


def prospect(env, rng, moves):
    """Drifts until it ends or the horizon passes."""
    stage = w.STRANGER
    while stage < w.CUSTOMER:
        stay, to = w.leave(stage, rng)
        yield env.timeout(stay)
        moves.moved(env.now, stage, to)
        stage = to


def cohort(size, seed):
    rng, moves = random.Random(seed), w.Moves()
    moves.born(size)
    for prospects in w.populations(size, POPULATION):
        env = simpy.Environment()
        for _ in range(prospects):
            env.process(prospect(env, rng, moves))
        env.run(until=w.HORIZON)
    return moves.answer()


def rep(env, desk):
    """Works every day. An appointment of that day was put on the calendar before the day was, so
    that it comes first."""
    while True:
        desk.work(env.now)
        yield env.timeout(1)


def appointment(env, desk, prospect):
    """Takes place ten working days after it was made."""
    yield env.timeout(w.TO_MEETING)
    desk.meet(prospect, env.now)


def desk(size, seed):
    rng, counts = random.Random(seed), w.Counts()
    for _ in range(size):
        env = simpy.Environment()
        papers = w.Desk(rng, counts, lambda who: env.process(appointment(env, papers, who)))
        env.process(rep(env, papers))
        env.run(until=w.DAYS)
    return counts.answer()


w.main(cohort=cohort, desk=desk)
