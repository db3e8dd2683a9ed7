//! The one fake: a platform whose Calendly is the sandbox library, whose gate runs in the same process and
//! whose time is tokio's paused clock.

use crate::{
    database::Database,
    faults::{Fault, Planned, Storm},
    kv::{self, Place},
    limits::Counters,
    objects::Objects,
    siteverify::Siteverify,
};
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use core::time::Duration;
use edge_proxy::{
    app::Isolate,
    database::{DatabaseError, Row, Statement},
    guard::Limit,
    platform::{Class, Platform, TransportError},
    secret::Secret,
    settings::Settings,
};
use futures_util::future::BoxFuture;
use http::{Request, Response};
use sandbox::{Options, Sandbox};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
};
use tokio::task::JoinHandle;

/// A Friday noon in UTC, before the sandbox host's day begins.
pub(crate) const NOW: &str = "2026-11-20T12:00:00Z";

/// A call that reached Calendly.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) route: String,
    pub(crate) query: String,
    pub(crate) body: String,
    pub(crate) began: TimeDelta,
}

pub(crate) struct World {
    pub(crate) sandbox: Mutex<Sandbox>,
    epoch: DateTime<Utc>,
    started: tokio::time::Instant,
    latency: Duration,
    faults: Mutex<Vec<Planned>>,
    pub(crate) storm: Mutex<Option<Storm>>,
    chance: AtomicU64,
    pub(crate) cache: Mutex<BTreeMap<String, (String, DateTime<Utc>)>>,
    pub(crate) calls: Mutex<Vec<Call>>,
    pub(crate) log: Mutex<Vec<String>>,
    /// Tags dropped from the HTTP cache.
    pub(crate) purged: Mutex<Vec<String>>,
    /// When which key was written to KV.
    pub(crate) written: Mutex<Vec<(TimeDelta, String)>>,
    pub(crate) counters: Mutex<Counters>,
    pub(crate) siteverify: Mutex<Siteverify>,
    deferred: Mutex<Vec<JoinHandle<()>>>,
    pub(crate) database: Database,
    settings: Arc<Settings>,
    pub(crate) objects: Objects,
    /// How often the gate was asked.
    pub(crate) gate_questions: AtomicUsize,
    /// Whether nobody reaches it.
    pub(crate) is_gate_gone: AtomicBool,
    /// How often KV was.
    pub(crate) kv_reads: AtomicUsize,
}

/// The platform in one place of the world.
#[derive(Clone)]
pub(crate) struct Fake(pub(crate) Arc<World>, Place);

impl Fake {
    pub(crate) fn new(isolate: Isolate, options: Options, latency: Duration, epoch: &str) -> Self {
        let world = World {
            sandbox: Mutex::new(Sandbox::new(options)),
            epoch: shared::instant::parse(epoch).unwrap(),
            started: tokio::time::Instant::now(),
            latency,
            faults: Mutex::default(),
            storm: Mutex::default(),
            chance: AtomicU64::default(),
            cache: Mutex::default(),
            calls: Mutex::default(),
            log: Mutex::default(),
            purged: Mutex::default(),
            written: Mutex::default(),
            settings: isolate.settings().clone(),
            objects: Objects::new(isolate),
            gate_questions: AtomicUsize::default(),
            is_gate_gone: AtomicBool::default(),
            kv_reads: AtomicUsize::default(),
            counters: Mutex::default(),
            siteverify: Mutex::default(),
            deferred: Mutex::default(),
            database: Database::default(),
        };
        Self(Arc::new(world), Place::default())
    }

    /// The same in another place.
    pub(crate) fn elsewhere(&self) -> Self {
        Self(self.0.clone(), Place::default())
    }

    pub(crate) fn plan(&self, path: &'static str, fault: Fault, times: usize) {
        self.plan_for(path, "", fault, times);
    }

    /// A fault for calls whose query holds `part`.
    pub(crate) fn plan_for(&self, path: &'static str, part: &str, fault: Fault, times: usize) {
        let part = part.to_owned();
        self.0.faults.lock().unwrap().push(Planned::new(path, part, fault, times));
    }

    /// A fault for calls whose query holds `part`, which meets none of the next `spared`.
    pub(crate) fn plan_after(
        &self,
        spared: usize,
        path: &'static str,
        part: &str,
        fault: Fault,
        times: usize,
    ) {
        let planned = Planned::new(path, part.to_owned(), fault, times).sparing(spared);
        self.0.faults.lock().unwrap().push(planned);
    }

    pub(crate) fn heal(&self) {
        self.0.faults.lock().unwrap().clear();
    }

    /// What time it is.
    pub(crate) fn time(&self) -> DateTime<Utc> {
        Platform::now(self)
    }

    /// Waits for what was deferred.
    pub(crate) async fn settle(&self) {
        loop {
            let Some(task) = self.0.deferred.lock().unwrap().pop() else { return };
            task.await.unwrap();
        }
    }

    /// Everything that runs behind answers ends in the middle, and every object is evicted.
    pub(crate) fn crash(&self) {
        self.0.deferred.lock().unwrap().drain(..).for_each(|task| task.abort());
        self.0.objects.evict();
    }

    /// The routes of the calls since the last time, oldest first.
    pub(crate) fn take_routes(&self) -> Vec<String> {
        self.0.calls.lock().unwrap().drain(..).map(|call| call.route).collect()
    }

    fn fault(&self, path: &str) -> Option<Fault> {
        let planned = self.0.faults.lock().unwrap().iter_mut().find_map(|planned| planned.meet(path));
        planned.or_else(|| self.0.storm.lock().unwrap().as_mut()?.meet(path))
    }

    fn elapsed(&self) -> TimeDelta {
        TimeDelta::from_std(self.0.started.elapsed()).unwrap()
    }
}

impl Platform for Fake {
    fn now(&self) -> DateTime<Utc> {
        self.0.epoch + self.elapsed()
    }

    fn random(&self) -> [u8; 16] {
        // The first byte decides pauses; all of them together come once only.
        let count = self.0.chance.fetch_add(37, Ordering::Relaxed);
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&count.to_le_bytes());
        bytes
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }

    async fn send(
        &self,
        request: Request<Bytes>,
        timeout: Duration,
    ) -> Result<Response<Bytes>, TransportError> {
        let path = request.uri().path().to_owned();
        self.0.calls.lock().unwrap().push(Call {
            route: format!("{} {path}", request.method()),
            query: request.uri().query().unwrap_or_default().to_owned(),
            body: String::from_utf8_lossy(request.body()).into_owned(),
            began: self.elapsed(),
        });
        let fault = self.fault(&request.uri().to_string().replacen(&self.0.settings.api_url, "", 1));
        tokio::time::sleep(self.0.latency).await;
        let act = || self.0.sandbox.lock().unwrap().handle(&request, self.now());
        match fault {
            None => Ok(act()),
            Some(fault) => fault.answer(act, timeout.saturating_sub(self.0.latency)).await,
        }
    }

    async fn ask_turnstile(
        &self,
        request: Request<Bytes>,
        timeout: Duration,
    ) -> Result<Response<Bytes>, TransportError> {
        tokio::time::sleep(self.0.latency).await;
        let answer = self.0.siteverify.lock().unwrap().handle(&request, self.now());
        if answer == Err(TransportError::TimedOut) {
            tokio::time::sleep(timeout.saturating_sub(self.0.latency)).await;
        }
        answer.map(|text| Response::new(Bytes::from(text)))
    }

    async fn within_limit(&self, limit: Limit, key: String) -> bool {
        self.0.counters.lock().unwrap().count(limit, key, self.now())
    }

    async fn read(&self, key: String) -> Option<String> {
        self.0.kv_reads.fetch_add(1, Ordering::Relaxed);
        // KV takes its time, in which others ask.
        tokio::task::yield_now().await;
        let now = self.now();
        self.1.tell(&key, now, |key| {
            let cache = self.0.cache.lock().unwrap();
            cache.get(key).filter(|(_, until)| now < *until).map(|(value, _)| value.clone())
        })
    }

    async fn write(&self, key: String, value: String, ttl: Duration) {
        assert!(ttl >= Duration::from_mins(1), "KV refuses a shorter life");
        assert!(key.len() <= 512, "KV refuses a longer key");
        let until = self.now() + ttl;
        self.0.written.lock().unwrap().push((self.elapsed(), key.clone()));
        tokio::time::sleep(kv::WRITE).await;
        self.0.cache.lock().unwrap().insert(key, (value, until));
    }

    async fn forget(&self, key: String) {
        self.0.cache.lock().unwrap().remove(&key);
    }

    async fn query(&self, statements: Vec<Statement>) -> Result<Vec<Vec<Row>>, DatabaseError> {
        self.0.database.query(statements).await
    }

    #[expect(refining_impl_trait, reason = "a desk asks the gate, so that the futures would hold each other")]
    fn ask(
        &self,
        class: Class,
        name: String,
        question: String,
    ) -> BoxFuture<'static, Result<String, TransportError>> {
        let this = self.clone();
        Box::pin(async move {
            let answer = match class {
                Class::Gate if this.0.is_gate_gone.load(Ordering::Relaxed) => {
                    tokio::time::sleep(this.0.latency).await;
                    None
                }
                Class::Gate => {
                    this.0.gate_questions.fetch_add(1, Ordering::Relaxed);
                    this.0.objects.gate(&name).answer(&this, &question).await
                }
                Class::Desk => this.0.objects.desk(&name).answer(&this, &question).await,
            };
            answer.ok_or(TransportError::Broken)
        })
    }

    async fn purge(&self, tags: Vec<String>) {
        self.0.purged.lock().unwrap().extend(tags);
    }

    fn defer(&self, task: impl Future<Output = ()> + Send + 'static) {
        self.0.deferred.lock().unwrap().push(tokio::spawn(task));
    }

    async fn demo_signing_key(&self) -> Option<Secret> {
        Some(Secret::new("demo-signing-key-of-the-fake-platform"))
    }

    fn log(&self, line: &str) {
        self.0.log.lock().unwrap().push(line.to_owned());
    }
}
