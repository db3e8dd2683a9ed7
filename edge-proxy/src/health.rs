//! How the edge is doing: for the site owner alone, because it tells a competitor how busy a host is.

use crate::{
    context::Context,
    error::ApiError,
    gate::{Answer, Question},
    owner,
    platform::Platform,
};
use http::HeaderMap;
use shared::{config::Vitals, problem::ProblemCode};

/// Asks the gate, on behalf of somebody who may know. In the demo anybody may: there is nothing to hide.
pub(crate) async fn vitals<P: Platform>(
    context: &Context<P>,
    headers: &HeaderMap,
) -> Result<Vitals, ApiError> {
    owner::require(&context.app.settings, headers)?;
    context.require_token()?;
    match context.ask_gate(Question::Vitals).await {
        Ok(Answer::Vitals(vitals)) => Ok(*vitals),
        Ok(_) | Err(_) => Err(ApiError::Plain(ProblemCode::Internal)),
    }
}
