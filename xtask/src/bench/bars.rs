//! What must hold. Ratios are of Workers that were measured side by side in one run; no bar is an absolute speed.

use super::{
    hour::Hour,
    measured::{Cold, Herd, Measured, Round, Sample, Throughput},
    statistics::{Spread, median},
};

/// Warm requests a second, against the JavaScript Worker that answers from KV.
const THROUGHPUT: f64 = 0.9;
/// A cold answer in terms of its slowest call, and what may come on top of that call, in milliseconds.
const COLD_RATIO: f64 = 1.3;
const COLD_OWN_MS: f64 = 15.0;
/// The range that the two are about.
const COLD_DAYS: u32 = 30;
/// In the hour of visits: calls for one window, calls in any minute, KV writes.
const CALLS_PER_WINDOW: u32 = 12;
const CALLS_PER_MINUTE: u32 = 50;
const KV_WRITES: u32 = 40;
const NOT_MEASURED: &str = "not measured";

/// One thing that must hold, and whether it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bar {
    pub(super) what: String,
    pub(super) wanted: String,
    pub(super) found: String,
    pub(super) is_met: bool,
}

/// Every bar. What was not measured does not hold.
pub(super) fn judge(measured: &Measured, hour: Option<&Hour>) -> Vec<Bar> {
    let mut bars = warm(&measured.throughput);
    bars.extend(cold(&measured.cold));
    bars.extend(herd(&measured.herd));
    bars.extend(visits(hour));
    bars
}

/// How one Worker's rate compares with that of the JavaScript Worker, round by round.
pub(super) fn rates(rounds: &[&Round], of: impl Fn(&Round) -> f64) -> Option<Spread> {
    Spread::of(rounds.iter().map(|round| of(round) / round.kv.per_second))
}

fn warm(throughput: &Throughput) -> Vec<Bar> {
    let ratio = rates(&throughput.chosen().rounds, |round| round.ours.per_second);
    // A wrong answer is wrong in a disturbed round, too.
    let loads =
        || throughput.rounds.iter().flat_map(|round| [&round.ours, &round.kv, &round.hono, &round.memory]);
    let (answers, failures) = loads().fold((0, 0), |sum, load| (sum.0 + load.answers, sum.1 + load.failures));
    let failure = loads().find_map(|load| load.failure.as_deref());
    vec![
        Bar {
            what: "warm requests a second against the Worker that only reads KV".to_owned(),
            wanted: format!("≥ {THROUGHPUT} ×"),
            found: ratio.map_or_else(|| NOT_MEASURED.to_owned(), |ratio| format!("{ratio} ×")),
            is_met: ratio.is_some_and(|ratio| ratio.median >= THROUGHPUT),
        },
        failures_bar("warm requests that fail", answers, failures, failure),
    ]
}

fn failures_bar(what: &str, answers: u32, failures: u32, failure: Option<&str>) -> Bar {
    let reason = failure.map(|failure| format!(" ({failure})")).unwrap_or_default();
    Bar {
        what: what.to_owned(),
        wanted: "none".to_owned(),
        found: format!("{failures} of {}{reason}", answers + failures),
        is_met: failures == 0 && answers > 0,
    }
}

fn cold(cold: &Cold) -> Vec<Bar> {
    let what = format!("{COLD_DAYS} days cold, {} ms a call, {} days a call", cold.latency_ms, cold.cap_days);
    let chosen = cold.chosen().rounds;
    let at_most = |name: &str, limit: f64, unit: &str, of: fn(&Sample) -> f64| {
        let thirty = chosen.iter().filter(|sample| sample.days == COLD_DAYS);
        let found = median(thirty.map(|sample| of(sample)));
        Bar {
            what: format!("{what}: {name}"),
            wanted: format!("≤ {limit} {unit}"),
            found: found.map_or_else(|| NOT_MEASURED.to_owned(), |found| format!("{found:.2} {unit}")),
            is_met: found.is_some_and(|found| found <= limit),
        }
    };
    let wrong = cold.samples.iter().filter(|sample| sample.calls != sample.windows).count();
    vec![
        at_most("answer against the slowest call", COLD_RATIO, "×", Sample::ratio),
        at_most("what comes on top of the slowest call", COLD_OWN_MS, "ms", Sample::own_ms),
        Bar {
            what: "cold ranges with more or fewer calls than windows".to_owned(),
            wanted: "none".to_owned(),
            found: format!("{wrong} of {}", cold.samples.len()),
            is_met: wrong == 0 && !cold.samples.is_empty(),
        },
    ]
}

fn herd(herd: &Herd) -> Vec<Bar> {
    let runs = &herd.runs;
    let sum = |of: fn(&super::measured::HerdRun) -> u32| runs.iter().map(of).sum::<u32>();
    let failure = runs.iter().find_map(|run| run.failure.as_deref());
    let calls: Vec<_> = runs.iter().map(|run| format!("{} for {}", run.calls, run.windows)).collect();
    vec![
        Bar {
            what: format!("{} visitors at once: calls for windows that nobody has asked for", herd.visitors),
            wanted: "one a window".to_owned(),
            found: calls.join(", "),
            is_met: !runs.is_empty() && runs.iter().all(|run| run.calls == run.windows && run.windows > 0),
        },
        failures_bar(
            &format!("{} visitors at once: requests that fail", herd.visitors),
            sum(|run| run.answers),
            sum(|run| run.failures),
            failure,
        ),
    ]
}

fn visits(hour: Option<&Hour>) -> Vec<Bar> {
    let at_most = |what: &str, limit: u32, of: fn(&Hour) -> u32| {
        let found = hour.map(of);
        Bar {
            what: format!("an hour of visits: {what}"),
            wanted: format!("≤ {limit}"),
            found: found.map_or_else(|| NOT_MEASURED.to_owned(), |found| found.to_string()),
            is_met: found.is_some_and(|found| found <= limit),
        }
    };
    vec![
        at_most("calls for any one window", CALLS_PER_WINDOW, |hour| hour.calls_per_window),
        at_most("calls in any one minute", CALLS_PER_MINUTE, |hour| hour.calls_in_busiest_minute),
        at_most("KV writes", KV_WRITES, |hour| hour.kv_writes),
    ]
}

#[cfg(test)]
mod tests {
    use super::{super::measured::example, *};

    fn hour() -> Hour {
        Hour {
            visits: 10_000,
            calls: 96,
            calls_per_window: 12,
            calls_in_busiest_minute: 50,
            kv_writes: 40,
            gate_questions: 900,
            answered_without_waiting: 9_990,
        }
    }

    /// Changes one thing about a measurement that meets every bar, and names the bars that are then missed.
    #[track_caller]
    fn check(change: impl Fn(&mut Measured, &mut Hour), missed: &[&str]) {
        let (mut measured, mut hour) = (example(), hour());
        change(&mut measured, &mut hour);
        let bars = judge(&measured, Some(&hour));
        let found: Vec<_> = bars.iter().filter(|bar| !bar.is_met).map(|bar| bar.what.as_str()).collect();
        assert!(found.len() == missed.len(), "{found:#?}");
        assert!(found.iter().zip(missed).all(|(found, missed)| found.contains(missed)), "{found:#?}");
    }

    #[test]
    fn what_meets_each_bar_exactly_is_good_enough() {
        check(|_, _| (), &[]);
        check(|measured, _| measured.throughput.rounds[0].ours.per_second = 900.0, &[]);
    }

    #[test]
    fn each_bar_can_be_missed_alone() {
        check(|it, _| it.throughput.rounds[0].ours.per_second = 899.0, &["warm requests a second"]);
        check(|it, _| it.throughput.rounds[0].hono.failures = 1, &["warm requests that fail"]);
        let slow = |it: &mut Measured| it.cold.samples[0].client_ms = 216.0;
        check(|it, _| slow(it), &["on top of the slowest call"]);
        check(
            |it, _| {
                it.cold.samples[0].slowest_call_ms = 10.0;
                it.cold.samples[0].client_ms = 14.0;
            },
            &["against the slowest call"],
        );
        check(|it, _| it.cold.samples[0].calls = 6, &["more or fewer calls"]);
        check(|it, _| it.herd.runs[0].calls = 6, &["calls for windows"]);
        check(|it, _| it.herd.runs[0].failures = 1, &["requests that fail"]);
        check(|_, hour| hour.calls_per_window = 13, &["any one window"]);
        check(|_, hour| hour.calls_in_busiest_minute = 51, &["any one minute"]);
        check(|_, hour| hour.kv_writes = 41, &["KV writes"]);
    }

    #[test]
    fn what_was_not_measured_does_not_hold() {
        let mut nothing = example();
        nothing.throughput.rounds.clear();
        nothing.cold.samples.clear();
        nothing.herd.runs.clear();
        assert!(judge(&nothing, None).iter().all(|bar| !bar.is_met));
    }

    #[test]
    fn ratios_are_taken_round_by_round() {
        let mut throughput = example().throughput;
        let mut slower = throughput.rounds[0].clone();
        slower.ours.per_second /= 2.0;
        slower.kv.per_second /= 2.0;
        throughput.rounds.push(slower);
        let ratio = rates(&throughput.chosen().rounds, |round| round.ours.per_second).unwrap();
        assert!((ratio.high - ratio.low).abs() < 1e-9, "{ratio:?}");
    }
}
