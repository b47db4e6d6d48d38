//! Somebody who listens to a live stream.

use std::time::Duration;

use reqwest::{RequestBuilder, Response};

/// Longer than anything takes to be told.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open stream.
pub struct Listener {
    answer: Response,
    unread: String,
}

/// One event of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// By which a reader resumes.
    pub id: Option<String>,
    /// What happened.
    pub name: String,
    /// What goes with it.
    pub data: String,
}

impl Listener {
    /// Begins to listen.
    pub async fn open(request: RequestBuilder) -> Self {
        let answer = request.header("accept", "text/event-stream").send().await.expect("an answer");
        assert_eq!(answer.status(), 200);
        Self { answer, unread: String::new() }
    }

    /// Waits for the next event.
    pub async fn next(&mut self) -> Told {
        let told = tokio::time::timeout(PATIENCE, self.read()).await;
        told.expect("something is told").expect("the stream goes on")
    }

    /// Listens until an event of this name comes, and says everything that was told up to it.
    pub async fn until(&mut self, name: &str) -> Vec<Told> {
        let mut all = Vec::new();
        loop {
            all.push(self.next().await);
            if all.last().is_some_and(|told| told.name == name) {
                return all;
            }
        }
    }

    /// Waits for the end of the stream.
    pub async fn ends(mut self) {
        let rest = async { while self.read().await.is_some() {} };
        tokio::time::timeout(PATIENCE, rest).await.expect("the stream ends");
    }

    async fn read(&mut self) -> Option<Told> {
        loop {
            while let Some(end) = self.unread.find("\n\n") {
                let block: String = self.unread.drain(..end + 2).collect();
                let told = told(&block);
                // What has no name is a heartbeat.
                if !told.name.is_empty() {
                    return Some(told);
                }
            }
            let chunk = self.answer.chunk().await.ok().flatten()?;
            self.unread.push_str(std::str::from_utf8(&chunk).expect("events are text"));
        }
    }
}

fn told(block: &str) -> Told {
    let mut told = Told::default();
    for (field, value) in block.lines().filter_map(|line| line.split_once(':')) {
        let value = value.trim_start().to_owned();
        match field {
            "id" => told.id = Some(value),
            "event" => told.name = value,
            "data" => told.data = value,
            _ => {}
        }
    }
    told
}
