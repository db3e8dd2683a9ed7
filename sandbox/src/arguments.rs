//! The command line of the server.

use anyhow::{Context as _, bail};
use chrono::{DateTime, Utc};
use sandbox::server::{Clock, ServerOptions};
use sandbox::{Plan, Scopes, Token};

pub(crate) const HELP: &str = "\
A Calendly API v2 with one demo account, on 127.0.0.1.

  --port N              port to listen at; 0 (default) takes a free one
  --token T[=a,b]       token that is accepted, with the scopes a and b or, without them, all;
                        may be given several times; without it the demo token is accepted
  --plan P              free, trial, paid (default) or enterprise
  --window-days N       longest span of available times: 31 (default) or 7
  --seed N              another account, other ids, other busy times (default 1)
  --now TIME            the clock starts at this RFC 3339 time
  --freeze              the clock stands still
  --public-url URL      where booking pages are said to live (default: the server's own address)
  --no-scheduling-api   POST /invitees answers 403
  --no-rate-limits      nothing is refused with 429
  --no-seeded-bookings  the account begins without bookings
  --journal-bodies      the journal keeps the bodies of requests
  --help                this text";

#[derive(Debug)]
pub(crate) enum Wanted {
    Help,
    Server(Box<ServerOptions>),
}

/// Reads the arguments, without the program's name.
pub(crate) fn read(arguments: impl IntoIterator<Item = String>) -> anyhow::Result<Wanted> {
    let mut arguments = arguments.into_iter();
    let mut options = ServerOptions::default();
    let mut tokens = Vec::new();
    let mut start = None;
    let mut is_frozen = false;
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().with_context(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--help" | "-h" => return Ok(Wanted::Help),
            "--port" => options.port = value()?.parse().context("--port is not a port")?,
            "--token" => tokens.push(token(&value()?)),
            "--plan" => options.sandbox.plan = plan(&value()?)?,
            "--window-days" => {
                options.sandbox.window_days =
                    value()?.parse().context("--window-days is not a number of days")?;
            }
            "--seed" => options.sandbox.seed = value()?.parse().context("--seed is not a number")?,
            "--now" => {
                let time = value()?.parse::<DateTime<Utc>>().ok();
                start = Some(time.context("--now is not an RFC 3339 time")?);
            }
            "--freeze" => is_frozen = true,
            "--public-url" => options.public_url = Some(value()?.trim_end_matches('/').to_owned()),
            "--no-scheduling-api" => options.sandbox.scheduling_api = false,
            "--no-rate-limits" => options.sandbox.rate_limits = false,
            "--no-seeded-bookings" => options.sandbox.seeded_bookings = false,
            "--journal-bodies" => options.journal_bodies = true,
            unknown => bail!("{unknown} is not an option; --help lists them"),
        }
    }
    if !tokens.is_empty() {
        options.sandbox.tokens = tokens;
    }
    options.clock = match (start, is_frozen) {
        (Some(time), true) => Clock::Fixed(time),
        (Some(time), false) => Clock::starting_at(time),
        (None, true) => Clock::Fixed(Clock::default().now()),
        (None, false) => Clock::default(),
    };
    Ok(Wanted::Server(Box::new(options)))
}

fn token(text: &str) -> Token {
    match text.split_once('=') {
        Some((token, scopes)) => {
            Token::new(token, Scopes::list(scopes.split(',').filter(|scope| !scope.is_empty())))
        }
        None => Token::new(text, Scopes::All),
    }
}

fn plan(name: &str) -> anyhow::Result<Plan> {
    Ok(match name {
        "free" => Plan::Free,
        "trial" => Plan::Trial,
        "paid" => Plan::Paid,
        "enterprise" => Plan::Enterprise,
        other => bail!("{other} is not a plan: free, trial, paid, enterprise"),
    })
}
