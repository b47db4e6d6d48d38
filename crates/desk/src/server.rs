//! Listening, saying so, and stopping without dropping a request.

use std::{
    fs, io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    path::Path,
    time::Duration,
};

use serde_json::Value;
use souffleur_web::Web;
use tokio::net::TcpListener;

use crate::{
    Error, routes,
    shutdown::{self, Stop},
};

/// Takes the port, or says who can't have it and why.
pub(crate) async fn bind(address: SocketAddr) -> Result<TcpListener, Error> {
    TcpListener::bind(address).await.map_err(|error| {
        let (port, ip) = (address.port(), address.ip());
        let other = SocketAddr::new(ip, port.saturating_add(1));
        let (what, advice) = match error.kind() {
            io::ErrorKind::AddrInUse => (
                format!("port {port} on {ip} is taken by another program"),
                format!(
                    "Stop that program, or choose another port: --listen {other} (port 0 takes any free one)."
                ),
            ),
            io::ErrorKind::PermissionDenied => (
                format!("port {port} on {ip} may not be opened by this user"),
                "Choose a port above 1023 and put a reverse proxy in front of it.".to_owned(),
            ),
            io::ErrorKind::AddrNotAvailable => (
                format!("{ip} is no address of this machine"),
                "Listen on 127.0.0.1, or on 0.0.0.0 for all addresses.".to_owned(),
            ),
            _ => (format!("{address} can't be listened on"), String::new()),
        };
        Error::because(what, error).advise(advice)
    })
}

/// The address that people on this machine can type.
pub(crate) fn url(listener: &TcpListener) -> Result<String, Error> {
    let address =
        listener.local_addr().map_err(|error| Error::because("the address can't be told", error))?;
    let host = match address.ip() {
        ip if ip == Ipv4Addr::UNSPECIFIED || ip == Ipv6Addr::UNSPECIFIED => "localhost".to_owned(),
        IpAddr::V6(ip) => format!("[{ip}]"),
        IpAddr::V4(ip) => ip.to_string(),
    };
    Ok(format!("http://{host}:{}", address.port()))
}

/// Says that the desk listens: the whole file or none.
pub(crate) fn write_ready_file(path: &Path, content: &Value) -> Result<(), Error> {
    let unfinished = path.with_extension("part");
    fs::write(&unfinished, format!("{content}\n"))
        .and_then(|()| fs::rename(&unfinished, path))
        .map_err(Error::file(path, "written"))
}

/// Serves until told to stop, then gives requests under way so long to finish.
pub(crate) async fn serve(
    listener: TcpListener,
    web: Web,
    stop: Stop,
    patience: Duration,
) -> Result<(), Error> {
    let leaving = (stop.leaving, web.clone());
    tokio::spawn(async move {
        shutdown::told(leaving.0).await;
        leaving.1.leave();
    });
    let serving = souffleur_web::serve(listener, web, routes::all(), shutdown::told(stop.now.clone()));
    let patience = async {
        shutdown::told(stop.now).await;
        tokio::time::sleep(patience).await;
    };
    tokio::select! {
        served = serving => served.map_err(|error| Error::because("the desk can't go on serving", error)),
        () = patience => {
            tracing::warn!("some requests did not finish in time and were dropped");
            Ok(())
        }
    }
}

/// Serves operations by a listener of their own, until the program ends: they are watched while it stops, too.
pub(crate) async fn serve_ops(listener: TcpListener, web: Web) {
    if let Err(error) = souffleur_web::serve_ops(listener, web, std::future::pending()).await {
        tracing::error!(%error, "the listener of operations has ended");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_taken_port_is_named_with_a_way_out() {
        let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = taken.local_addr().unwrap();
        let error = bind(address).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("port {} on 127.0.0.1 is taken by another program", address.port())
        );
        assert!(error.advice().contains("--listen 127.0.0.1:"), "{}", error.advice());
        assert_eq!(error.exit_code(), 1);
    }

    #[test]
    fn a_ready_file_is_written_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ready.json");
        write_ready_file(&path, &serde_json::json!({ "url": "http://127.0.0.1:1" })).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "{\"url\":\"http://127.0.0.1:1\"}\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(write_ready_file(&folder.path().join("no/ready.json"), &Value::Null).is_err());
    }
}
