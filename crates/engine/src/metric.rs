//! What is counted, under the names that every output uses.

/// What a metric is measured in; inside the engine all of them are whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// So many.
    Count,
    /// Hours, kept in milliseconds.
    Hours,
    /// Money in the scenario's currency, kept in cents.
    Money,
    /// Working days.
    Days,
}

impl Unit {
    /// How many of the engine's whole numbers make one unit.
    pub fn per_unit(self) -> f64 {
        match self {
            Self::Count | Self::Days => 1.0,
            Self::Hours => 3_600_000.0,
            Self::Money => 100.0,
        }
    }
}

/// Which direction is an improvement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    More,
    /// Less is better.
    Less,
}

impl Better {
    /// Whether a difference in this direction is a strict improvement.
    pub fn is_improvement(self, difference: i64) -> bool {
        match self {
            Self::More => difference > 0,
            Self::Less => difference < 0,
        }
    }
}

/// How a metric adds up over quarters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// Happens during a quarter; the total is the sum.
    Flow,
    /// Stands at a quarter's end; the total is the last quarter's.
    Stock,
    /// The longest so far; the total is the last quarter's.
    Longest,
}

/// One metric: its name and how to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metric {
    /// The name in every output, such as `customers` or `conversations_by_outcome.callback`.
    pub name: String,
    /// What it is measured in.
    pub unit: Unit,
    /// Which direction is an improvement.
    pub better: Better,
    /// How it adds up over quarters.
    pub over: Over,
}

macro_rules! metrics {
    ($($id:ident $name:literal $unit:ident $better:ident $over:ident;)*) => {
        /// The metrics of every run, in the order of the outputs. Conversations by outcome follow
        /// them, one per outcome name of the model.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(usize)]
        #[expect(missing_docs, reason = "docs/glossary.md defines each under its output name")]
        pub enum Id { $($id),* }

        impl Id {
            /// All of them, in order.
            pub const ALL: &[Self] = &[$(Self::$id),*];

            /// The metric.
            pub fn metric(self) -> Metric {
                let (name, unit, better, over) = match self {
                    $(Self::$id => ($name, Unit::$unit, Better::$better, Over::$over)),*
                };
                Metric { name: name.to_owned(), unit, better, over }
            }
        }
    };
}

metrics! {
    Attempts "attempts" Count More Flow;
    Dials "dials" Count More Flow;
    Contacts "contacts" Count More Flow;
    Replies "replies" Count More Flow;
    Leads "leads" Count More Flow;
    Appointments "appointments" Count More Flow;
    MeetingsHeld "meetings_held" Count More Flow;
    Asks "asks" Count More Flow;
    AsksAccepted "asks_accepted" Count More Flow;
    Customers "customers" Count More Flow;
    CustomersFromFirstContactAppointment "customers_from_first_contact_appointment" Count More Flow;
    CustomersFromInBetween "customers_from_in_between" Count More Flow;
    CustomersInbound "customers_inbound" Count More Flow;
    Revenue "revenue" Money More Flow;
    Pipeline "pipeline" Money More Stock;
    Hours "hours" Hours More Flow;
    IdleHours "idle_hours" Hours Less Flow;
    MotionHours "motion_hours" Hours Less Flow;
    ActionHours "action_hours" Hours More Flow;
    OptOuts "opt_outs" Count Less Flow;
    PromisesMade "promises_made" Count More Flow;
    PromisesKept "promises_kept" Count More Flow;
    PromisesOverdue "promises_overdue" Count Less Stock;
    DaysWithoutLead "days_without_lead" Days Less Flow;
    LongestDrySpell "longest_dry_spell" Days Less Longest;
    RevenueFromFirstContactAppointment "revenue_from_first_contact_appointment" Money More Flow;
}
