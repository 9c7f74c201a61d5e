//! NeXosim: a model for a population, which schedules the next move of each of its prospects; at
//! the desk a model for the rep, with a periodic event for the days and an event per appointment.
//! On one thread: the models here have nobody to talk to.

use std::error::Error;
use std::time::Duration;

use nexosim::model::{Context, Model, schedulable};
use nexosim::ports::{EventSinkReader, EventSource, Output, SinkState, event_slot};
use nexosim::simulation::{Mailbox, SimInit};
use nexosim::time::MonotonicTime;
use peer_workload::cohort::{self, Moves};
use peer_workload::desk::{self, Counts, Desk};
use peer_workload::{Answer, Rng, populations};
use serde::{Deserialize, Serialize};

const POPULATION: u64 = 1_000;
const START: MonotonicTime = MonotonicTime::EPOCH;
const WEEK: Duration = Duration::from_hours(7 * 24);
const DAY: Duration = Duration::from_hours(24);

fn main() -> Result<(), Box<dyn Error>> {
    peer_workload::run(follow, replicate)
}

/// Prospects who do not meet.
#[derive(Serialize, Deserialize)]
struct Population {
    rng: Rng,
    prospects: u64,
    moves: Moves,
    report: Output<(Moves, Rng)>,
}

/// A prospect is about to go from one stage to another.
#[derive(Clone, Serialize, Deserialize)]
struct Move {
    stage: usize,
    to: usize,
}

#[Model]
impl Population {
    #[nexosim(init)]
    async fn init(&mut self, context: &Context<Self>) {
        self.moves.born(self.prospects);
        for _ in 0..self.prospects {
            self.wait(cohort::STRANGER, context);
        }
    }

    fn wait(&mut self, stage: usize, context: &Context<Self>) {
        let (weeks, to) = cohort::leave(stage, &mut self.rng);
        let next = Move { stage, to };
        // A nanosecond is the shortest time that can be scheduled.
        let stay = WEEK.mul_f64(weeks).max(Duration::from_nanos(1));
        context
            .schedule_event(stay, schedulable!(Self::go), next)
            .expect("the time is still to come");
    }

    #[nexosim(schedulable)]
    fn go(&mut self, Move { stage, to }: Move, context: &Context<Self>) {
        let week = context.time().duration_since(START).as_secs_f64() / WEEK.as_secs_f64();
        self.moves.moved(week, stage, to);
        if to < cohort::CUSTOMER {
            self.wait(to, context);
        }
    }

    async fn finish(&mut self, (): ()) {
        self.report.send((self.moves.clone(), self.rng.clone())).await;
    }
}

fn follow(size: u64, mut rng: Rng) -> Result<Answer, Box<dyn Error>> {
    let mut all = Moves::default();
    for prospects in populations(size, POPULATION) {
        let moves = Moves::default();
        let mut population = Population { rng, prospects, moves, report: Output::default() };
        let (mailbox, mut bench) = (Mailbox::new(), SimInit::with_num_threads(1));
        let (sink, mut report) = event_slot(SinkState::Enabled);
        population.report.connect_sink(sink);
        let finish = EventSource::new().connect(Population::finish, &mailbox).register(&mut bench);
        let mut simulation = bench.add_model(population, mailbox, "population").init(START)?;
        simulation.step_until(WEEK.mul_f64(cohort::HORIZON))?;
        simulation.process_event(&finish, ())?;
        let (moves, used) = report.try_read().ok_or("nothing was reported")?;
        all.add(&moves);
        rng = used;
    }
    Ok(all.answer())
}

/// Works every day, after the appointments of the day, which were scheduled before it.
#[derive(Serialize, Deserialize)]
struct Rep {
    desk: Desk,
    today: u32,
    report: Output<(Counts, Rng)>,
}

#[Model]
impl Rep {
    #[nexosim(init)]
    async fn init(&mut self, context: &Context<Self>) {
        context
            .schedule_periodic_event(DAY, DAY, schedulable!(Self::work), ())
            .expect("tomorrow is still to come");
    }

    #[nexosim(schedulable)]
    fn work(&mut self, (): (), context: &Context<Self>) {
        self.desk.work(self.today);
        for prospect in self.desk.booked.drain(..) {
            context
                .schedule_event(DAY * desk::TO_MEETING, schedulable!(Self::meet), prospect)
                .expect("the appointment is still to come");
        }
        self.today += 1;
    }

    #[nexosim(schedulable)]
    fn meet(&mut self, prospect: u32) {
        self.desk.meet(prospect, self.today);
    }

    async fn finish(&mut self, (): ()) {
        self.report.send((self.desk.counts.clone(), self.desk.rng())).await;
    }
}

fn replicate(size: u64, mut rng: Rng) -> Result<Answer, Box<dyn Error>> {
    let mut all = Counts::default();
    for _ in 0..size {
        let mut rep = Rep { desk: Desk::new(rng), today: 0, report: Output::default() };
        let (mailbox, mut bench) = (Mailbox::new(), SimInit::with_num_threads(1));
        let (sink, mut report) = event_slot(SinkState::Enabled);
        rep.report.connect_sink(sink);
        let finish = EventSource::new().connect(Rep::finish, &mailbox).register(&mut bench);
        let mut simulation = bench.add_model(rep, mailbox, "rep").init(START)?;
        simulation.step_until(DAY * desk::DAYS)?;
        simulation.process_event(&finish, ())?;
        let (counts, used) = report.try_read().ok_or("nothing was reported")?;
        all.add(&counts);
        rng = used;
    }
    Ok(all.answer())
}
