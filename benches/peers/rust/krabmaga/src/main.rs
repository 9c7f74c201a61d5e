//! krABMaga: an agent per prospect, scheduled for its next move; at the desk an agent for the rep
//! who works at every step, and one per appointment. An agent cannot reach the schedule, so that
//! whom to schedule next waits in the state until the step is over.

use std::any::Any;
use std::error::Error;
use std::mem;

use krabmaga::engine::agent::Agent;
use krabmaga::engine::agentimpl::AgentImpl;
use krabmaga::engine::schedule::Schedule;
use krabmaga::engine::state::State;
use peer_workload::cohort::{self, Moves};
use peer_workload::desk::{self, Counts, Desk};
use peer_workload::{Answer, Rng, populations};

const POPULATION: u64 = 1_000;
/// Of one day: appointments, then the dials.
const APPOINTMENTS: i32 = 0;
const DIALS: i32 = 1;

fn main() -> Result<(), Box<dyn Error>> {
    peer_workload::run(follow, replicate)
}

/// What every state has to say of itself.
macro_rules! as_state {
    () => {
        fn as_any(&self) -> &dyn Any {
            self
        }
        fn as_any_mut(&mut self) -> &mut dyn Any {
            self
        }
        fn as_state(&self) -> &dyn State {
            self
        }
        fn as_state_mut(&mut self) -> &mut dyn State {
            self
        }
        fn reset(&mut self) {}
        fn update(&mut self, _step: u64) {}
    };
}

/// Prospects who do not meet.
struct Population {
    rng: Rng,
    prospects: u64,
    moves: Moves,
    /// Who moves next, and when.
    next: Vec<(f64, Prospect)>,
}

#[derive(Clone)]
struct Prospect {
    id: u32,
    stage: usize,
    to: usize,
    /// The schedule counts time in single precision; this is the time of the move in full.
    week: f64,
}

impl Population {
    fn wait(&mut self, id: u32, stage: usize, now: f64) {
        let (stay, to) = cohort::leave(stage, &mut self.rng);
        let week = now + stay;
        if week < cohort::HORIZON {
            self.next.push((week, Prospect { id, stage, to, week }));
        }
    }

    fn hand_over(&mut self, schedule: &mut Schedule) {
        for (week, prospect) in self.next.drain(..) {
            let id = prospect.id;
            schedule.schedule_once(AgentImpl::new(Box::new(prospect), id), week as f32, 0);
        }
    }
}

impl State for Population {
    fn init(&mut self, schedule: &mut Schedule) {
        self.moves.born(self.prospects);
        for id in 0..self.prospects {
            self.wait(id as u32, cohort::STRANGER, 0.0);
        }
        self.hand_over(schedule);
    }

    fn after_step(&mut self, schedule: &mut Schedule) {
        self.hand_over(schedule);
    }

    fn end_condition(&mut self, schedule: &mut Schedule) -> bool {
        schedule.events.is_empty()
    }

    as_state!();
}

impl Agent for Prospect {
    fn step(&mut self, state: &mut dyn State) {
        let population =
            state.as_any_mut().downcast_mut::<Population>().expect("prospects live here");
        population.moves.moved(self.week, self.stage, self.to);
        if self.to < cohort::CUSTOMER {
            population.wait(self.id, self.to, self.week);
        }
    }
}

fn follow(size: u64, mut rng: Rng) -> Result<Answer, Box<dyn Error>> {
    let mut all = Moves::default();
    for prospects in populations(size, POPULATION) {
        let moves = Moves::default();
        let mut population = Population { rng, prospects, moves, next: Vec::new() };
        let mut schedule = Schedule::new();
        population.init(&mut schedule);
        while !population.end_condition(&mut schedule) {
            schedule.step(&mut population);
        }
        all.add(&population.moves);
        rng = population.rng;
    }
    Ok(all.answer())
}

/// One rep's desk.
struct Office {
    desk: Desk,
    today: u32,
    /// Agents met so far, to tell them apart.
    agents: u32,
}

#[derive(Clone)]
struct Rep;

#[derive(Clone)]
struct Appointment {
    prospect: u32,
}

impl State for Office {
    fn init(&mut self, schedule: &mut Schedule) {
        schedule.schedule_repeating(Box::new(Rep), 0.0, DIALS);
        self.agents = schedule.agent_ids_counting;
    }

    fn before_step(&mut self, schedule: &mut Schedule) {
        self.today = schedule.step as u32;
    }

    fn after_step(&mut self, schedule: &mut Schedule) {
        let day = schedule.time + desk::TO_MEETING as f32;
        for prospect in mem::take(&mut self.desk.booked) {
            let appointment = AgentImpl::new(Box::new(Appointment { prospect }), self.agents);
            schedule.schedule_once(appointment, day, APPOINTMENTS);
            self.agents += 1;
        }
    }

    fn end_condition(&mut self, schedule: &mut Schedule) -> bool {
        schedule.step == u64::from(desk::DAYS)
    }

    as_state!();
}

fn office(state: &mut dyn State) -> &mut Office {
    state.as_any_mut().downcast_mut().expect("reps work here")
}

impl Agent for Rep {
    fn step(&mut self, state: &mut dyn State) {
        let office = office(state);
        office.desk.work(office.today);
    }
}

impl Agent for Appointment {
    fn step(&mut self, state: &mut dyn State) {
        let office = office(state);
        office.desk.meet(self.prospect, office.today);
    }
}

fn replicate(size: u64, mut rng: Rng) -> Result<Answer, Box<dyn Error>> {
    let mut all = Counts::default();
    for _ in 0..size {
        let mut office = Office { desk: Desk::new(rng), today: 0, agents: 0 };
        let mut schedule = Schedule::new();
        office.init(&mut schedule);
        while !office.end_condition(&mut schedule) {
            schedule.step(&mut office);
        }
        all.add(&office.desk.counts);
        rng = office.desk.rng();
    }
    Ok(all.answer())
}
