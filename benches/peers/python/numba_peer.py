"""numba: plain loops, compiled. The compiled code is kept in a cache, as numba offers."""

import math
from heapq import heappop, heappush

import numba
import numpy as np

import workload as w

MOST = max(len(transitions) for transitions in w.TRANSITIONS)
TO = np.full((w.CUSTOMER, MOST), w.LOST)
SHAPE = np.ones((w.CUSTOMER, MOST))
SCALE = np.ones((w.CUSTOMER, MOST))
WAYS = np.array([len(transitions) for transitions in w.TRANSITIONS])
for _stage, _transitions in enumerate(w.TRANSITIONS):
    for _way, (_to, _shape, _scale) in enumerate(_transitions):
        TO[_stage, _way], SHAPE[_stage, _way], SCALE[_stage, _way] = _to, _shape, _scale
# A promise is a number, day due * IDS + id, so that the smallest is the oldest, ties by id.
IDS = 2_048
CUSTOMERS, CONTACTS, APPOINTMENTS, DIALS = range(4)
LOST_FOR_GOOD, BOOKED = -2, -1


@numba.njit(cache=True)
def drift(prospects, seed):
    np.random.seed(seed)
    moves = np.zeros((w.QUARTERS + 1, 7), dtype=np.int64)
    moves[0, w.STRANGER] = prospects
    for _ in range(prospects):
        stage, now = w.STRANGER, 0.0
        while now < w.HORIZON and stage < w.CUSTOMER:
            stay, to = leave(stage)
            now += stay
            quarter = min(int(now / w.WEEKS_PER_QUARTER), w.QUARTERS)
            moves[quarter, stage] -= 1
            moves[quarter, to] += 1
            stage = to
    return moves


@numba.njit(cache=True)
def leave(stage):
    stay, to = math.inf, stage
    for way in range(WAYS[stage]):
        latent = SCALE[stage, way] * np.random.weibull(SHAPE[stage, way])
        if latent < stay:
            stay, to = latent, TO[stage, way]
    return stay, to


@numba.njit(cache=True)
def work(replications, seed):
    np.random.seed(seed)
    counts = np.zeros((4, w.QUARTERS), dtype=np.int64)
    meetings = np.zeros((w.DAYS + w.TO_MEETING, w.DIALS_PER_DAY), dtype=np.int64)
    for _ in range(replications):
        replicate(counts, meetings)
    return counts


@numba.njit(cache=True)
def replicate(counts, meetings):
    ring, head, tail = np.arange(w.PROSPECTS), 0, 0
    promises = [np.int64(0) for _ in range(0)]
    booked = np.zeros(w.DAYS + w.TO_MEETING, dtype=np.int64)
    for today in range(w.DAYS):
        quarter = today // w.DAYS_PER_QUARTER
        for meeting in range(booked[today]):
            days = meet()
            if days == BOOKED:
                counts[CUSTOMERS, quarter] += 1
            elif days > 0:
                heappush(promises, (today + days) * IDS + meetings[today, meeting])
        for _ in range(w.DIALS_PER_DAY):
            promised = len(promises) > 0 and promises[0] < (today + 1) * IDS
            if promised:
                prospect = heappop(promises) % IDS
            else:
                prospect = ring[head]
                head = (head + 1) % w.PROSPECTS
            counts[DIALS, quarter] += 1
            if np.random.random() >= w.REACH:
                if promised:
                    heappush(promises, (today + 1) * IDS + prospect)
                else:
                    ring[tail] = prospect
                    tail = (tail + 1) % w.PROSPECTS
                continue
            counts[CONTACTS, quarter] += 1
            days = keep() if promised else introduce()
            if days == BOOKED:
                counts[APPOINTMENTS, quarter] += 1
                meetings[today + w.TO_MEETING, booked[today + w.TO_MEETING]] = prospect
                booked[today + w.TO_MEETING] += 1
            elif days > 0:
                heappush(promises, (today + days) * IDS + prospect)


@numba.njit(cache=True)
def introduce():
    twelfth = np.random.random() * 12
    if twelfth < 2:
        return BOOKED
    if twelfth < 5:
        return callback_delay()
    if twelfth < 6:
        return w.TO_MEET_LATER
    return w.TO_IMPRESSION if twelfth < 9 else LOST_FOR_GOOD


@numba.njit(cache=True)
def keep():
    chance = np.random.random()
    if chance < 0.35:
        return BOOKED
    return callback_delay() if chance < 0.70 else LOST_FOR_GOOD


@numba.njit(cache=True)
def meet():
    """BOOKED stands for a customer."""
    chance = np.random.random()
    if chance < 0.25:
        return BOOKED
    return callback_delay() if chance < 0.70 else LOST_FOR_GOOD


@numba.njit(cache=True)
def callback_delay():
    return int(math.ceil(np.random.gamma(w.CALLBACK_SHAPE, w.CALLBACK_SCALE)))


def cohort(size, seed):
    return {"occupancy": w.occupancy(drift(size, seed))}


def desk(size, seed):
    counts = w.Counts()
    sums = work(size, seed)
    counts.customers, counts.contacts = sums[CUSTOMERS], sums[CONTACTS]
    counts.appointments, counts.dials = sums[APPOINTMENTS], sums[DIALS]
    return counts.answer()


w.main(cohort=cohort, desk=desk)
