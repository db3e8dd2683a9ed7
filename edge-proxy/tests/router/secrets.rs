//! The token, manage tokens and personal data appear in no answer, header or log line that is not theirs.

use crate::{
    faults::Fault,
    manage::hold,
    requests::{Answer, booking, deployment},
};
use serde_json::json;

const TOKEN: &str = sandbox::DEMO_TOKEN;
/// Calendly itself might repeat what it was sent in an error; it must end there.
const REPEATED: &str = r#"{"message":"My knee hurts. sandbox-demo-token ines@example.com"}"#;

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

#[tokio::test(start_paused = true)]
async fn what_opens_a_booking_and_what_its_invitee_writes_are_in_no_log_line() {
    let settings = [
        ("CALENDLY_TOKEN", TOKEN),
        ("SIGNING_KEY", "0123456789abcdef0123456789abcdef"),
        ("LOG_LEVEL", "debug"),
    ];
    let deployment = deployment(&settings);
    let held = hold(&deployment, "30min", 3).await;
    let cancel = format!("{}/cancel", held.path);
    let reason = json!({"reason": "My knee hurts."});
    let mut answers =
        vec![deployment.get(&held.file()).await, deployment.get_as(&held.token, &held.path).await];
    for status in [400, 401, 403, 404, 429, 500] {
        deployment.fake.plan_for("/scheduled_events", "/cancellation", Fault::Answer(status, REPEATED), 9);
        let refused = deployment.post_as(&held.token, &cancel, &reason).await;
        assert!(!refused.text.contains("knee") && !refused.text.contains("ines@"), "{}", refused.text);
        answers.push(refused);
        deployment.fake.heal();
    }
    answers.push(deployment.post_as(&held.token, &cancel, &reason).await);
    assert_eq!(answers.last().unwrap().json()["booking"]["status"], "canceled");
    answers.push(deployment.get(&held.file()).await);
    let calendar_token = held.file().split_once("token=").unwrap().1.to_owned();
    let id = held.booking["id"].as_str().unwrap();
    for answer in &answers {
        for secret in [TOKEN, &held.token, "0123456789abcdef", "ines@example.com", "sandbox-demo-token"] {
            assert!(!answer.text.contains(secret), "{secret} in {}", answer.text);
            assert!(!format!("{:?}", answer.headers).contains(secret));
        }
    }
    let log = deployment.fake.0.log.lock().unwrap().join("\n");
    assert!(log.contains("calendly: POST /scheduled_events/{uuid}/cancellation -> 201"), "{log}");
    for secret in [TOKEN, &held.token, &calendar_token, id, "knee", "ines", "Inês", "0123456789abcdef"] {
        assert!(!log.contains(secret), "{secret} in the log");
    }
}
