//! What `tests/bench/edge.mjs` prints. Times are in milliseconds unless a name says otherwise.

use super::quiet::Chosen;
use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Measured {
    pub(super) machine: Machine,
    pub(super) throughput: Throughput,
    pub(super) cold: Cold,
    pub(super) herd: Herd,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Machine {
    /// `YYYY-MM-DD`.
    pub(super) date: String,
    pub(super) processor: String,
    pub(super) cores: u32,
    pub(super) memory_gib: u32,
    pub(super) system: String,
    pub(super) workerd: String,
    pub(super) miniflare: String,
    pub(super) hono: String,
    pub(super) node: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Throughput {
    pub(super) request: Request,
    pub(super) connections: u32,
    /// How long each Worker was asked in each round.
    pub(super) seconds: f64,
    /// More than this many cores used by other programs disturb a round.
    pub(super) disturbed_cores: f64,
    pub(super) rounds: Vec<Round>,
}

/// The request that every Worker answers.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Request {
    pub(super) path: String,
    pub(super) days: u32,
    pub(super) slots: u32,
    pub(super) bytes: u32,
    /// Cache entries that our answer is made of.
    pub(super) windows: u32,
}

/// All Workers, one after the other.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Round {
    /// Cores that other programs used meanwhile, where that can be known.
    pub(super) others_cores: Option<f64>,
    pub(super) ours: Load,
    pub(super) kv: Load,
    pub(super) hono: Load,
    pub(super) memory: Load,
}

/// What the load generator reports of one Worker.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Load {
    pub(super) answers: u32,
    pub(super) failures: u32,
    pub(super) failure: Option<String>,
    pub(super) seconds: f64,
    pub(super) per_second: f64,
    pub(super) latency_ms: Percentiles,
    /// Processor time of the load generator.
    pub(super) own_cpu_seconds: Option<f64>,
    /// Processor time of workerd.
    pub(super) watched_cpu_seconds: Option<f64>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Percentiles {
    pub(super) p50: f64,
    pub(super) p99: f64,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Cold {
    /// What the sandbox waits before each answer.
    pub(super) latency_ms: u32,
    pub(super) cap_days: u32,
    pub(super) disturbed_cores: f64,
    pub(super) samples: Vec<Sample>,
}

/// One range that nobody had asked for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Sample {
    pub(super) windows: u32,
    pub(super) days: u32,
    pub(super) others_cores: Option<f64>,
    /// Upstream calls by the sandbox's journal.
    pub(super) calls: u32,
    pub(super) client_ms: f64,
    /// By the sandbox's journal.
    pub(super) slowest_call_ms: f64,
    pub(super) server_timing: String,
    /// What a JavaScript Worker that makes the same calls adds to the slowest of them.
    pub(super) javascript_own_ms: f64,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Herd {
    pub(super) visitors: u32,
    pub(super) latency_ms: u32,
    pub(super) runs: Vec<HerdRun>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct HerdRun {
    /// Whether the event types had been asked for before.
    pub(super) is_offer_known: bool,
    pub(super) answers: u32,
    pub(super) failures: u32,
    pub(super) failure: Option<String>,
    pub(super) latency_ms: Percentiles,
    /// Upstream calls for times, and the different windows among them.
    pub(super) calls: u32,
    pub(super) windows: u32,
    /// Upstream calls for anything else.
    pub(super) other_calls: u32,
}

impl Throughput {
    pub(super) fn chosen(&self) -> Chosen<'_, Round> {
        Chosen::from(&self.rounds, self.disturbed_cores, |round| round.others_cores)
    }
}

impl Cold {
    pub(super) fn chosen(&self) -> Chosen<'_, Sample> {
        Chosen::from(&self.samples, self.disturbed_cores, |sample| sample.others_cores)
    }
}

impl Load {
    /// Microseconds of processor time that workerd spent on a request.
    pub(super) fn cpu_per_request(&self) -> Option<f64> {
        Some(self.watched_cpu_seconds? * 1e6 / f64::from(self.answers))
    }

    /// The share of one core that the load generator used.
    pub(super) fn generator_share(&self) -> Option<f64> {
        Some(self.own_cpu_seconds? / self.seconds)
    }
}

impl Sample {
    /// The answer's time in terms of the slowest call: 1 would be no time of one's own at all.
    pub(super) fn ratio(&self) -> f64 {
        self.client_ms / self.slowest_call_ms
    }

    /// What the visitor waited beyond the slowest call.
    pub(super) fn own_ms(&self) -> f64 {
        self.client_ms - self.slowest_call_ms
    }

    /// The same as the Worker tells it, which cannot count what happened before its clock started or what it did
    /// itself while it waited.
    pub(super) fn told_own_ms(&self) -> Option<f64> {
        let duration = |name: &str| {
            let mut metrics = self.server_timing.split(',').map(str::trim);
            let metric = metrics.find_map(|metric| metric.strip_prefix(name)?.strip_prefix(';'))?;
            metric.split(';').find_map(|part| part.trim().strip_prefix("dur=")?.parse::<f64>().ok())
        };
        Some(duration("total")? - duration("upstream")?)
    }
}

/// A small measurement that meets every bar.
#[cfg(test)]
pub(super) fn example() -> Measured {
    let load = |per_second| {
        serde_json::json!({
            "answers": 1000, "failures": 0, "failure": null, "seconds": 1.0, "per_second": per_second,
            "latency_ms": { "p50": 1.0, "p99": 2.0 }, "own_cpu_seconds": 0.1, "watched_cpu_seconds": 0.5,
        })
    };
    let measured = serde_json::json!({
        "machine": {
            "date": "2026-11-21", "processor": "A processor", "cores": 2, "memory_gib": 8, "system": "Linux",
            "workerd": "1", "miniflare": "5", "hono": "4", "node": "v22",
        },
        "throughput": {
            "request": { "path": "/v1/slots", "days": 30, "slots": 300, "bytes": 30_000, "windows": 2 },
            "connections": 32,
            "seconds": 1.0,
            "disturbed_cores": 0.1,
            "rounds": [{ "others_cores": 0.01, "ours": load(950), "kv": load(1000), "hono": load(990), "memory": load(5000) }],
        },
        "cold": {
            "latency_ms": 200,
            "cap_days": 7,
            "disturbed_cores": 0.4,
            "samples": [{
                "windows": 5, "days": 30, "others_cores": null, "calls": 5, "client_ms": 210.0, "slowest_call_ms": 200.0,
                "server_timing": "upstream;dur=201, total;dur=205", "javascript_own_ms": 2.0,
            }],
        },
        "herd": {
            "visitors": 1000,
            "latency_ms": 200,
            "runs": [{
                "is_offer_known": false, "answers": 1000, "failures": 0, "failure": null,
                "latency_ms": { "p50": 1.0, "p99": 2.0 }, "calls": 5, "windows": 5, "other_calls": 2,
            }],
        },
    });
    serde_json::from_value(measured).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(server_timing: &str, expected: Option<f64>) {
        let mut sample = example().cold.samples.remove(0);
        (sample.client_ms, sample.server_timing) = (260.0, server_timing.to_owned());
        assert_eq!(sample.told_own_ms(), expected, "{sample:?}");
        assert!((sample.ratio() - 1.3).abs() < 1e-9 && (sample.own_ms() - 60.0).abs() < 1e-9);
    }

    #[test]
    fn own_time_is_read_from_server_timing() {
        check("cache;desc=\"miss\", upstream;dur=215;desc=\"13 calls\", total;dur=635", Some(420.0));
        check("upstream;desc=\"1 call\";dur=201.5, total;dur=205", Some(3.5));
        check("cache;desc=\"hit\", total;dur=3", None);
        check("", None);
    }
}
