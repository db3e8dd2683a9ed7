//! The program: its one line, and what it says about arguments it does not know.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

#[test]
fn the_program_prints_its_address_and_serves_there() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_sandbox"))
        .args(["--port", "0", "--token", "t=users:read", "--now", "2026-11-20T15:00:00Z", "--freeze"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut line = String::new();
    BufReader::new(program.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
    let url = line.trim().strip_prefix("sandbox listening at ").expect("an address").to_owned();
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build().into();
    let ask = |path: &str| {
        let mut response =
            agent.get(format!("{url}{path}")).header("authorization", "Bearer t").call().expect("an answer");
        (response.status().as_u16(), response.body_mut().read_to_string().expect("text"))
    };
    let me = ask("/users/me");
    let events = ask("/scheduled_events").0;
    let clock = ask("/_sandbox/clock").1;
    program.kill().expect("it ends");
    program.wait().expect("it has ended");
    assert_eq!((me.0, events), (200, 403));
    assert!(clock.contains("2026-11-20T15:00:00+00:00") && clock.contains("\"is_fixed\":true"), "{clock}");
}

#[test]
fn an_unknown_argument_is_named() {
    for (arguments, said) in [
        (vec!["--prot", "0"], "--prot is not an option"),
        (vec!["--port"], "--port needs a value"),
        (vec!["--plan", "gold"], "gold is not a plan"),
        (vec!["--now", "noon"], "--now is not an RFC 3339 time"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_sandbox")).args(&arguments).output().expect("it runs");
        assert!(!output.status.success());
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(text.contains(said), "{arguments:?}: {text}");
    }
}
