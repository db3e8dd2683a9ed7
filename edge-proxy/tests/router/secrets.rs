//! The token, manage tokens and personal data appear in no answer, header or log line that is not theirs.

use crate::{
    faults::Fault,
    requests::{Answer, booking, deployment},
};

const TOKEN: &str = sandbox::DEMO_TOKEN;

#[tokio::test(start_paused = true)]
async fn the_token_is_in_no_answer_and_no_log_line_whatever_happens() {
    let settings = [
        ("CALENDLY_TOKEN", TOKEN),
        ("SIGNING_KEY", "0123456789abcdef0123456789abcdef"),
        ("LOG_LEVEL", "debug"),
    ];
    let deployment = deployment(&settings);
    let starts = deployment.starts("30min").await;
    let mut answers: Vec<Answer> = Vec::new();
    for path in ["/healthz", "/v1/config", "/v1/event-types", "/v1/event-types/30min", "/nothing"] {
        answers.push(deployment.get(path).await);
    }
    answers.push(deployment.book(&booking(&starts[0])).await);
    // Calendly itself might repeat the token in an error; it must end there.
    for status in [400, 401, 403, 404, 429, 500] {
        let body = r#"{"title":"x","message":"sandbox-demo-token ines@example.com","details":[{"message":"sandbox-demo-token"}]}"#;
        deployment.fake.plan("/invitees", Fault::Answer(status, body), 1);
        deployment.fake.plan("/scheduling_links", Fault::Answer(status, body), 9);
        answers.push(deployment.book(&booking(&starts[status as usize % 7 + 1])).await);
        deployment.fake.heal();
    }
    assert!(deployment.fake.0.calls.lock().unwrap().len() > 10, "Calendly was asked, with the token");
    for answer in &answers {
        assert!(!answer.text.contains(TOKEN), "{}", answer.text);
        assert!(!format!("{:?}", answer.headers).contains(TOKEN));
    }
    let log = deployment.fake.0.log.lock().unwrap().join("\n");
    assert!(log.contains("calendly: GET /users/me -> 200 OK"), "the log tells of calls: {log}");
    let manage_token = answers[5].json()["manage_token"].as_str().unwrap().to_owned();
    for secret in [TOKEN, "ines", "Inês", &manage_token, "0123456789abcdef"] {
        assert!(!log.contains(secret), "{secret} in the log");
    }
}
