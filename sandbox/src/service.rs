//! What every operation works on: the options, the account, the state and the time of the call.

use crate::account::Account;
use crate::moment::Moment;
use crate::options::Options;
use crate::state::State;

#[derive(Debug)]
pub(crate) struct Service<'a> {
    pub(crate) options: &'a Options,
    pub(crate) account: &'a Account,
    pub(crate) state: &'a mut State,
    pub(crate) now: Moment,
}
