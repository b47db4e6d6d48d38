//! A page as a browser without script sees it.

use reqwest::{Response, header::HeaderMap};
use scraper::{ElementRef, Html, Selector};

/// An answer of the desk, read to its end.
pub struct Page {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The source.
    pub html: String,
}

impl Page {
    /// Reads an answer.
    pub async fn read(answer: Response) -> Self {
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        // A file is read as if it were one, so that its words are found.
        let html = String::from_utf8_lossy(&answer.bytes().await.expect("a body")).into_owned();
        Self { status, headers, html }
    }

    /// A header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where it leads.
    pub fn location(&self) -> &str {
        let location = self.headers.get("location").and_then(|location| location.to_str().ok());
        location.unwrap_or_else(|| panic!("{} leads nowhere: {}", self.status, self.text()))
    }

    /// The words on it, in order, with single spaces between them.
    pub fn text(&self) -> String {
        let document = Html::parse_document(&self.html);
        let main = document.select(&selector("main")).next().unwrap_or(document.root_element());
        main.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
    }

    /// Demands that these words are on it.
    #[track_caller]
    pub fn says(&self, words: &str) -> &Self {
        assert!(self.text().contains(words), "“{words}” is not on the page: {}", self.text());
        self
    }

    /// Demands that these words are not on it.
    #[track_caller]
    pub fn does_not_say(&self, words: &str) -> &Self {
        assert!(!self.text().contains(words), "“{words}” is on the page: {}", self.text());
        self
    }

    /// An attribute of every element that a selector finds.
    pub fn all(&self, css: &str, attribute: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        let selector = selector(css);
        let found = document.select(&selector).filter_map(|element| element.value().attr(attribute));
        found.map(str::to_owned).collect()
    }

    /// The words of every element that a selector finds.
    pub fn words(&self, css: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        let words = |element: ElementRef<'_>| {
            element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
        };
        document.select(&selector(css)).map(words).collect()
    }

    /// What proves that a form comes from this page.
    #[track_caller]
    pub fn csrf(&self) -> String {
        let token = self.all("input[name=csrf]", "value").into_iter().next();
        token.unwrap_or_else(|| panic!("no form on this page ({}): {}", self.status, self.text()))
    }

    /// What is said beside a field of a refused form.
    #[track_caller]
    pub fn error_at(&self, field: &str) -> String {
        let said = self.words(&format!("#e-{field}")).into_iter().next();
        said.unwrap_or_else(|| panic!("nothing is said at {field} ({}): {}", self.status, self.text()))
    }

    /// Demands this status.
    #[track_caller]
    #[expect(clippy::return_self_not_must_use, reason = "most demands are made for their own sake")]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// Demands that this leads to an address.
    #[track_caller]
    pub fn leads_to(&self, path: &str) {
        assert_eq!((self.status, self.location()), (303, path), "{}", self.text());
    }

    /// Whether there is a form that posts to this address.
    pub fn has_form(&self, action: &str) -> bool {
        !self.all(&format!("form[action=\"{action}\"]"), "action").is_empty()
    }

    /// The fields of the form that posts to `action`, filled in as they are shown.
    #[track_caller]
    pub fn form(&self, action: &str) -> Vec<(String, String)> {
        let document = Html::parse_document(&self.html);
        let form = document.select(&selector(&format!("form[action=\"{action}\"]"))).next();
        let form =
            form.unwrap_or_else(|| panic!("no form posts to {action} ({}): {}", self.status, self.text()));
        form.select(&selector("input[name], textarea[name], select[name]")).filter_map(field).collect()
    }
}

/// What a browser would send of a field that nobody touches.
fn field(element: ElementRef<'_>) -> Option<(String, String)> {
    let (tag, value) = (element.value().name(), element.value());
    let name = value.attr("name")?.to_owned();
    let kind = value.attr("type").unwrap_or("text");
    let content = match tag {
        "textarea" => {
            let text: String = element.text().collect();
            text.strip_prefix('\n').unwrap_or(&text).to_owned()
        }
        "select" => {
            let chosen = element.select(&selector("option[selected]")).next();
            let option = chosen.or_else(|| element.select(&selector("option")).next())?;
            option.value().attr("value").unwrap_or_default().to_owned()
        }
        _ if matches!(kind, "checkbox" | "radio") => {
            value.attr("checked")?;
            value.attr("value").unwrap_or("on").to_owned()
        }
        _ if matches!(kind, "submit" | "button") => return None,
        _ => value.attr("value").unwrap_or_default().to_owned(),
    };
    Some((name, content))
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"))
}
