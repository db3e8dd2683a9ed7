//! Under which key somebody is counted. The key tells nothing of the person: it is a digest under a secret of the
//! deployment's, so that nobody can find out an address or an e-mail by trying all there are.

use crate::{secret::Secret, settings::Settings};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use core::net::{IpAddr, Ipv6Addr};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

/// Mailboxes in which dots in the local part mean nothing.
const DOTLESS: [&str; 2] = ["gmail.com", "googlemail.com"];

/// The key of an address; one for all who come without an address, as on a developer's machine.
pub(super) fn of_address(settings: &Settings, address: Option<IpAddr>) -> String {
    let text = address.map_or("none".to_owned(), |address| network(address).to_string());
    digest(settings, "address", &text)
}

/// The key of a mailbox.
pub(super) fn of_email(settings: &Settings, email: &str) -> String {
    digest(settings, "email", &mailbox(email))
}

/// What one household or one machine has: an IPv4 address, or the first 64 bits of an IPv6 address, of which a
/// machine can take a new one for each request.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
    }
}

/// An e-mail address less the ways in which one mailbox can be written: case, `+anything`, dots at Gmail.
fn mailbox(email: &str) -> String {
    let email = email.trim().to_lowercase();
    let Some((local, domain)) = email.rsplit_once('@') else { return email };
    let local = local.split('+').next().unwrap_or_default();
    if DOTLESS.contains(&domain) {
        return format!("{}@gmail.com", local.replace('.', ""));
    }
    format!("{local}@{domain}")
}

fn digest(settings: &Settings, kind: &str, text: &str) -> String {
    let secret = settings.signing_key.as_ref().or(settings.token.as_ref());
    let secret = secret.map_or("", Secret::expose);
    // HMAC takes a key of any length, so this never stays empty.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(format!("openslot limit 1\0{kind}\0{text}").as_bytes());
    URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_network(address: &str, expected: &str) {
        assert_eq!(network(address.parse().unwrap()).to_string(), expected);
    }

    #[test]
    fn a_household_is_one_however_many_addresses_it_has() {
        check_network("203.0.113.7", "203.0.113.7");
        check_network("203.0.113.8", "203.0.113.8");
        check_network("::ffff:203.0.113.7", "203.0.113.7");
        check_network("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::");
        check_network("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::");
        check_network("2001:db8:1:3::1", "2001:db8:1:3::");
        check_network("::1", "::");
    }

    #[track_caller]
    fn check_mailbox(email: &str, expected: &str) {
        assert_eq!(mailbox(email), expected);
    }

    #[test]
    fn a_mailbox_is_one_however_it_is_written() {
        check_mailbox("ines@example.com", "ines@example.com");
        check_mailbox(" Ines@EXAMPLE.com ", "ines@example.com");
        check_mailbox("ines+1@example.com", "ines@example.com");
        check_mailbox("i.nes@example.com", "i.nes@example.com");
        check_mailbox("I.n.e.s+x@googlemail.com", "ines@gmail.com");
        check_mailbox("JOSÉ@example.com", "josé@example.com");
        check_mailbox("no address", "no address");
        check_mailbox("", "");
    }

    fn settings(values: &[(&str, &str)]) -> Settings {
        let find = |name: &str| Some((*values.iter().find(|(key, _)| *key == name)?.1).to_owned());
        Settings::read(find).0
    }

    #[test]
    fn a_key_is_a_digest_that_only_this_deployment_can_make() {
        let key = "0123456789abcdef0123456789abcdef";
        let deployment = settings(&[("CALENDLY_TOKEN", "one"), ("SIGNING_KEY", key)]);
        let (email, address) = ("ines@example.com", "203.0.113.7".parse().ok());
        let made = [of_email(&deployment, email), of_address(&deployment, address)];
        for key in &made {
            assert_eq!(key.len(), 43, "{key}");
        }
        assert_ne!(made[0], made[1]);
        assert_eq!(made[0], of_email(&deployment, "INES@example.com"));
        let another = settings(&[("CALENDLY_TOKEN", "one"), ("SIGNING_KEY", &key.replace('0', "1"))]);
        assert_ne!(made[0], of_email(&another, email));
        assert_ne!(made[1], of_address(&another, address));
        let without_key = settings(&[("CALENDLY_TOKEN", "one")]);
        assert_ne!(of_email(&without_key, email), of_email(&settings(&[("CALENDLY_TOKEN", "two")]), email));
    }

    #[test]
    fn whoever_has_no_address_shares_one_key() {
        let demo = settings(&[]);
        assert_eq!(of_address(&demo, None), of_address(&demo, None));
        assert_ne!(of_address(&demo, None), of_address(&demo, "::".parse().ok()));
    }
}
