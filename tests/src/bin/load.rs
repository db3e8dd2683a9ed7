//! The load generator as a program: reads what to ask, asks, prints one line of JSON.

use ::tests::load::{self, Amount, Expected, Plan};
use anyhow::{Context as _, bail, ensure};
use std::{io::Write as _, time::Duration};

const HELP: &str = "\
load <URL> [option…]

  --connections N   how many to keep open (default 1); all are open before the first request
  --requests N      how many requests in all (default 1)
  --seconds S       ask for S seconds in place of a number of requests
  --warm-up S       ask for S seconds before anything is counted
  --length N        bytes that each body must have
  --contains TEXT   what must occur in each body
  --patience S      an answer that takes longer is a failure (default 30)
  --watch PID       tell how much processor time this process used meanwhile

Answers of another status than 200 or with another body are failures. Prints one JSON object.";

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--help") {
        return Ok(writeln!(std::io::stdout(), "{HELP}")?);
    }
    let plan = read(arguments)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let report = runtime.block_on(load::run(&plan))?;
    Ok(writeln!(std::io::stdout(), "{}", serde_json::to_string(&report)?)?)
}

fn read(arguments: impl IntoIterator<Item = String>) -> anyhow::Result<Plan> {
    let mut arguments = arguments.into_iter();
    let url = arguments.next().context(HELP)?;
    let mut plan = Plan {
        target: url.parse()?,
        connections: 1,
        warm_up: Duration::ZERO,
        amount: Amount::Requests(1),
        expected: Expected::default(),
        patience: Duration::from_secs(30),
        watched: None,
    };
    while let Some(option) = arguments.next() {
        let value = arguments.next().with_context(|| format!("{option} needs a value"))?;
        let wrong = || format!("{option} {value}: that is no such number");
        let seconds = || Duration::try_from_secs_f64(value.parse()?).with_context(wrong);
        match option.as_str() {
            "--connections" => plan.connections = value.parse().with_context(wrong)?,
            "--requests" => plan.amount = Amount::Requests(value.parse().with_context(wrong)?),
            "--seconds" => plan.amount = Amount::Time(seconds()?),
            "--warm-up" => plan.warm_up = seconds()?,
            "--length" => plan.expected.length = Some(value.parse().with_context(wrong)?),
            "--contains" => plan.expected.text = Some(value.into()),
            "--patience" => plan.patience = seconds()?,
            "--watch" => plan.watched = Some(value.parse().with_context(wrong)?),
            unknown => bail!("{unknown} is not an option; --help lists them"),
        }
    }
    ensure!(plan.connections > 0, "without a connection nothing can be asked");
    Ok(plan)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(arguments: &str) -> anyhow::Result<Plan> {
        read(arguments.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn one_request_is_made_unless_more_are_asked_for() {
        let plan = reading("http://127.0.0.1:1/").unwrap();
        assert_eq!((plan.connections, plan.amount), (1, Amount::Requests(1)));
        let plan = reading("http://127.0.0.1:1/ --connections 8 --seconds 1.5 --length 9").unwrap();
        assert_eq!((plan.connections, plan.amount), (8, Amount::Time(Duration::from_millis(1500))));
        assert_eq!(plan.expected.length, Some(9));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for arguments in [
            "",
            "ftp://127.0.0.1/",
            "http://127.0.0.1/ --requests",
            "http://127.0.0.1/ --requests many",
            "http://127.0.0.1/ --seconds -1",
            "http://127.0.0.1/ --connections 0",
            "http://127.0.0.1/ --fast 1",
        ] {
            assert!(reading(arguments).is_err(), "{arguments}");
        }
    }
}
