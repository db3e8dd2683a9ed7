//! What the place is called that a zone is named for. The tz database writes in ASCII, without spaces and at
//! most fourteen characters; people do not.

/// Last parts of names from which no rule makes what is written on a map.
const EXCEPTIONS: [(&str, &str); 52] = [
    // Letters of the place's own language, where English keeps them.
    ("Araguaina", "Araguaína"),
    ("Asuncion", "Asunción"),
    ("Belem", "Belém"),
    ("Bogota", "Bogotá"),
    ("Busingen", "Büsingen"),
    ("Cancun", "Cancún"),
    ("Chisinau", "Chișinău"),
    ("Ciudad_Juarez", "Ciudad Juárez"),
    ("Cordoba", "Córdoba"),
    ("Cuiaba", "Cuiabá"),
    ("Curacao", "Curaçao"),
    ("Eirunepe", "Eirunepé"),
    ("El_Aaiun", "El Aaiún"),
    ("Galapagos", "Galápagos"),
    ("Lome", "Lomé"),
    ("Maceio", "Maceió"),
    ("Mahe", "Mahé"),
    ("Mazatlan", "Mazatlán"),
    ("Merida", "Mérida"),
    ("Noumea", "Nouméa"),
    ("Reunion", "Réunion"),
    ("Reykjavik", "Reykjavík"),
    ("Rio_Gallegos", "Río Gallegos"),
    ("Santarem", "Santarém"),
    ("Sao_Paulo", "São Paulo"),
    ("Sao_Tome", "São Tomé"),
    ("St_Barthelemy", "St. Barthélemy"),
    ("Tucuman", "Tucumán"),
    // Apostrophes and words that the database leaves out.
    ("Bahia_Banderas", "Bahía de Banderas"),
    ("DumontDUrville", "Dumont d’Urville"),
    ("Ho_Chi_Minh", "Ho Chi Minh City"),
    ("Lower_Princes", "Lower Prince’s Quarter"),
    ("Ndjamena", "N’Djamena"),
    ("Noronha", "Fernando de Noronha"),
    ("St_Johns", "St. John’s"),
    ("Tirane", "Tirana"),
    ("Vatican", "Vatican City"),
    // Islands whose bare word means something else, or nothing.
    ("Canary", "Canary Islands"),
    ("Cayman", "Cayman Islands"),
    ("Chagos", "Chagos Islands"),
    ("Chatham", "Chatham Islands"),
    ("Christmas", "Christmas Island"),
    ("Cocos", "Cocos Islands"),
    ("Comoro", "Comoros"),
    ("Easter", "Easter Island"),
    ("Faroe", "Faroe Islands"),
    ("Gambier", "Gambier Islands"),
    ("Lord_Howe", "Lord Howe Island"),
    ("Macquarie", "Macquarie Island"),
    ("Midway", "Midway Atoll"),
    ("Norfolk", "Norfolk Island"),
    ("Wake", "Wake Island"),
];

/// The place of a zone, for people. A town that the database files under its state keeps the state, because
/// the country alone does not tell one Petersburg from another.
pub(super) fn city(id: &str) -> String {
    let mut parts = id.rsplit('/');
    let last = parts.next().unwrap_or(id);
    let place = match EXCEPTIONS.iter().find(|(derived, _)| *derived == last) {
        Some((_, written)) => (*written).to_owned(),
        None => last.replace("St_", "St. ").replace('_', " "),
    };
    match parts.next() {
        Some(state @ ("Indiana" | "Kentucky" | "North_Dakota")) => {
            format!("{place}, {}", state.replace('_', " "))
        }
        _ => place,
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{canonical, spelling::fold},
        *,
    };

    #[track_caller]
    fn check(id: &str, expected: &str) {
        assert_eq!(city(id), expected);
    }

    #[test]
    fn a_city_is_written_as_on_a_map() {
        check("Europe/Lisbon", "Lisbon");
        check("America/Argentina/Buenos_Aires", "Buenos Aires");
        check("America/Argentina/ComodRivadavia", "ComodRivadavia");
        check("America/Port-au-Prince", "Port-au-Prince");
        check("Africa/Dar_es_Salaam", "Dar es Salaam");
        check("America/Sao_Paulo", "São Paulo");
        check("America/St_Johns", "St. John’s");
        check("America/St_Lucia", "St. Lucia");
        check("Antarctica/DumontDUrville", "Dumont d’Urville");
        check("America/North_Dakota/New_Salem", "New Salem, North Dakota");
        check("UTC", "UTC");
    }

    #[test]
    fn every_exception_is_of_a_zone_and_differs_from_what_the_rule_makes() {
        for (last, written) in EXCEPTIONS {
            assert!(canonical::zones().any(|zone| zone.id.ends_with(&format!("/{last}"))), "{last}");
            assert_ne!(last.replace("St_", "St. ").replace('_', " "), written);
        }
    }

    #[test]
    fn no_two_zones_of_a_country_have_one_name_and_none_keeps_the_databases_signs() {
        let mut seen = Vec::new();
        for zone in canonical::zones() {
            let place = (zone.country, city(zone.id));
            assert!(!place.1.contains(['_', '/']), "{place:?}");
            // What has a letter of another script or an accent unknown to `fold` could not be searched for.
            assert!(fold(&place.1).is_ascii(), "{place:?}");
            assert!(!seen.contains(&place), "{place:?}");
            seen.push(place);
        }
    }
}
