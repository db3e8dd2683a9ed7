//! The gate as a Durable Object: one object for each token, whose storage is the gate's.

use super::{
    Workers,
    object::{ObjectStorage, demo_origin},
};
use crate::{entry, gate::Gate as Core};
use core::{cell::OnceCell, fmt};
use std::rc::Rc;
use worker::{DurableObject, Env, Request, Response, State, durable_object};

/// The object.
#[durable_object]
pub struct Gate {
    state: Rc<State>,
    env: Env,
    core: OnceCell<Core<ObjectStorage>>,
}

impl fmt::Debug for Gate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Gate").finish_non_exhaustive()
    }
}

impl DurableObject for Gate {
    fn new(state: State, env: Env) -> Self {
        Self { state: Rc::new(state), env, core: OnceCell::new() }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let question = request.text().await?;
        let core = self.core.get_or_init(|| {
            let settings = entry::isolate(&self.env).settings().clone();
            Core::new(settings, ObjectStorage::new(self.state.clone()))
        });
        let platform = Workers::of_object(self.env.clone(), self.state.clone(), demo_origin(&request));
        match core.answer(&platform, &question).await {
            Some(answer) => Response::ok(answer),
            None => Response::error("not a question", 400),
        }
    }
}
