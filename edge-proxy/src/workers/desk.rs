//! The desk as a Durable Object: one object for each event type of a token.

use super::{
    Workers, demo,
    object::{ObjectStorage, demo_origin},
};
use crate::{desk::Desk as Core, entry};
use core::{cell::OnceCell, fmt};
use shared::config::Mode;
use std::rc::Rc;
use worker::{DurableObject, Env, Request, Response, State, durable_object};

/// The object.
#[durable_object]
pub struct Desk {
    state: Rc<State>,
    env: Env,
    core: OnceCell<Core<ObjectStorage>>,
}

impl fmt::Debug for Desk {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Desk").finish_non_exhaustive()
    }
}

impl Desk {
    fn core(&self) -> &Core<ObjectStorage> {
        self.core.get_or_init(|| {
            let isolate = entry::isolate(&self.env).clone();
            Core::new(isolate, ObjectStorage::new(self.state.clone()))
        })
    }
}

impl DurableObject for Desk {
    fn new(state: State, env: Env) -> Self {
        Self { state: Rc::new(state), env, core: OnceCell::new() }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let question = request.text().await?;
        let platform = Workers::of_object(self.env.clone(), self.state.clone(), demo_origin(&request));
        match self.core().answer(&platform, &question).await {
            Some(answer) => Response::ok(answer),
            None => Response::error("not a question", 400),
        }
    }

    async fn alarm(&self) -> worker::Result<Response> {
        // Nobody asks, so that nobody says under which origin: of the demo's pages none is named in what an alarm does.
        let is_demo = entry::isolate(&self.env).settings().mode == Mode::Demo;
        let origin = is_demo.then(|| demo::origin_of(&http::Uri::default()));
        let platform = Workers::of_object(self.env.clone(), self.state.clone(), origin);
        self.core().tidy(&platform).await;
        Response::empty()
    }
}
