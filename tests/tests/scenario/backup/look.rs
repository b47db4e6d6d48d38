//! What the pages, the program interface and the customers' links say of a desk.

use std::collections::BTreeMap;

use souffleur_tests::harness::{Page, TestDesk};

use super::life::Life;

/// Where staff look: who, and what address.
const PLACES: [(&str, &str); 14] = [
    ("camille", "/inbox?view=all"),
    ("camille", "/inbox?view=all&q=guide"),
    ("camille", "/inbox?view=all&q=transporteurs"),
    ("camille", "/inbox?view=all&q=fidele"),
    ("camille", "/inbox/same"),
    ("camille", "/answers"),
    ("lea", "/desk"),
    ("karim", "/desk"),
    ("karim", "/alerts"),
    ("nadia", "/reports/sla?from=2026-11-20&to=2026-11-30&group_by=topic"),
    ("nadia", "/reports/sla/questions?from=2026-11-20&to=2026-11-30"),
    ("nadia", "/reports/objectives"),
    ("nadia", "/reports/board"),
    ("nadia", "/reports/share"),
];

/// Everything that is seen, by who looks where.
pub(super) async fn around(desk: &TestDesk, life: &Life) -> BTreeMap<String, String> {
    let mut seen = BTreeMap::new();
    // Who was signed in when the copy was made still is.
    for (name, browser) in &life.browsers {
        let browser = browser.at(&desk.url);
        let own = life.questions.iter().filter(|_| *name == "camille");
        let own = own.map(|asked| format!("/questions/{}", asked.id));
        let places = PLACES.iter().filter(|(who, _)| who == name).map(|(_, place)| (*place).to_owned());
        for place in places.chain(own) {
            let page = browser.get(&place).await.is(200);
            for file in page.all(".files a", "href") {
                let bytes = browser.get(&file).await.is(200).html;
                seen.insert(format!("{name} {file}"), bytes);
            }
            seen.insert(format!("{name} {place}"), said(desk, &page));
        }
    }
    let (public, program) = (desk.visitor(), desk.stranger().with_token(life.token.clone()));
    let threads = life.questions.iter().map(|asked| format!("/q/{}", asked.token.as_str()));
    for place in threads.chain(["/", "/faq", "/promise", "/feed.atom", &life.shared].map(str::to_owned)) {
        seen.insert(place.clone(), said(desk, &public.get(&place).await));
    }
    for asked in &life.questions {
        let place = format!("/api/v1/questions/{}", asked.id);
        seen.insert(place.clone(), program.get(&place).await.is(200).raw.replace(&desk.url, ""));
    }
    seen
}

/// What stands on a page, wherever the desk is.
fn said(desk: &TestDesk, page: &Page) -> String {
    let leads_to = page.headers.get("location");
    format!("{} {leads_to:?}\n{}", page.status, page.text()).replace(&desk.url, "")
}
