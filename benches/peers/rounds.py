"""Everybody in turn, several times over, so that all meet the same moods of the machine. Nobody's
time counts whose answer is wrong."""

from contenders import CONTENDERS, WORKLOADS
from known import DISTANCE, LIMIT
from measure import Failed, run
from prepare import say

FULL_ROUNDS = 5
QUICK_ROUNDS = 2


class Entry:
    """A contender on a workload, and what it used so far."""

    def __init__(self, contender, workload, quick):
        self.contender, self.workload = contender, workload
        self.size = contender.size(workload, quick)
        self.least = contender.least[workload]
        self.runs, self.starts = [], []
        self.distance = self.failure = None

    def warm_up(self):
        """Untimed: fills the caches of code."""
        run(self.words(self.least))

    def take_turn(self):
        """The work, then the start alone."""
        self.runs.append(self.answer_rightly(run(self.words(self.size))))
        self.starts.append(run(self.words(self.least)))

    def attempt(self, action):
        """Does it, or notes the failure; whoever has failed is out."""
        if self.failure:
            return
        try:
            action(self)
        except Failed as reason:
            self.failure = str(reason)
            say(f"{self.contender.name}, {self.workload}: {reason}")

    def words(self, size):
        return self.contender.words(self.workload, size)

    def answer_rightly(self, done):
        """The run, if its answer is within the limit of the known one."""
        answer = self.contender.read(done.said, self.workload, self.size)
        self.distance = DISTANCE[self.workload](answer, self.size)
        if self.distance > LIMIT:
            raise Failed(f"its answer is {self.distance:.1f} standard errors from the known one")
        return done

    def record(self):
        """As plain data."""
        return {
            "name": self.contender.name,
            "size": self.size,
            "least": self.least,
            "cpu": [done.cpu for done in self.runs],
            "start_cpu": [done.cpu for done in self.starts],
            "peak_mib": [done.peak_mib for done in self.runs],
            "distance": self.distance,
            "failure": self.failure,
        }


def measure(missing, quick):
    """Records of all contenders, by workload; `missing` says which groups cannot run, and why."""
    entries = [Entry(who, workload, quick) for workload in WORKLOADS for who in CONTENDERS]
    for entry in entries:
        entry.failure = missing.get(entry.contender.group)
    say("side by side: warming up")
    for entry in entries:
        entry.attempt(Entry.warm_up)
    rounds = QUICK_ROUNDS if quick else FULL_ROUNDS
    for number in range(rounds):
        say(f"side by side: round {number + 1} of {rounds}")
        for entry in entries[number:] + entries[:number]:
            entry.attempt(Entry.take_turn)
    return {
        workload: [entry.record() for entry in entries if entry.workload == workload]
        for workload in WORKLOADS
    }
