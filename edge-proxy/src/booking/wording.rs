//! The few words that the edge itself writes about a booking, in the language in which Calendly writes to the invitee.
//!
//! Calendly's API books and cancels as the host. So that the host is not left wondering who canceled, the reason ends
//! in a sentence that says so; read back, that sentence tells the invitee's cancellation from the host's.

use shared::{
    booking::{Canceler, Cancellation},
    validation::MAX_REASON,
};

/// The words of one language.
#[derive(Debug)]
pub(super) struct Wording {
    /// Stands before a conference's link.
    pub(super) join: &'static str,
    /// Stands before Calendly's page for choosing another time.
    pub(super) reschedule: &'static str,
    /// Stands before Calendly's page for canceling.
    pub(super) cancel: &'static str,
    /// Ends the reason of a cancellation that the invitee asked us for.
    canceled_by_invitee: &'static str,
    /// The reason of the cancellation that follows a move to another time.
    pub(super) moved_by_invitee: &'static str,
}

const ENGLISH: Wording = Wording {
    join: "Join",
    reschedule: "Reschedule",
    cancel: "Cancel",
    canceled_by_invitee: "(Canceled by the invitee.)",
    moved_by_invitee: "(Moved to another time by the invitee.)",
};

/// Every language in which Calendly writes.
static LANGUAGES: [(&str, Wording); 8] = [
    ("en", ENGLISH),
    (
        "fr",
        Wording {
            join: "Participer",
            reschedule: "Reprogrammer",
            cancel: "Annuler",
            canceled_by_invitee: "(Annulé par l’invité.)",
            moved_by_invitee: "(Déplacé par l’invité.)",
        },
    ),
    (
        "es",
        Wording {
            join: "Unirse",
            reschedule: "Reprogramar",
            cancel: "Cancelar",
            canceled_by_invitee: "(Cancelado por el invitado.)",
            moved_by_invitee: "(Reprogramado por el invitado.)",
        },
    ),
    (
        "de",
        Wording {
            join: "Teilnehmen",
            reschedule: "Verschieben",
            cancel: "Absagen",
            canceled_by_invitee: "(Vom Eingeladenen abgesagt.)",
            moved_by_invitee: "(Vom Eingeladenen verschoben.)",
        },
    ),
    (
        "nl",
        Wording {
            join: "Deelnemen",
            reschedule: "Verzetten",
            cancel: "Annuleren",
            canceled_by_invitee: "(Geannuleerd door de genodigde.)",
            moved_by_invitee: "(Verzet door de genodigde.)",
        },
    ),
    (
        "pt",
        Wording {
            join: "Participar",
            reschedule: "Reagendar",
            cancel: "Cancelar",
            canceled_by_invitee: "(Cancelado pelo convidado.)",
            moved_by_invitee: "(Reagendado pelo convidado.)",
        },
    ),
    (
        "it",
        Wording {
            join: "Partecipa",
            reschedule: "Riprogramma",
            cancel: "Annulla",
            canceled_by_invitee: "(Annullato dall’invitato.)",
            moved_by_invitee: "(Riprogrammato dall’invitato.)",
        },
    ),
    (
        "uk",
        Wording {
            join: "Приєднатися",
            reschedule: "Перенести",
            cancel: "Скасувати",
            canceled_by_invitee: "(Скасовано запрошеною особою.)",
            moved_by_invitee: "(Перенесено запрошеною особою.)",
        },
    ),
];

/// The words for an event type's `locale`; English for one that is not known.
pub(super) fn of(locale: Option<&str>) -> &'static Wording {
    let language = locale.and_then(|locale| locale.split(['-', '_']).next()).unwrap_or_default();
    let known = LANGUAGES.iter().find(|(name, _)| name.eq_ignore_ascii_case(language));
    known.map_or(&ENGLISH, |(_, wording)| wording)
}

impl Wording {
    /// The reason for Calendly: what the invitee gave, and that it was the invitee. A reason that leaves no room for
    /// the sentence goes without it.
    pub(super) fn reason(&self, given: Option<&str>) -> String {
        let given = given.map(str::trim).unwrap_or_default();
        let separator = if given.is_empty() { "" } else { "\n\n" };
        let whole = format!("{given}{separator}{}", self.canceled_by_invitee);
        if whole.chars().count() <= MAX_REASON { whole } else { given.to_owned() }
    }
}

/// Who canceled and why, with the sentence understood and taken off, whichever language it is in.
pub(super) fn read(cancellation: Cancellation) -> Cancellation {
    let reason = cancellation.reason.as_deref().unwrap_or_default().trim_end();
    let given = LANGUAGES.iter().find_map(|(_, wording)| {
        let canceled = reason.strip_suffix(wording.canceled_by_invitee);
        canceled.or_else(|| reason.strip_suffix(wording.moved_by_invitee))
    });
    match given.map(str::trim_end) {
        None => cancellation,
        Some(given) => Cancellation {
            by: Canceler::Invitee,
            reason: (!given.is_empty()).then(|| given.to_owned()),
            ..cancellation
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(locale: &str, given: Option<&str>, sent: &str) {
        let reason = of(Some(locale)).reason(given);
        assert_eq!(reason, sent);
        let canceled = read(Cancellation { by: Canceler::Host, reason: Some(reason), at: None });
        let given = given.map(str::trim).filter(|given| !given.is_empty());
        assert_eq!((canceled.by, canceled.reason.as_deref()), (Canceler::Invitee, given));
    }

    #[test]
    fn the_host_reads_who_canceled_and_the_invitee_reads_their_own_reason() {
        check("en", Some(" I am ill.\nSorry! "), "I am ill.\nSorry!\n\n(Canceled by the invitee.)");
        check("en", None, "(Canceled by the invitee.)");
        check("es", Some(" "), "(Cancelado por el invitado.)");
        check("pt-BR", Some("Chuva"), "Chuva\n\n(Cancelado pelo convidado.)");
        check("tlh", Some("Rain"), "Rain\n\n(Canceled by the invitee.)");
    }

    #[test]
    fn a_move_is_the_invitees_doing_in_every_language() {
        for (_, wording) in &LANGUAGES {
            let reason = Some(wording.moved_by_invitee.to_owned());
            let canceled = read(Cancellation { by: Canceler::Host, reason, at: None });
            assert_eq!((canceled.by, canceled.reason), (Canceler::Invitee, None));
        }
    }

    #[test]
    fn a_reason_without_the_sentence_is_the_hosts() {
        for reason in [None, Some("Rain"), Some("(Canceled by the invitee.) No!")] {
            let by_host = Cancellation { by: Canceler::Host, reason: reason.map(str::to_owned), at: None };
            assert_eq!(read(by_host.clone()), by_host);
        }
    }

    #[test]
    fn a_reason_never_grows_past_what_calendly_takes() {
        let room = MAX_REASON - "\n\n(Canceled by the invitee.)".len();
        for (length, expected) in [(room, MAX_REASON), (room + 1, room + 1), (MAX_REASON, MAX_REASON)] {
            let given = "x".repeat(length);
            assert_eq!(of(None).reason(Some(&given)).len(), expected);
        }
    }
}
