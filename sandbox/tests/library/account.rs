//! The account one finds: who, and what can be booked.

use sandbox::{Options, Sandbox};
use serde_json::json;

use crate::client::{Client, path};

#[test]
fn the_owner_of_the_token_is_the_host() {
    let mut client = Client::default();
    let reply = client.get("/users/me");
    insta::assert_json_snapshot!(reply.document());
    let me = reply.json();
    assert_eq!(client.get(&path(&me["resource"]["uri"])).json(), me);
}

#[test]
fn the_plain_event_type_is_called_30min() {
    insta::assert_json_snapshot!(Client::default().event_type("30min"));
}

#[test]
fn the_account_has_one_event_type_of_each_kind() {
    let mut client = Client::default();
    let organization = client.organization();
    let list = client.get(&format!("/event_types?organization={organization}&sort=position:asc")).json();
    let lines: Vec<String> = list["collection"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| {
            let kinds: Vec<_> =
                one["locations"].as_array().into_iter().flatten().map(|place| &place["kind"]).collect();
            format!(
                "{} {}min {} pooling={} active={} secret={} places={} questions={}",
                one["slug"],
                one["duration"],
                one["kind"],
                one["pooling_type"],
                one["active"],
                one["secret"],
                json!(kinds),
                one["custom_questions"].as_array().map_or(0, Vec::len),
            )
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn pages_follow_each_other_to_the_end_and_back() {
    let mut client = Client::default();
    let user = client.me();
    let everything = client.get(&format!("/event_types?user={user}")).json();
    let everything = everything["collection"].as_array().expect("a list").clone();

    let mut address = format!("/event_types?user={user}&count=4");
    let mut found = Vec::new();
    let mut previous = json!(null);
    loop {
        let page = client.get(&address).json();
        let pagination = &page["pagination"];
        assert_eq!(pagination.as_object().map(serde_json::Map::len), Some(5));
        assert_eq!(pagination["previous_page"].is_null(), found.is_empty());
        let rows = page["collection"].as_array().expect("a list");
        assert_eq!(pagination["count"], rows.len());
        found.extend(rows.clone());
        previous = if pagination["previous_page"].is_null() {
            previous
        } else {
            pagination["previous_page"].clone()
        };
        if pagination["next_page"].is_null() {
            break;
        }
        address = path(&pagination["next_page"]);
    }
    assert_eq!(found, everything);
    let back = client.get(&path(&previous)).json();
    assert_eq!(back["pagination"]["count"], 4);
}

#[test]
fn the_same_seed_gives_the_same_account_and_another_seed_another_one() {
    let mut one = Client::new(Options::default());
    let mut same = Client::new(Options::default());
    let mut other = Client::new(Options { seed: 2, ..Options::default() });
    assert_eq!(one.starts("30min", 14), same.starts("30min", 14));
    assert_ne!(one.starts("30min", 14), other.starts("30min", 14));
    assert_ne!(one.me(), other.me());
}

#[test]
fn a_sandbox_read_back_goes_on_as_if_it_had_never_stopped() {
    let mut client = Client::new(Options::default());
    let start = client.starts("30min", 7).remove(0);
    client.book("30min", &start);
    let saved = serde_json::to_string(&client.sandbox).expect("it serialises");
    let restored: Sandbox = serde_json::from_str(&saved).expect("it reads back");
    let mut copy = Client { sandbox: restored, now: client.now, token: client.token.clone() };
    let next = client.starts("30min", 7).remove(0);
    assert_eq!(copy.starts("30min", 7).remove(0), next);
    assert_eq!(copy.book("30min", &next), client.book("30min", &next));
}
