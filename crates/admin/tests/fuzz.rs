//! Damaged calendar files and tables: their readers stay within the budget.

#[path = "../../media/tests/fuzzing/mod.rs"]
mod fuzzing;
#[path = "../../media/tests/weight/mod.rs"]
mod weight;

use souffleur_admin::fuzzing::{calendar, table};
use souffleur_sla::Calendar;

#[global_allocator]
static ALLOCATOR: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

const CALENDARS: [&str; 4] = [
    include_str!("fuzz/google.ics"),
    include_str!("fuzz/outlook.ics"),
    include_str!("fuzz/rules.ics"),
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261228\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
];

const CALENDAR_WORDS: [&str; 28] = [
    "BEGIN:VEVENT\r\n",
    "END:VEVENT\r\n",
    "BEGIN:VTIMEZONE\r\n",
    "END:VCALENDAR\r\n",
    "DTSTART:",
    "DTEND:",
    "DURATION:P",
    "RRULE:FREQ=SECONDLY",
    "FREQ=MINUTELY",
    ";COUNT=99999999",
    ";INTERVAL=0",
    ";INTERVAL=99999999",
    ";BYDAY=MO,-1FR",
    ";BYMONTHDAY=-31",
    ";BYYEARDAY=366",
    ";BYSETPOS=-1",
    ";BYHOUR=0,1,2,3,4,5",
    ";BYSECOND=0,1,2",
    ";UNTIL=99991231",
    "EXDATE:",
    "RDATE:",
    "RECURRENCE-ID;RANGE=THISANDFUTURE:",
    ";TZID=Romance Standard Time:",
    ";VALUE=DATE:",
    "\r\n ",
    "00010101T000000Z",
    "99991231T235959Z",
    "20260329T023000",
];

/// Tables as spreadsheets write them.
const TABLES: [&str; 5] = [
    "asked_at,customer,body,topic,expert,reply,replied_at\n2025-01-02T10:00:00Z,Marie,\"Où, ?\",colis,lea@x.fr,\"Ici\n\"\"là\"\"\",2025-01-02\n",
    "asked_at;customer;body;topic;expert\r\n2025-01-02;Marie;Où ?;colis;Léa\r\n;;;;\r\n2025-01-03;Paul;\"a;b\";colis;Léa\r\n",
    "asked_at\tcustomer\tbody\ttopic\texpert\n2025-01-02\tMarie\t5\" de large\tcolis\tLéa\n",
    "\u{feff}asked_at,customer,body,topic,expert\n2025-01-02,Marie,\"never closed,colis,Léa\n2025-01-02,Marie,ok,colis,Léa\n",
    "body\nseul\n",
];

const TABLE_WORDS: [&[u8]; 16] = [
    b"\"",
    b"\"\"",
    b",",
    b";",
    b"\t",
    b"\n",
    b"\r\n",
    b"\r",
    b"asked_at",
    b"body",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\0",
    b"\xe9",
    b"\",\"",
];

#[test]
fn calendars() {
    let hours = r#"[["09:00", "12:30"], ["14:00", "18:00"]]"#;
    let week = ["mon", "tue", "wed", "thu", "fri"].map(|day| format!(r#""{day}": {hours}"#)).join(", ");
    let house: Calendar =
        serde_json::from_str(&format!(r#"{{"time_zone": "Europe/Paris", "week": {{{week}}}}}"#))
            .expect("a calendar");
    let now = "2026-11-23T00:00:00Z".parse().expect("an instant");
    fuzzing::attack_text("iCalendar", &CALENDARS, &CALENDAR_WORDS, |text| calendar(&house, text, now));
}

#[test]
fn tables() {
    let utf16 = |text: &str| -> Vec<u8> {
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let many = format!("{}{}", TABLES[0], "2025-01-02,Marie,\"Où, ?\",colis,lea@x.fr,,\n".repeat(20_000));
    let mut corpus: Vec<Vec<u8>> = TABLES.iter().map(|text| text.as_bytes().to_vec()).collect();
    corpus.extend([utf16(TABLES[0]), utf16(TABLES[1]), many.into_bytes()]);
    let required = ["body"];
    let optional = ["asked_at", "customer", "topic", "expert", "reply", "replied_at"];
    let read = |bytes: &[u8]| table(bytes, &required, &optional);
    fuzzing::attack("CSV", &corpus, &TABLE_WORDS, read, |rows, _| rows.is_some());
}
