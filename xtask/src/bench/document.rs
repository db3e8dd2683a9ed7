//! The measurement as a reader of `docs/PERFORMANCE.md` sees it.

use super::{
    bars::{Bar, rates},
    hour::Hour,
    measured::{Cold, Herd, Load, Machine, Measured, Round, Sample, Throughput},
    statistics::median,
};
use anyhow::{Context, Result};
use std::fmt::Write;

const BEGIN: &str = "<!-- what follows is written by `cargo xtask bench edge` -->\n";
const END: &str = "<!-- up to here -->\n";
const UNKNOWN: &str = "n/a";

/// Which of the Workers of a round.
type Worker = fn(&Round) -> &Load;

/// `document` with `section` in place of what was between the marks.
pub(super) fn replace(document: &str, section: &str) -> Result<String> {
    let (before, rest) =
        document.split_once(BEGIN).context("the document lacks the mark at the beginning")?;
    let (_, after) = rest.split_once(END).context("the document lacks the mark at the end")?;
    Ok(format!("{before}{BEGIN}\n{section}\n{END}{after}"))
}

pub(super) fn section(measured: &Measured, hour: Option<&Hour>, bars: &[Bar]) -> String {
    let parts = [
        machine(&measured.machine),
        bars_table(bars),
        throughput(&measured.throughput),
        cold(&measured.cold),
        herd(&measured.herd),
        visits(hour),
    ];
    parts.join("\n")
}

fn machine(machine: &Machine) -> String {
    format!(
        "Measured on {}: {} × {}, {} GiB, {}; workerd {}, miniflare {}, Hono {}, Node {}.\n",
        machine.date,
        machine.cores,
        machine.processor,
        machine.memory_gib,
        machine.system,
        machine.workerd,
        machine.miniflare,
        machine.hono,
        machine.node,
    )
}

fn bars_table(bars: &[Bar]) -> String {
    let mut text = "| what must hold | bar | measured | |\n|---|---|---|---|\n".to_owned();
    for Bar { what, wanted, found, is_met } in bars {
        let verdict = if *is_met { "met" } else { "**missed**" };
        let _ = writeln!(text, "| {what} | {wanted} | {found} | {verdict} |");
    }
    text
}

fn throughput(throughput: &Throughput) -> String {
    let (request, chosen) = (&throughput.request, throughput.chosen());
    let rounds = &chosen.rounds;
    let mut text = format!(
        "### Warm\n\n`GET {}`: {} days, {} slots, {} bytes, made of {} windows. {} connections; {} rounds, in each of \
         which every Worker is asked for {} s.\n\n",
        request.path,
        request.days,
        request.slots,
        request.bytes,
        request.windows,
        throughput.connections,
        rounds.len(),
        throughput.seconds,
    );
    text.push_str("| Worker | requests/s | p50 ms | p99 ms | CPU µs a request | requests/s against KV | CPU against KV |\n");
    text.push_str("|---|--:|--:|--:|--:|--:|--:|\n");
    let workers: [(&str, Worker); 4] = [
        ("Openslot's slots route", |round| &round.ours),
        ("JavaScript, from KV", |round| &round.kv),
        ("the same with Hono", |round| &round.hono),
        ("JavaScript, from memory", |round| &round.memory),
    ];
    for (name, load) in workers {
        let middle = |of: fn(&Load) -> f64| median(rounds.iter().map(|round| of(load(round))));
        let cpu = median(rounds.iter().filter_map(|round| load(round).cpu_per_request()));
        let ratio = rates(rounds, |round| load(round).per_second).map(|ratio| ratio.to_string());
        let cpu_ratios = rounds
            .iter()
            .filter_map(|round| Some(load(round).cpu_per_request()? / round.kv.cpu_per_request()?));
        let cells = [
            digits(middle(|load| load.per_second), 0),
            digits(middle(|load| load.latency_ms.p50), 1),
            digits(middle(|load| load.latency_ms.p99), 1),
            digits(cpu, 0),
            ratio.unwrap_or_else(|| UNKNOWN.to_owned()),
            digits(median(cpu_ratios), 2),
        ];
        let _ = writeln!(text, "| {name} | {} |", cells.join(" | "));
    }
    let shares: Vec<_> = workers
        .iter()
        .flat_map(|(_, load)| rounds.iter().filter_map(move |round| load(round).generator_share()))
        .collect();
    let most = shares.iter().copied().max_by(f64::total_cmp);
    let percent = |share: Option<f64>| digits(share.map(|share| share * 100.0), 0);
    let _ = writeln!(
        text,
        "\nMedians over the rounds; in parentheses, between which values half of them lie. The load generator used {} % \
         of one core (median), {} % at most. {}",
        percent(median(shares)),
        percent(most),
        chosen.remark("rounds"),
    );
    text
}

fn cold(cold: &Cold) -> String {
    let chosen = cold.chosen();
    let mut text = format!(
        "### Cold\n\nEach call to the sandbox takes {} ms and covers at most {} days. Medians. {}\n\n",
        cold.latency_ms,
        cold.cap_days,
        chosen.remark("ranges"),
    );
    text.push_str(
        "| windows | days | answer ms | slowest call ms | ratio | on top of it ms | by `Server-Timing` ms | JavaScript's ms | \
         ranges |\n",
    );
    text.push_str("|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    let mut shapes: Vec<_> = chosen.rounds.iter().map(|sample| (sample.windows, sample.days)).collect();
    shapes.sort_unstable();
    shapes.dedup();
    for (windows, days) in shapes {
        let samples = || chosen.rounds.iter().filter(move |it| (it.windows, it.days) == (windows, days));
        let middle = |of: fn(&Sample) -> f64| median(samples().map(|sample| of(sample)));
        let cells = [
            digits(middle(|sample| sample.client_ms), 0),
            digits(middle(|sample| sample.slowest_call_ms), 0),
            digits(middle(Sample::ratio), 2),
            digits(middle(Sample::own_ms), 1),
            digits(median(samples().filter_map(|sample| sample.told_own_ms())), 1),
            digits(middle(|sample| sample.javascript_own_ms), 1),
            samples().count().to_string(),
        ];
        let _ = writeln!(text, "| {windows} | {days} | {} |", cells.join(" | "));
    }
    text
}

fn herd(herd: &Herd) -> String {
    let mut text = format!(
        "### Herd\n\n{} visitors ask a new deployment for the same 30 days at the same moment; each call takes {} ms.\n\n",
        herd.visitors, herd.latency_ms
    );
    text.push_str(
        "| event types known | failed | windows | calls for them | other calls | p50 ms | p99 ms |\n",
    );
    text.push_str("|---|--:|--:|--:|--:|--:|--:|\n");
    for run in &herd.runs {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {:.0} | {:.0} |",
            if run.is_offer_known { "yes" } else { "no" },
            run.failures,
            run.windows,
            run.calls,
            run.other_calls,
            run.latency_ms.p50,
            run.latency_ms.p99,
        );
    }
    text
}

fn visits(hour: Option<&Hour>) -> String {
    let told = hour.map_or_else(
        || "No test tells it yet.".to_owned(),
        |hour| {
            format!(
                "{} visits, of which {} do not wait for Calendly: {} calls to Calendly, {} in the busiest minute, {} for \
                 the window that costs most; {} trips to the gate; {} KV writes.",
                hour.visits,
                hour.answered_without_waiting,
                hour.calls,
                hour.calls_in_busiest_minute,
                hour.calls_per_window,
                hour.gate_questions,
                hour.kv_writes
            )
        },
    );
    format!("### An hour of visits\n\n{told}\n")
}

fn digits(number: Option<f64>, digits: usize) -> String {
    number.map_or_else(|| UNKNOWN.to_owned(), |number| format!("{number:.digits$}"))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{bars::judge, measured::example},
        *,
    };

    #[test]
    fn only_what_is_between_the_marks_is_replaced() {
        let document = format!("# Performance\n\n{BEGIN}\nold\n\n{END}\nafter\n");
        let written = replace(&document, "new\n").unwrap();
        assert_eq!(written, format!("# Performance\n\n{BEGIN}\nnew\n\n{END}\nafter\n"));
        assert_eq!(replace(&written, "new\n").unwrap(), written);
        assert!(replace("# Performance", "new").is_err());
        assert!(replace(BEGIN, "new").is_err());
    }

    #[test]
    fn the_document_of_this_repository_has_the_marks() {
        let workspace = crate::workspace::Workspace::find().unwrap();
        assert!(replace(&workspace.read(super::super::DOCUMENT).unwrap(), "").is_ok());
    }

    #[test]
    fn each_worker_and_each_range_has_its_row() {
        let text = section(&example(), None, &judge(&example(), None));
        for row in [
            "Measured on 2026-11-21: 2 × A processor, 8 GiB, Linux;",
            "| an hour of visits: KV writes | ≤ 40 | not measured | **missed** |",
            "| Openslot's slots route | 950 | 1.0 | 2.0 | 500 | 0.95 (0.95–0.95) | 1.00 |",
            "| JavaScript, from KV | 1000 | 1.0 | 2.0 | 500 | 1.00 (1.00–1.00) | 1.00 |",
            "used 10 % of one core (median), 10 % at most. No other program disturbed these 1 rounds.",
            "| 5 | 30 | 210 | 200 | 1.05 | 10.0 | 4.0 | 2.0 | 1 |",
            "| no | 0 | 5 | 5 | 2 | 1 | 2 |",
            "No test tells it yet.",
        ] {
            assert!(text.contains(row), "{row} is not in\n{text}");
        }
    }

    #[test]
    fn what_this_machine_cannot_tell_is_left_open() {
        let mut measured = example();
        for round in &mut measured.throughput.rounds {
            (round.ours.watched_cpu_seconds, round.ours.own_cpu_seconds) = (None, None);
        }
        let text = section(&measured, None, &[]);
        assert!(
            text.contains("| Openslot's slots route | 950 | 1.0 | 2.0 | n/a | 0.95 (0.95–0.95) | n/a |"),
            "{text}"
        );
    }
}
