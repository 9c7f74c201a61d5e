"""numpy: the cohort in waves, all prospects who stand in a stage at once; the desk day by day, many
replications side by side."""

import numpy as np

import workload as w

CHUNK = 100_000
SIDE_BY_SIDE = 400
# A promise is a number, day due * IDS + id, so that sorting puts the oldest first, ties by id.
IDS = 2_048
NEVER = np.iinfo(np.int32).max


def cohort(size, seed):
    rng = np.random.default_rng(seed)
    moves = np.zeros((w.QUARTERS + 1, len(w.STAGES)), dtype=np.int64)
    for prospects in w.populations(size, CHUNK):
        drift(prospects, rng, moves)
    return {"occupancy": w.occupancy(moves)}


def drift(prospects, rng, moves):
    """Follows prospects until all have ended or passed the horizon."""
    moves[0, w.STRANGER] += prospects
    entered = {stage: [] for stage in range(w.CUSTOMER)}
    entered[w.STRANGER].append(np.zeros(prospects))
    while any(entered.values()):
        for stage, times in entered.items():
            if times:
                entered[stage] = []
                move_on(stage, np.concatenate(times), rng, moves, entered)


def move_on(stage, times, rng, moves, entered):
    """Everybody who entered a stage, at these times, leaves it for another."""
    to, shape, scale = (np.array(column) for column in zip(*w.TRANSITIONS[stage]))
    latent = rng.standard_exponential((len(to), len(times)))
    latent **= 1.0 / shape[:, None]
    latent *= scale[:, None]
    first = latent.argmin(axis=0)
    left = times + latent.min(axis=0)
    quarter = np.minimum(left / w.WEEKS_PER_QUARTER, w.QUARTERS).astype(np.int64)
    moves[:, stage] -= np.bincount(quarter, minlength=w.QUARTERS + 1)
    for index, target in enumerate(to):
        chosen = first == index
        moves[:, target] += np.bincount(quarter[chosen], minlength=w.QUARTERS + 1)
        if target < w.CUSTOMER:
            within = left[chosen & (left < w.HORIZON)]
            if len(within):
                entered[int(target)].append(within)


def desk(size, seed):
    rng, counts = np.random.default_rng(seed), w.Counts()
    for replications in w.populations(size, SIDE_BY_SIDE):
        desks = Desks(replications, rng, counts)
        for today in range(w.DAYS):
            desks.work(today)
    return counts.answer()


class Desks:
    """Replications side by side: a row each. The calls of a day are chosen before the first is
    made: none of them can make another one due on the same day, and the list is never short."""

    def __init__(self, replications, rng, counts):
        self.rng, self.counts = rng, counts
        self.rows = np.arange(replications)
        self.promises = np.full((replications, w.PROSPECTS), NEVER, dtype=np.int32)
        self.list = np.tile(np.arange(w.PROSPECTS), (replications, 1))
        self.head = np.zeros(replications, dtype=np.int64)
        self.tail = np.zeros(replications, dtype=np.int64)
        self.meetings = [[] for _ in range(w.DAYS + w.TO_MEETING)]

    def work(self, today):
        quarter = today // w.DAYS_PER_QUARTER
        for rows, ids in self.meetings[today]:
            self.meet(rows, ids, today, quarter)
        oldest = np.partition(self.promises, w.DIALS_PER_DAY - 1, axis=1)[:, : w.DIALS_PER_DAY]
        due = oldest < (today + 1) * IDS
        self.counts.dials[quarter] += oldest.size
        self.keep_promises(oldest, due, today, quarter)
        self.call_strangers(w.DIALS_PER_DAY - due.sum(axis=1), today, quarter)

    def meet(self, rows, ids, today, quarter):
        chance = self.rng.random(len(rows))
        self.counts.customers[quarter] += np.count_nonzero(chance < 0.25)
        later = (chance >= 0.25) & (chance < 0.70)
        self.call_back(rows[later], ids[later], today)

    def keep_promises(self, oldest, due, today, quarter):
        rows = np.nonzero(due)[0]
        ids = oldest[due] % IDS
        reached = self.rng.random(len(rows)) < w.REACH
        self.promise(rows[~reached], ids[~reached], today + 1)
        rows, ids = rows[reached], ids[reached]
        self.promises[rows, ids] = NEVER
        self.counts.contacts[quarter] += len(rows)
        chance = self.rng.random(len(rows))
        later = (chance >= 0.35) & (chance < 0.70)
        self.call_back(rows[later], ids[later], today)
        self.book(rows[chance < 0.35], ids[chance < 0.35], today, quarter)

    def call_strangers(self, calls, today, quarter):
        places = np.arange(w.DIALS_PER_DAY)
        dialled = places < calls[:, None]
        ids = self.list[self.rows[:, None], (self.head[:, None] + places) % w.PROSPECTS]
        reached = dialled & (self.rng.random(ids.shape) < w.REACH)
        self.send_back(ids, dialled & ~reached)
        self.head += calls
        rows, ids = np.nonzero(reached)[0], ids[reached]
        self.counts.contacts[quarter] += len(rows)
        twelfth = self.rng.random(len(rows)) * 12
        self.book(rows[twelfth < 2], ids[twelfth < 2], today, quarter)
        later = (twelfth >= 2) & (twelfth < 5)
        self.call_back(rows[later], ids[later], today)
        much_later = (twelfth >= 5) & (twelfth < 6)
        self.promise(rows[much_later], ids[much_later], today + w.TO_MEET_LATER)
        impressed = (twelfth >= 6) & (twelfth < 9)
        self.promise(rows[impressed], ids[impressed], today + w.TO_IMPRESSION)

    def send_back(self, ids, missed):
        """Who was not reached goes to the back of the list, which is a ring."""
        rank = missed.cumsum(axis=1) - 1
        rows, columns = np.nonzero(missed)
        places = (self.tail[rows] + rank[rows, columns]) % w.PROSPECTS
        self.list[rows, places] = ids[rows, columns]
        self.tail += missed.sum(axis=1)

    def book(self, rows, ids, today, quarter):
        self.counts.appointments[quarter] += len(rows)
        self.meetings[today + w.TO_MEETING].append((rows, ids))

    def call_back(self, rows, ids, today):
        days = np.ceil(self.rng.gamma(w.CALLBACK_SHAPE, w.CALLBACK_SCALE, len(rows)))
        self.promise(rows, ids, today + days.astype(np.int32))

    def promise(self, rows, ids, day):
        self.promises[rows, ids] = day * IDS + ids


w.main(cohort=cohort, desk=desk)
