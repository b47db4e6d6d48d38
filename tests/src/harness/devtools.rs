//! What WebDriver itself can't say: the width of a phone and a liking for dark pages, through Chromium's own protocol.

use fantoccini::{Client, wd::WebDriverCompatibleCommand};
use reqwest::{Method, Url};
use serde_json::{Value, json};

use super::browser::Look;

/// One call of Chromium's protocol.
#[derive(Debug)]
struct Call {
    name: &'static str,
    params: Value,
}

impl WebDriverCompatibleCommand for Call {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, <Url as std::str::FromStr>::Err> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({"cmd": self.name, "params": self.params}).to_string()))
    }
}

/// Lets the browser look like this from now on, and stand still: nothing scrolls smoothly under a click.
pub async fn look(client: &Client, look: Look) {
    let scheme = if look.dark { "dark" } else { "light" };
    let motion = json!({"name": "prefers-reduced-motion", "value": "reduce"});
    let media = json!([{"name": "prefers-color-scheme", "value": scheme}, motion]);
    call(client, "Emulation.setEmulatedMedia", json!({"features": media})).await;
    let phone = look.width < 600;
    let size = json!({"width": look.width, "height": look.height, "deviceScaleFactor": 1, "mobile": phone});
    call(client, "Emulation.setDeviceMetricsOverride", size).await;
}

/// Shows pages as they are printed, or on the screen again.
pub async fn paper(client: &Client, paper: bool, dark: bool) {
    let media = if paper { "print" } else { "" };
    let scheme = if dark { "dark" } else { "light" };
    let features = json!([
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]);
    call(client, "Emulation.setEmulatedMedia", json!({"media": media, "features": features})).await;
}

/// Cuts the network of the page, or mends it.
pub async fn cut(client: &Client, offline: bool) {
    call(client, "Network.enable", json!({})).await;
    let conditions =
        json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
    call(client, "Network.emulateNetworkConditions", conditions).await;
}

/// Allows a site something that a person would be asked about.
pub async fn grant(client: &Client, site: &str, what: &str) {
    call(client, "Browser.grantPermissions", json!({"origin": site, "permissions": [what]})).await;
}

/// Runs a script before any other on each page from now on.
pub async fn begin_with(client: &Client, script: &str) {
    call(client, "Page.addScriptToEvaluateOnNewDocument", json!({"source": script})).await;
}

async fn call(client: &Client, name: &'static str, params: Value) {
    client.issue_cmd(Call { name, params }).await.unwrap_or_else(|error| panic!("{name}: {error}"));
}
