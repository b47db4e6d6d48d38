//! The fields of a page's form, with the files that came with them. A form without files may come as any other.
//!
//! Such a form is taken apart while it comes: fields in memory, files on the disk, and no file before it is decided from the
//! fields before it whether files are taken at all. So a form needs little memory, however large and slow it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use futures_util::{Stream, stream};
use multer::{Field, Multipart};
use serde::de::DeserializeOwned;
use souffleur_app::attachment::{Incoming, Upload};

use super::body::LimitedBody;
use super::form::{FORM_LIMIT, Form};
use crate::error::{Failure, FailureKind};
use crate::state::Web;

/// The field that files come in.
const FILES: &str = "files";
/// How long a form with files may take; shorter than a request with files may.
const MAX_DURATION: Duration = Duration::from_secs(110);
/// The most bytes that the reader of the form is given at once.
const CHUNK_BYTES: usize = 32 * 1024;
/// Bytes that may be held while the head of a part is not complete: many pieces, so that none is refused for how the network
/// cut it.
const MAX_BUFFERED: usize = 8 * CHUNK_BYTES;
/// The most parts of a form: every field that a page has, many times over.
const MAX_PARTS: usize = 1_000;

/// The fields of a form, and its files.
#[derive(Debug, Default)]
pub struct MultipartForm<T> {
    /// The fields.
    pub fields: T,
    /// The files; a field in which none was chosen brings none.
    pub files: Vec<Upload>,
}

/// What becomes of the files of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileHandling {
    /// They are received.
    Keep,
    /// They are read and thrown away: the form is shown again with what was typed.
    Discard,
}

/// A form with files that was taken apart.
#[derive(Debug, Default)]
pub(crate) struct ParsedForm {
    /// The fields, as a form without files has them.
    pairs: Vec<(String, String)>,
    files: Vec<Upload>,
}

impl ParsedForm {
    /// A field.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The names of all fields.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.pairs.iter().map(|(name, _)| name.as_str())
    }

    /// The files.
    pub(crate) fn into_files(self) -> Vec<Upload> {
        self.files
    }
}

/// Whether a request says that it brings a form with files.
pub(crate) fn is_multipart(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.trim_start().get(..19).is_some_and(|start| start.eq_ignore_ascii_case("multipart/form-data"))
}

/// The most bytes that a form with files may have: the files of one message, and a form beside them.
pub(crate) fn limit(web: &Web) -> usize {
    let config = &web.app.config().attachments;
    let files = usize::try_from(config.most_bytes).unwrap_or(usize::MAX).saturating_mul(config.most_files);
    files.saturating_add(FORM_LIMIT)
}

/// Takes a form apart while it comes. `decide` says what becomes of files, by the fields that came before the first one.
pub(crate) async fn open(
    web: &Web,
    request: Request,
    decide: impl Fn(&ParsedForm) -> Result<FileHandling, Failure>,
) -> Result<(Request, ParsedForm), Failure> {
    let (parts, body) = request.into_parts();
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(refused)?;
    let held = BufferedBytes::default();
    let body = LimitedBody::new(&parts.headers, body, limit(web), web.config.caps.body_idle, MAX_DURATION)?;
    let mut form = Multipart::new(bounded_chunks(body, held.clone()), boundary);
    let mut reader = Reader { web, held, opened: ParsedForm::default(), typed: 0 };
    let mut parts_left = MAX_PARTS;
    while let Some(part) = form.next_field().await.map_err(refused)? {
        reader.held.0.store(0, Ordering::Relaxed);
        parts_left = parts_left.checked_sub(1).ok_or_else(|| Failure::new(FailureKind::TooLarge))?;
        match part.file_name().map(ToOwned::to_owned) {
            Some(name) => reader.file(part, name, &decide).await?,
            None => reader.text(part).await?,
        }
    }
    Ok((Request::from_parts(parts, Body::empty()), reader.opened))
}

/// Reads the parts of a form.
struct Reader<'a> {
    web: &'a Web,
    held: BufferedBytes,
    opened: ParsedForm,
    /// Bytes of all fields, and of the names of fields and files.
    typed: usize,
}

impl Reader<'_> {
    fn count(&mut self, bytes: usize) -> Result<(), Failure> {
        self.typed += bytes;
        if self.typed <= FORM_LIMIT {
            return Ok(());
        }
        let detail = format!("send at most {FORM_LIMIT} bytes beside the files");
        Err(Failure::new(FailureKind::TooLarge).with_detail(detail))
    }

    async fn text(&mut self, mut part: Field<'_>) -> Result<(), Failure> {
        let name = part.name().unwrap_or_default().to_owned();
        self.count(name.len())?;
        let mut text = Vec::new();
        while let Some(bytes) = part.chunk().await.map_err(refused)? {
            self.held.release(bytes.len());
            self.count(bytes.len())?;
            text.extend_from_slice(&bytes);
        }
        let text = String::from_utf8(text).map_err(|_| Failure::malformed("the form is not UTF-8"))?;
        self.opened.pairs.push((name, text));
        Ok(())
    }

    async fn file(
        &mut self,
        mut part: Field<'_>,
        name: String,
        decide: impl Fn(&ParsedForm) -> Result<FileHandling, Failure>,
    ) -> Result<(), Failure> {
        if part.name() != Some(FILES) {
            return Err(Failure::malformed("files belong in the field files"));
        }
        self.count(name.len())?;
        let mut incoming = None;
        let mut has_begun = false;
        loop {
            let bytes = part.chunk().await.map_err(refused)?;
            // A field in which no file was chosen has neither a name nor bytes; its empty part may come as a piece of none.
            let has_some = bytes.as_ref().is_some_and(|bytes| !bytes.is_empty());
            if !has_begun && (has_some || !name.is_empty()) {
                has_begun = true;
                incoming = self.begin(&decide).await?;
            }
            let Some(bytes) = bytes else { break };
            self.held.release(bytes.len());
            if let Some(incoming) = &mut incoming {
                incoming.write(&bytes).await?;
            }
        }
        if let Some(incoming) = incoming {
            self.opened.files.push(incoming.finish(name).await?);
        }
        Ok(())
    }

    /// Begins to receive a file, unless it is thrown away. One file too many is kept, by which the message is refused.
    async fn begin(
        &mut self,
        decide: impl Fn(&ParsedForm) -> Result<FileHandling, Failure>,
    ) -> Result<Option<Incoming>, Failure> {
        if decide(&self.opened)? == FileHandling::Discard {
            return Ok(None);
        }
        if self.opened.files.len() > self.web.app.config().attachments.most_files {
            return Ok(None);
        }
        Ok(Some(Incoming::for_app(&self.web.app).await?))
    }
}

/// Bytes that the reader of the form was given and has not handed on.
#[derive(Clone, Default)]
struct BufferedBytes(Arc<AtomicUsize>);

impl BufferedBytes {
    fn release(&self, bytes: usize) {
        let less = |held: usize| Some(held.saturating_sub(bytes));
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
    }
}

/// The bytes of a body for the reader of the form, which takes all that it can get into its memory: so it gets one piece at
/// a time, and no more than [`MAX_BUFFERED`] of what it can't hand on.
fn bounded_chunks(
    body: LimitedBody,
    held: BufferedBytes,
) -> impl Stream<Item = Result<Bytes, Refused>> + Send + 'static {
    let pieces = stream::try_unfold((body, Bytes::new()), move |(mut body, mut rest)| async move {
        if rest.is_empty() {
            let Some(next) = body.next().await.map_err(Refused)? else { return Ok(None) };
            rest = next;
        }
        let piece = rest.split_to(rest.len().min(CHUNK_BYTES));
        Ok(Some((piece, (body, rest))))
    });
    let mut pieces = Box::pin(pieces);
    let mut pause = false;
    stream::poll_fn(move |context| {
        if std::mem::take(&mut pause) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let piece = ready!(pieces.as_mut().poll_next(context));
        pause = true;
        if let Some(Ok(piece)) = &piece
            && held.0.fetch_add(piece.len(), Ordering::Relaxed) + piece.len() > MAX_BUFFERED
        {
            return Poll::Ready(Some(Err(Refused(Failure::malformed("the head of a part is too long")))));
        }
        Poll::Ready(piece)
    })
}

/// A failure on its way through the reader of the form.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Refused(Failure);

/// The failure that stopped the reader of the form, or what it could not read.
fn refused(error: multer::Error) -> Failure {
    match error {
        multer::Error::StreamReadFailed(cause) => match cause.downcast::<Refused>() {
            Ok(refused) => refused.0,
            Err(cause) => Failure::malformed(format!("the form can't be read: {cause}")),
        },
        error => Failure::malformed(format!("the form can't be read: {error}")),
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for MultipartForm<T> {
    type Rejection = Failure;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Failure> {
        let Some(opened) = request.extensions_mut().remove::<Arc<ParsedForm>>() else {
            let Form(fields) = Form::from_request(request, state).await?;
            return Ok(Self { fields, files: Vec::new() });
        };
        let Some(ParsedForm { pairs, files, .. }) = Arc::into_inner(opened) else {
            return Err(Failure::malformed("the form was read before"));
        };
        let unreadable = |why: String| Failure::malformed(format!("the form can't be read: {why}"));
        let encoded = serde_html_form::to_string(pairs).map_err(|error| unreadable(error.to_string()))?;
        let fields = serde_html_form::from_str(&encoded).map_err(|error| unreadable(error.to_string()))?;
        Ok(Self { fields, files })
    }
}
