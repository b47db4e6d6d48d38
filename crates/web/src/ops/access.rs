//! Who may read figures: `/metrics`, and `/readyz` with its details.
//!
//! Whoever knows `ops.token` may, by either listener; whoever reaches the listener of `ops.listen` may. With neither
//! setting, only a program on this machine may, and only while the desk is not published: it must come from a loopback
//! address without the headers of a proxy, and `public_url` must name this machine. Behind a proxy on this machine every
//! stranger would come from loopback, so a desk with a public address needs one of the two settings.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request};
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, FORWARDED, VIA};
use subtle::ConstantTimeEq as _;

use crate::config::WebConfig;

/// Headers by which a proxy gives itself away.
const PROXIED: [&str; 5] =
    ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "cf-connecting-ip"];

/// Marks a request that came by the listener of operations.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OwnListener;

/// Whether a request may read figures.
pub(super) fn may_read(config: &WebConfig, request: &Request) -> bool {
    if request.extensions().get::<OwnListener>().is_some() {
        return true;
    }
    match &config.ops.token {
        Some(token) => bears(request.headers(), token),
        None => !config.ops.own_listener && is_local(config, request),
    }
}

fn bears(headers: &HeaderMap, token: &str) -> bool {
    let sent = headers.get(AUTHORIZATION).and_then(|sent| sent.to_str().ok()?.split_once(' '));
    sent.is_some_and(|(scheme, sent)| {
        scheme.eq_ignore_ascii_case("bearer") && bool::from(sent.trim().as_bytes().ct_eq(token.as_bytes()))
    })
}

fn is_local(config: &WebConfig, request: &Request) -> bool {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let headers = request.headers();
    let proxied = config.behind_proxy
        || headers.contains_key(VIA)
        || headers.contains_key(FORWARDED)
        || PROXIED.iter().any(|name| headers.contains_key(*name));
    let from_here = peer.is_some_and(|ConnectInfo(peer)| peer.ip().to_canonical().is_loopback());
    from_here && !proxied && names_this_machine(&config.public_url)
}

/// Whether an address is one that only this machine reaches.
fn names_this_machine(url: &str) -> bool {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = host.split('/').next().unwrap_or_default();
    let host = match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;
    use crate::config::OpsConfig;

    fn request(peer: &str, headers: &[(&'static str, &str)]) -> Request {
        let mut request = Request::new(Body::empty());
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 4711)));
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        request
    }

    fn config(public_url: &str, token: Option<&str>, own_listener: bool) -> WebConfig {
        let ops = OpsConfig { token: token.map(str::to_owned), own_listener };
        WebConfig { public_url: public_url.to_owned(), ops, ..WebConfig::default() }
    }

    #[test]
    fn without_a_setting_only_this_machine_reads_and_only_a_desk_that_is_not_published() {
        let here = config("http://localhost:8080", None, false);
        assert!(may_read(&here, &request("127.0.0.1", &[])));
        assert!(may_read(&here, &request("::1", &[])));
        assert!(may_read(&config("http://[::1]:80", None, false), &request("::ffff:127.0.0.1", &[])));
        assert!(!may_read(&here, &request("192.0.2.1", &[])));
        assert!(!may_read(&here, &Request::new(Body::empty())), "a peer that is not known is a stranger");
        for proxied in ["x-forwarded-for", "x-real-ip", "via", "forwarded"] {
            assert!(!may_read(&here, &request("127.0.0.1", &[(proxied, "192.0.2.1")])), "{proxied}");
        }
        let behind = WebConfig { behind_proxy: true, ..here };
        assert!(!may_read(&behind, &request("127.0.0.1", &[])));
        // A proxy that adds no header would let everybody in.
        let published = config("https://questions.example.com", None, false);
        assert!(!may_read(&published, &request("127.0.0.1", &[])));
    }

    #[test]
    fn a_token_opens_from_anywhere_and_closes_to_all_others() {
        let config = config("https://questions.example.com", Some("a secret"), false);
        let with = |token: &str| may_read(&config, &request("192.0.2.1", &[("authorization", token)]));
        assert!(with("Bearer a secret") && with("bearer a secret"));
        assert!(!with("Bearer a secre") && !with("Basic a secret") && !with("a secret"));
        assert!(!may_read(&config, &request("127.0.0.1", &[])));
    }

    #[test]
    fn with_a_listener_of_their_own_figures_are_not_told_by_the_other() {
        let config = config("http://localhost:8080", None, true);
        let mut asked = request("127.0.0.1", &[]);
        assert!(!may_read(&config, &asked));
        asked.extensions_mut().insert(OwnListener);
        assert!(may_read(&config, &asked));
    }
}
