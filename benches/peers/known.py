"""The known answers of the two workloads, and how far a program is from them."""

import math

QUARTERS = 8
DAYS_PER_QUARTER = 65
DIALS_PER_DAY = 20

# Largest distance allowed, in standard errors. Of 56 shares and 24 averages of a right program one
# is farther off with a chance of 1 in 300 and 1 in 700; the seeds are fixed.
LIMIT = 4.0

# Share of the cohort in each stage at each quarter's end: renewal equations of the semi-Markov
# process solved on a fine grid, good to the digits shown.
SHARES = (
    (0.48919, 0.20582, 0.06994, 0.10858, 0.02090, 0.00978, 0.09580),
    (0.23931, 0.11809, 0.09674, 0.16421, 0.06376, 0.07635, 0.24155),
    (0.11707, 0.05841, 0.08325, 0.11536, 0.06342, 0.18100, 0.38149),
    (0.05727, 0.02859, 0.05651, 0.07018, 0.04322, 0.26523, 0.47900),
    (0.02802, 0.01398, 0.03406, 0.04016, 0.02615, 0.31930, 0.53833),
    (0.01370, 0.00684, 0.01930, 0.02204, 0.01486, 0.35108, 0.57217),
    (0.00670, 0.00335, 0.01053, 0.01177, 0.00813, 0.36883, 0.59070),
    (0.00328, 0.00164, 0.00560, 0.00616, 0.00433, 0.37841, 0.60058),
)
SHARES_ROUNDING = 0.000_005

# Averages per replication of the desk, by quarter, over so many replications; how they are rounded;
# and the standard deviation of one replication, from 200,000 of the plain loop.
DESK_REPLICATIONS = 600_000
CUSTOMERS = (6.148, 9.767, 10.466, 10.561, 10.585, 10.590, 10.588, 10.585)
CUSTOMERS_ROUNDING = 0.000_5
CUSTOMERS_DEVIATION = (2.47, 3.07, 3.17, 3.20, 3.19, 3.20, 3.19, 3.20)
APPOINTMENTS = (30.19, 39.90, 41.92, 42.29, 42.35, 42.36, 42.36, 42.35)
APPOINTMENTS_ROUNDING = 0.005
APPOINTMENTS_DEVIATION = (5.36, 5.92, 6.04, 6.07, 6.06, 6.08, 6.07, 6.09)
# 1,300 dials of which 12 % reach somebody: binomial.
DIALS = DAYS_PER_QUARTER * DIALS_PER_DAY
CONTACTS = (0.12 * DIALS,) * QUARTERS
CONTACTS_DEVIATION = (math.sqrt(DIALS * 0.12 * 0.88),) * QUARTERS


def cohort_distance(answer, prospects):
    """The largest distance of simulated shares from the known ones, in standard errors."""
    farthest = 0.0
    for standing, shares in zip(answer["occupancy"], SHARES, strict=True):
        if sum(standing) != prospects:
            return math.inf
        for count, share in zip(standing, shares, strict=True):
            error = math.sqrt(share * (1 - share) / prospects)
            off = abs(count / prospects - share) - SHARES_ROUNDING
            farthest = max(farthest, off / error)
    return farthest


def desk_distance(answer, replications):
    """The largest distance of simulated averages from the known ones, in standard errors of the
    difference. Infinite when the desk did not make every call."""
    if answer["dials"] != [DIALS * replications] * QUARTERS:
        return math.inf
    simulated = 1 / replications + 1 / DESK_REPLICATIONS
    compared = (
        ("customers", CUSTOMERS, CUSTOMERS_DEVIATION, CUSTOMERS_ROUNDING, simulated),
        ("appointments", APPOINTMENTS, APPOINTMENTS_DEVIATION, APPOINTMENTS_ROUNDING, simulated),
        ("contacts", CONTACTS, CONTACTS_DEVIATION, 0.0, 1 / replications),
    )
    farthest = 0.0
    for name, averages, deviations, rounding, variance in compared:
        for total, average, deviation in zip(answer[name], averages, deviations, strict=True):
            off = abs(total / replications - average) - rounding
            farthest = max(farthest, off / (deviation * math.sqrt(variance)))
    return farthest


DISTANCE = {"cohort": cohort_distance, "desk": desk_distance}
