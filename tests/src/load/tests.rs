//! The load generator against small servers of its own, each of which misbehaves in one way.

use super::*;
use std::io::{Read as _, Write as _};

const OK: &str = "HTTP/1.1 200 OK\r\nserver-timing: total;dur=1\r\ncontent-length: 5\r\n\r\nhello";
const CHUNKED: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n";
const BUSY: &str = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 5\r\n\r\nhello";
const CUT: &str = "HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhello";

/// Answers every request on every connection with `answer`, and closes after `CUT`. Ends with the test's process.
fn serve(answer: &'static str) -> Target {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            std::thread::spawn(move || {
                let mut stream = stream.unwrap();
                let mut request = [0; 4096];
                while stream.read(&mut request).is_ok_and(|read| read > 0) {
                    if stream.write_all(answer.as_bytes()).is_err() || answer == CUT {
                        break;
                    }
                }
            });
        }
    });
    format!("http://{address}/x").parse().unwrap()
}

fn plan(target: Target, amount: Amount) -> Plan {
    Plan {
        target,
        connections: 4,
        warm_up: Duration::ZERO,
        amount,
        expected: Expected { length: Some(5), text: Some("ell".into()) },
        patience: Duration::from_secs(10),
        watched: None,
    }
}

fn load(plan: &Plan) -> Report {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(run(plan)).unwrap()
}

#[track_caller]
fn check(answer: &'static str, answers: usize, failures: usize, failure: Option<&str>) {
    let report = load(&plan(serve(answer), Amount::Requests(10)));
    assert_eq!((report.answers, report.failures), (answers, failures), "{report:?}");
    let said = report.failure.as_deref();
    assert!(said.is_some() == failure.is_some(), "{said:?}");
    assert!(said.unwrap_or_default().contains(failure.unwrap_or_default()), "{said:?}");
}

#[test]
fn exactly_as_many_requests_are_made_as_were_asked_for() {
    check(OK, 10, 0, None);
    check(CHUNKED, 10, 0, None);
}

#[test]
fn a_wrong_answer_is_a_failure() {
    check(BUSY, 0, 10, Some("status 503"));
    check("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhe", 0, 10, Some("2 bytes in place of 5"));
    check("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nworld", 0, 10, Some("a body without ell"));
}

#[test]
fn an_answer_that_breaks_off_is_a_failure_and_so_is_what_could_not_be_asked_any_more() {
    check(CUT, 0, 10, Some("error reading a body"));
}

#[test]
fn a_time_is_filled_with_requests() {
    let plan = Plan {
        warm_up: Duration::from_millis(5),
        ..plan(serve(OK), Amount::Time(Duration::from_millis(20)))
    };
    let report = load(&plan);
    assert!(report.answers >= 4 && report.failures == 0, "{report:?}");
    assert!(report.seconds >= 0.02 && report.latency_ms.p50 > 0.0, "{report:?}");
    assert_eq!(report.server_timing.as_deref(), Some("total;dur=1"));
}

#[test]
fn what_goes_wrong_while_warming_up_is_not_forgotten() {
    let plan =
        Plan { warm_up: Duration::from_secs(10), ..plan(serve(CUT), Amount::Time(Duration::from_secs(10))) };
    let report = load(&plan);
    assert_eq!((report.answers, report.failures), (0, 4), "{report:?}");
}

#[test]
fn nobody_there_is_an_error_of_its_own() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let target = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    drop(listener);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let error = runtime.block_on(run(&plan(target, Amount::Requests(1)))).unwrap_err();
    assert!(error.to_string().contains("nobody is at 127.0.0.1:"));
}
