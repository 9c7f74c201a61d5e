//! The published answers of the reference workloads, and how far a simulation is from them.

use crate::plain_cohort::{self, Occupancy};
use crate::plain_desk::{self, Counts};

/// Share of the cohort in each stage at each quarter's end, in the order of
/// [`plain_cohort::STAGES`]: renewal equations solved on a fine grid, good to the digits shown.
const COHORT_SHARES: [[f64; plain_cohort::STAGES.len()]; plain_cohort::QUARTERS] = [
    [0.48919, 0.20582, 0.06994, 0.10858, 0.02090, 0.00978, 0.09580],
    [0.23931, 0.11809, 0.09674, 0.16421, 0.06376, 0.07635, 0.24155],
    [0.11707, 0.05841, 0.08325, 0.11536, 0.06342, 0.18100, 0.38149],
    [0.05727, 0.02859, 0.05651, 0.07018, 0.04322, 0.26523, 0.47900],
    [0.02802, 0.01398, 0.03406, 0.04016, 0.02615, 0.31930, 0.53833],
    [0.01370, 0.00684, 0.01930, 0.02204, 0.01486, 0.35108, 0.57217],
    [0.00670, 0.00335, 0.01053, 0.01177, 0.00813, 0.36883, 0.59070],
    [0.00328, 0.00164, 0.00560, 0.00616, 0.00433, 0.37841, 0.60058],
];
const COHORT_ROUNDING: f64 = 0.000_005;

const DESK_CUSTOMERS: [f64; plain_desk::QUARTERS] =
    [6.148, 9.767, 10.466, 10.561, 10.585, 10.590, 10.588, 10.585];
const DESK_APPOINTMENTS: [f64; plain_desk::QUARTERS] =
    [30.19, 39.90, 41.92, 42.29, 42.35, 42.36, 42.36, 42.35];
/// 1,300 dials, of which 12 % reach somebody.
const DESK_CONTACTS: [f64; plain_desk::QUARTERS] = [156.0; plain_desk::QUARTERS];
const DESK_CUSTOMERS_ROUNDING: f64 = 0.000_5;
const DESK_APPOINTMENTS_ROUNDING: f64 = 0.005;
/// The desk's published averages are themselves simulated, over so many replications.
const DESK_PUBLISHED_REPLICATIONS: f64 = 600_000.0;

/// An average over replications, with its standard error.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Average {
    /// The average.
    pub mean: f64,
    /// Its Monte Carlo standard error.
    pub standard_error: f64,
}

impl Average {
    fn of(values: impl Iterator<Item = u32>) -> Self {
        let (mut count, mut sum, mut squares) = (0.0, 0.0, 0.0);
        for value in values.map(f64::from) {
            count += 1.0;
            sum += value;
            squares += value * value;
        }
        let mean = sum / count;
        let variance = (squares / count - mean * mean) * count / (count - 1.0);
        Self { mean, standard_error: (variance / count).sqrt() }
    }

    /// Standard errors between this and `expected`, which is known to within `rounding` and has a
    /// variance of its own, `relative` to the one here. Infinite when there is no average.
    fn deviation(self, expected: f64, rounding: f64, relative: f64) -> f64 {
        let distance = (self.mean - expected).abs() - rounding;
        if distance <= 0.0 {
            return 0.0;
        }
        let deviation = distance / (self.standard_error * (1.0 + relative).sqrt());
        if deviation.is_nan() { f64::INFINITY } else { deviation }
    }
}

/// What a desk brings on average, by quarter.
#[derive(Debug, Clone, PartialEq)]
pub struct Averages {
    /// Replications behind the averages.
    pub replications: u64,
    /// Became customers.
    pub customers: [Average; plain_desk::QUARTERS],
    /// Live talks.
    pub contacts: [Average; plain_desk::QUARTERS],
    /// Appointments made.
    pub appointments: [Average; plain_desk::QUARTERS],
}

impl Averages {
    /// Averages over replications of the plain loop.
    pub fn of(replications: impl Iterator<Item = Counts>) -> Self {
        let all: Vec<Counts> = replications.collect();
        let by_quarter = |pick: fn(&Counts) -> &[u32; plain_desk::QUARTERS]| {
            std::array::from_fn(|quarter| {
                Average::of(all.iter().map(|counts| pick(counts)[quarter]))
            })
        };
        Self {
            replications: all.len() as u64,
            customers: by_quarter(|counts| &counts.customers),
            contacts: by_quarter(|counts| &counts.contacts),
            appointments: by_quarter(|counts| &counts.appointments),
        }
    }
}

/// The largest distance of a simulated cohort from the known shares, in standard errors.
pub fn cohort_deviation(occupancy: &Occupancy) -> f64 {
    let mut largest = 0.0_f64;
    for (standing, shares) in occupancy.iter().zip(COHORT_SHARES) {
        let prospects = standing.iter().sum::<u64>() as f64;
        for (&count, share) in standing.iter().zip(shares) {
            let standard_error = (share * (1.0 - share) / prospects).sqrt();
            let seen = Average { mean: count as f64 / prospects, standard_error };
            largest = largest.max(seen.deviation(share, COHORT_ROUNDING, 0.0));
        }
    }
    largest
}

/// The largest distance of a simulated desk from the known averages, in standard errors of the
/// difference.
pub fn desk_deviation(averages: &Averages) -> f64 {
    let relative = averages.replications as f64 / DESK_PUBLISHED_REPLICATIONS;
    let largest = |seen: &[Average], known: &[f64], rounding: f64, relative: f64| {
        let deviations = seen.iter().zip(known).map(|(s, &k)| s.deviation(k, rounding, relative));
        deviations.fold(0.0, f64::max)
    };
    let customers =
        largest(&averages.customers, &DESK_CUSTOMERS, DESK_CUSTOMERS_ROUNDING, relative);
    let appointments =
        largest(&averages.appointments, &DESK_APPOINTMENTS, DESK_APPOINTMENTS_ROUNDING, relative);
    let contacts = largest(&averages.contacts, &DESK_CONTACTS, 0.0, 0.0);
    customers.max(appointments).max(contacts)
}

#[cfg(test)]
mod tests {
    use super::{Average, COHORT_SHARES, Occupancy, cohort_deviation};

    /// A cohort that stands exactly as it should.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "shares are between 0 and 1"
    )]
    fn hundred_thousand() -> Occupancy {
        COHORT_SHARES.map(|row| row.map(|share| (share * 1e5).round() as u64))
    }

    #[test]
    fn the_known_shares_themselves_deviate_by_nothing() {
        assert!(cohort_deviation(&hundred_thousand()) < 0.01);
    }

    #[test]
    fn a_share_that_is_off_by_a_twentieth_shows() {
        let mut counts = hundred_thousand();
        counts[7][5] += 1_900;
        counts[7][6] -= 1_900;
        assert!(cohort_deviation(&counts) > 4.0);
    }

    #[test]
    fn an_empty_cohort_is_infinitely_far_off() {
        assert!(cohort_deviation(&[[0; 7]; 8]).is_infinite());
    }

    #[test]
    fn average_of_one_to_four() {
        let average = Average::of(1..=4);
        assert!((average.mean - 2.5).abs() < 1e-12);
        assert!((average.standard_error - (5.0_f64 / 12.0).sqrt()).abs() < 1e-12);
    }
}
