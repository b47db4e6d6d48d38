//! Which days the laws of a country, and of its regions, make a public holiday.
//!
//! A day that only part of a region observes, or that custom keeps and no law names, is not here: a house that closes
//! on it adds an exception. Holidays that always fall on a Sunday are left out, except where a law names them.
//! Sources: France: Code du travail, L. 3133-1 (everywhere), L. 3134-13 (Alsace-Moselle), décret 83-1003 (overseas).
//! Belgium: arrêté royal of 18 April 1974. Luxembourg: Code du travail, L. 232-2. Austria: Feiertagsruhegesetz § 1.
//! Germany: Einigungsvertrag art. 2 and the Feiertagsgesetze of the Länder. Switzerland: constitution art. 110 and the
//! cantonal laws, as the Federal Office of Justice lists them.

use jiff::civil::Weekday::{Monday, Saturday, Sunday, Tuesday, Wednesday};

use super::day::Day::{self, After, Before, Easter, Naefels, NotOn, On, OnlyOn};

/// A country with its regions and holidays.
pub(super) struct Country {
    /// ISO 3166-1.
    pub(super) code: &'static str,
    /// ISO 3166-2, without the country.
    pub(super) parts: &'static [&'static str],
    /// In lists that countries share, in no order.
    pub(super) holidays: &'static [&'static [Holiday]],
}

/// A holiday, and where and since when it is one.
pub(super) struct Holiday {
    /// The end of the message that names it.
    pub(super) name: &'static str,
    pub(super) day: Day,
    /// The parts of the country that observe it; all of it where none is listed.
    parts: &'static [&'static str],
    /// The first and the last year.
    years: (i16, i16),
}

impl Holiday {
    pub(super) fn applies(&self, part: Option<&str>, year: i16) -> bool {
        let here = self.parts.is_empty() || part.is_some_and(|part| self.parts.contains(&part));
        here && (self.years.0..=self.years.1).contains(&year)
    }

    const fn since(self, year: i16) -> Self {
        Self { years: (year, i16::MAX), ..self }
    }

    const fn only_in(self, year: i16) -> Self {
        Self { years: (year, year), ..self }
    }
}

const fn all(name: &'static str, day: Day) -> Holiday {
    Holiday { name, day, parts: &[], years: (i16::MIN, i16::MAX) }
}

const fn some(name: &'static str, day: Day, parts: &'static [&'static str]) -> Holiday {
    Holiday { name, day, parts, years: (i16::MIN, i16::MAX) }
}

const NEW_YEAR: Holiday = all("new-year", On(1, 1));
const EASTER_MONDAY: Holiday = all("easter-monday", Easter(1));
const LABOUR: Holiday = all("labour", On(5, 1));
const ASCENSION: Holiday = all("ascension", Easter(39));
const WHIT_MONDAY: Holiday = all("whit-monday", Easter(50));
const CORPUS_CHRISTI: Holiday = all("corpus-christi", Easter(60));
const ASSUMPTION: Holiday = all("assumption", On(8, 15));
const ALL_SAINTS: Holiday = all("all-saints", On(11, 1));
const ARMISTICE: Holiday = all("armistice", On(11, 11));
const CONCEPTION: Holiday = all("conception", On(12, 8));
const CHRISTMAS: Holiday = all("christmas", On(12, 25));
const ST_STEPHEN: Holiday = all("st-stephen", On(12, 26));

/// What France, Belgium, Luxembourg and Austria have in common.
const CATHOLIC_COUNTRIES: &[Holiday] =
    &[NEW_YEAR, EASTER_MONDAY, LABOUR, ASCENSION, WHIT_MONDAY, ASSUMPTION, ALL_SAINTS, CHRISTMAS];

/// Bas-Rhin, Haut-Rhin and Moselle, and Alsace as one.
const ALSACE_MOSELLE: &[&str] = &["57", "67", "68", "6AE"];

pub(super) const COUNTRIES: &[Country] = &[
    Country {
        code: "FR",
        parts: &["57", "67", "68", "6AE", "971", "972", "973", "974", "976"],
        holidays: &[CATHOLIC_COUNTRIES, FRANCE],
    },
    Country {
        code: "BE",
        parts: &[],
        holidays: &[CATHOLIC_COUNTRIES, &[all("belgium", On(7, 21)), ARMISTICE]],
    },
    Country {
        code: "LU",
        parts: &[],
        holidays: &[
            CATHOLIC_COUNTRIES,
            &[all("europe", On(5, 9)).since(2019), all("luxembourg", On(6, 23)), ST_STEPHEN],
        ],
    },
    Country {
        code: "CH",
        parts: &[
            "AG", "AI", "AR", "BE", "BL", "BS", "FR", "GE", "GL", "GR", "JU", "LU", "NE", "NW", "OW", "SG",
            "SH", "SO", "SZ", "TG", "TI", "UR", "VD", "VS", "ZG", "ZH",
        ],
        holidays: &[SWITZERLAND],
    },
    Country {
        code: "DE",
        parts: &[
            "BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH",
        ],
        holidays: &[GERMANY],
    },
    Country {
        code: "AT",
        parts: &[],
        holidays: &[
            CATHOLIC_COUNTRIES,
            &[all("epiphany", On(1, 6)), CORPUS_CHRISTI, all("austria", On(10, 26)), CONCEPTION, ST_STEPHEN],
        ],
    },
];

const FRANCE: &[Holiday] = &[
    some("good-friday", Easter(-2), ALSACE_MOSELLE),
    all("victory-1945", On(5, 8)),
    all("bastille", On(7, 14)),
    ARMISTICE,
    some("st-stephen", On(12, 26), ALSACE_MOSELLE),
    some("abolition", On(5, 27), &["971"]),
    some("abolition", On(5, 22), &["972"]),
    some("abolition", On(6, 10), &["973"]),
    some("abolition", On(12, 20), &["974"]),
    some("abolition", On(4, 27), &["976"]),
];

/// Cantons that keep Easter Monday also keep Whit Monday.
const MONDAYS: &[&str] = &[
    "AG", "AI", "AR", "BE", "BL", "BS", "GE", "GL", "GR", "JU", "LU", "SG", "SH", "SZ", "TG", "TI", "UR",
    "VD", "ZH",
];
const CATHOLIC: &[&str] = &["AG", "AI", "JU", "LU", "NW", "OW", "SZ", "TI", "UR", "VS", "ZG"];

const SWITZERLAND: &[Holiday] = &[
    NEW_YEAR,
    some("berchtold", On(1, 2), &["AG", "BE", "JU", "LU", "TG", "VD"]),
    some("berchtold", OnlyOn(1, 2, &[Monday]), &["NE"]),
    some("epiphany", On(1, 6), &["SZ", "TI", "UR"]),
    some("neuchatel", On(3, 1), &["NE"]),
    some("st-joseph", On(3, 19), &["NW", "SZ", "TI", "UR", "VS"]),
    some(
        "good-friday",
        Easter(-2),
        &[
            "AG", "AI", "AR", "BE", "BL", "BS", "FR", "GE", "GL", "JU", "LU", "NE", "NW", "OW", "SG", "SH",
            "SO", "SZ", "TG", "UR", "VD", "ZG", "ZH",
        ],
    ),
    some("easter-monday", Easter(1), MONDAYS),
    some("naefels", Naefels, &["GL"]),
    some("labour", On(5, 1), &["AG", "BL", "BS", "JU", "NE", "SH", "TG", "TI", "ZH"]),
    ASCENSION,
    some("whit-monday", Easter(50), MONDAYS),
    some("corpus-christi", Easter(60), CATHOLIC),
    some("jura", On(6, 23), &["JU"]),
    some("peter-paul", On(6, 29), &["TI"]),
    all("switzerland", On(8, 1)),
    some("assumption", On(8, 15), CATHOLIC),
    some("geneva-fast", After { month: 9, nth: 1, weekday: Sunday, days: 4 }, &["GE"]),
    some("federal-fast", After { month: 9, nth: 3, weekday: Sunday, days: 1 }, &["VD"]),
    some("bruder-klaus", On(9, 25), &["OW"]),
    some(
        "all-saints",
        On(11, 1),
        &["AG", "AI", "GL", "JU", "LU", "NW", "OW", "SG", "SZ", "TI", "UR", "VS", "ZG"],
    ),
    some("conception", On(12, 8), &["AG", "AI", "LU", "NW", "OW", "SZ", "TI", "UR", "VS", "ZG"]),
    CHRISTMAS,
    some(
        "st-stephen",
        On(12, 26),
        &["AG", "BE", "BL", "BS", "GL", "GR", "LU", "SG", "SH", "SZ", "TG", "TI", "ZH"],
    ),
    // Three cantons let it go where it would make a third or a broken day off.
    some("st-stephen", NotOn(12, 26, &[Tuesday, Saturday]), &["AI", "AR", "UR"]),
    some("st-stephen", OnlyOn(12, 26, &[Monday]), &["NE"]),
    some("restoration", On(12, 31), &["GE"]),
];

const GERMANY: &[Holiday] = &[
    NEW_YEAR,
    some("epiphany", On(1, 6), &["BW", "BY", "ST"]),
    some("women", On(3, 8), &["BE"]).since(2019),
    some("women", On(3, 8), &["MV"]).since(2023),
    all("good-friday", Easter(-2)),
    some("easter", Easter(0), &["BB"]),
    EASTER_MONDAY,
    LABOUR,
    some("liberation", On(5, 8), &["BE"]).only_in(2020),
    some("liberation", On(5, 8), &["BE"]).only_in(2025),
    ASCENSION,
    some("pentecost", Easter(49), &["BB"]),
    WHIT_MONDAY,
    some("corpus-christi", Easter(60), &["BW", "BY", "HE", "NW", "RP", "SL"]),
    some("uprising-1953", On(6, 17), &["BE"]).only_in(2028),
    some("assumption", On(8, 15), &["SL"]),
    some("children", On(9, 20), &["TH"]).since(2019),
    all("german-unity", On(10, 3)),
    some("reformation", On(10, 31), &["BB", "MV", "SN", "ST", "TH"]),
    some("reformation", On(10, 31), &["HB", "HH", "NI", "SH"]).since(2018),
    some("all-saints", On(11, 1), &["BW", "BY", "NW", "RP", "SL"]),
    some("repentance", Before { weekday: Wednesday, month: 11, day: 23 }, &["SN"]),
    CHRISTMAS,
    ST_STEPHEN,
];
