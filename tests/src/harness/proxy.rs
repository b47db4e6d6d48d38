//! What stands between a browser and the desk in many houses: a proxy that passes bytes on as they come. It can hold
//! answers back as a slow network does, and cut every connection as a proxy does that is restarted.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::watch,
    task::JoinHandle,
};

/// How it passes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Open,
    /// Answers wait.
    Held,
    /// Nobody comes through.
    Cut,
}

/// A running proxy. Dropping it ends it.
#[derive(Debug)]
pub struct Proxy {
    /// Where browsers find the desk through it.
    pub url: String,
    way: watch::Sender<Way>,
    resumed: Arc<Mutex<Vec<String>>>,
    accepting: JoinHandle<()>,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.way.send_replace(Way::Cut);
        self.accepting.abort();
    }
}

impl Proxy {
    /// Stands before a desk.
    pub async fn before(desk: &str) -> Self {
        let address: SocketAddr = desk.trim_start_matches("http://").parse().expect("an address");
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let way = watch::Sender::new(Way::Open);
        let resumed = Arc::new(Mutex::new(Vec::new()));
        let accepting = tokio::spawn(accept(listener, address, way.clone(), Arc::clone(&resumed)));
        Self { url, way, resumed, accepting }
    }

    /// Answers wait from now on.
    pub fn hold(&self) {
        self.way.send_replace(Way::Held);
    }

    /// All connections end, and no new one is made.
    pub fn cut(&self) {
        self.way.send_replace(Way::Cut);
    }

    /// Everything passes again.
    pub fn open(&self) {
        self.way.send_replace(Way::Open);
    }

    /// The events after which streams were asked to go on, in the order of asking.
    pub fn resumed(&self) -> Vec<String> {
        self.resumed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

type Resumed = Arc<Mutex<Vec<String>>>;

async fn accept(listener: TcpListener, desk: SocketAddr, way: watch::Sender<Way>, resumed: Resumed) {
    while let Ok((browser, _)) = listener.accept().await {
        if *way.borrow() != Way::Cut {
            tokio::spawn(carry(browser, desk, way.subscribe(), Arc::clone(&resumed)));
        }
    }
}

/// Carries one connection until either side ends it.
async fn carry(browser: TcpStream, desk: SocketAddr, way: watch::Receiver<Way>, resumed: Resumed) {
    let Ok(desk) = TcpStream::connect(desk).await else { return };
    let ((asks, answered), (answers, asked)) = (browser.into_split(), desk.into_split());
    tokio::select! {
        () = pass_on(asks, asked, way.clone(), Some(resumed)) => {}
        () = pass_on(answers, answered, way, None) => {}
    }
}

/// Passes bytes on one way; questions are passed on at once, answers may be held back.
async fn pass_on(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    mut way: watch::Receiver<Way>,
    resumed: Option<Resumed>,
) {
    let mut bytes = vec![0; 16 * 1024];
    loop {
        let read = tokio::select! {
            read = from.read(&mut bytes) => read.unwrap_or(0),
            () = until(&mut way, |way| way == Way::Cut) => 0,
        };
        match &resumed {
            Some(resumed) => listen(&bytes[..read], resumed),
            None => until(&mut way, |way| way != Way::Held).await,
        }
        if read == 0 || *way.borrow() == Way::Cut || to.write_all(&bytes[..read]).await.is_err() {
            return;
        }
    }
}

async fn until(way: &mut watch::Receiver<Way>, is: fn(Way) -> bool) {
    drop(way.wait_for(|way| is(*way)).await);
}

/// Notes after which event a stream is to go on.
fn listen(asked: &[u8], resumed: &Resumed) {
    let text = String::from_utf8_lossy(asked).to_lowercase();
    let Some((_, rest)) = text.split_once("\r\nlast-event-id:") else { return };
    let id = rest.lines().next().unwrap_or_default().trim().to_owned();
    resumed.lock().unwrap_or_else(PoisonError::into_inner).push(id);
}
