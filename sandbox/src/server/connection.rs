//! Connections: accepts them, reads requests, carries out faults and writes answers.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};

use crate::server::control;
use crate::server::core::Core;
use crate::server::faults::Fault;
use crate::server::journal::Arrival;
use crate::server::parcel::Parcel;

const LARGEST_BODY: usize = 1024 * 1024;

/// Accepts connections until told to stop. Connections under way end with the runtime.
pub(super) async fn accept(listener: std::net::TcpListener, core: Arc<Core>, stopped: oneshot::Receiver<()>) {
    let Ok(listener) = TcpListener::from_std(listener) else { return };
    let forever = async {
        loop {
            if let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&core)));
            }
        }
    };
    tokio::select! {
        () = forever => {}
        _ = stopped => {}
    }
}

async fn serve(stream: TcpStream, core: Arc<Core>) {
    // An answer is small and complete; waiting for more only makes it late.
    let _best_effort = stream.set_nodelay(true);
    let reset = Arc::new(Notify::new());
    let resetting = Arc::clone(&reset);
    let service = service_fn(move |request| answer(Arc::clone(&core), Arc::clone(&resetting), request));
    let mut connection =
        http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        // A client that goes away is not our trouble.
        _ = &mut connection => {}
        () = reset.notified() => {
            // Closing with nothing lingering makes the kernel send RST in place of FIN.
            let _closed_anyway = connection.into_parts().io.into_inner().set_zero_linger();
        }
    }
}

async fn answer(
    core: Arc<Core>,
    reset: Arc<Notify>,
    request: Request<Incoming>,
) -> Result<Response<Parcel>, Infallible> {
    let (parts, body) = request.into_parts();
    let Ok(body) = Limited::new(body, LARGEST_BODY).collect().await else {
        let mut response = Response::new(Parcel::Whole(Bytes::new()));
        *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
        return Ok(response);
    };
    let request = Request::from_parts(parts, body.to_bytes());
    if request.uri().path().starts_with(control::PREFIX) {
        return Ok(control::answer(&core, &request).map(Parcel::Whole));
    }
    let entry = Entry::begin(&core, &request);
    let response = suffer(&core, &reset, &request, &entry).await;
    entry.end(response.status());
    Ok(response)
}

/// A request in the journal. Dropped without an answer, because of a fault or because the caller went away, it
/// ends without a status.
struct Entry {
    core: Arc<Core>,
    sequence: u64,
    is_open: bool,
}

impl Entry {
    fn begin(core: &Arc<Core>, request: &Request<Bytes>) -> Self {
        let body = core.journal_bodies.then(|| String::from_utf8_lossy(request.body()).into_owned());
        let sequence = core.lock().journal.begin(Arrival {
            method: request.method().to_string(),
            path: request.uri().path().to_owned(),
            query: request.uri().query().unwrap_or_default().to_owned(),
            body,
            at: core.elapsed(),
        });
        Self { core: Arc::clone(core), sequence, is_open: true }
    }

    fn end(mut self, status: StatusCode) {
        self.is_open = false;
        let at = self.core.elapsed();
        self.core.lock().journal.end(self.sequence, Some(status.as_u16()), at);
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        if self.is_open {
            let at = self.core.elapsed();
            self.core.lock().journal.end(self.sequence, None, at);
        }
    }
}

/// Acts, with whatever faults the call meets before and after.
async fn suffer(core: &Core, reset: &Notify, request: &Request<Bytes>, entry: &Entry) -> Response<Parcel> {
    let met = core.lock().faults.meet(request.method().as_str(), request.uri().path());
    let mut acted: Option<Response<Bytes>> = None;
    for (faults, is_after) in [(met.before, false), (met.after, true)] {
        if is_after {
            acted = Some(core.act(request));
        }
        for fault in faults {
            core.lock().journal.note_fault(entry.sequence, fault.name());
            match fault {
                Fault::Latency { ms } => tokio::time::sleep(Duration::from_millis(ms)).await,
                Fault::Hang {} => return std::future::pending().await,
                Fault::Reset {} => {
                    reset.notify_one();
                    return std::future::pending().await;
                }
                fault => return spoil(&fault, acted.unwrap_or_else(untouched)),
            }
        }
    }
    acted.unwrap_or_else(untouched).map(Parcel::Whole)
}

/// What a fault that strikes before the call has acted has to spoil.
fn untouched() -> Response<Bytes> {
    let mut response = Response::new(Bytes::from_static(br#"{"collection":[],"pagination":{"count":0}}"#));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    response
}

fn spoil(fault: &Fault, response: Response<Bytes>) -> Response<Parcel> {
    let (mut parts, bytes) = response.into_parts();
    let half = bytes.slice(..bytes.len() / 2);
    match fault {
        Fault::Status { status, body, headers } => {
            parts.status = StatusCode::from_u16(*status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            for (name, value) in headers {
                if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                    parts.headers.insert(name, value);
                }
            }
            // Text is sent as it is, so that an answer need not be JSON.
            let bytes = match body {
                None => Bytes::new(),
                Some(serde_json::Value::String(text)) => Bytes::from(text.clone()),
                Some(json) => Bytes::from(json.to_string()),
            };
            Response::from_parts(parts, Parcel::Whole(bytes))
        }
        Fault::MalformedJson {} => Response::from_parts(parts, Parcel::Whole(half)),
        Fault::TruncatedBody {} => {
            parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
            Response::from_parts(parts, Parcel::Cut(half))
        }
        Fault::WrongContentType {} => {
            parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
            Response::from_parts(parts, Parcel::Whole(bytes))
        }
        Fault::Latency { .. } | Fault::Reset {} | Fault::Hang {} => {
            Response::from_parts(parts, Parcel::Whole(bytes))
        }
    }
}
