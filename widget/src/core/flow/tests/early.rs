//! What is decided before the second part of the module is there: whatever happens, nothing that only that part can do.
//! Its doors are listed in `later.txt`.

use super::{properties::opened, *};
use crate::core::zones::Picker;
use proptest::prelude::*;

/// How many moves a visit has.
const MOVES: usize = 50;

/// The event as it is without the second part: what only that part can read counts as unread or unanswered.
fn unread(event: Event) -> Event {
    match event {
        Event::BookingAnswered(request, Ok(_)) => Event::BookingAnswered(request, Err(Failure::Unread)),
        Event::BookingAnswered(request, _) => Event::BookingAnswered(request, Err(Failure::Unreachable)),
        Event::ZonesArrived(request, _) => Event::ZonesArrived(request, Err(Failure::Unreachable)),
        event => event,
    }
}

/// Whether what stays has all that it takes to move on from here, and to show it.
fn is_early(flow: &Flow) -> bool {
    let is_open = flow.session().is_some_and(|session| matches!(session.picker, Picker::Open(_)));
    let is_after = match flow {
        Flow::Starting(_)
        | Flow::Stuck(_)
        | Flow::Elsewhere(_)
        | Flow::ChoosingType(_)
        | Flow::ChoosingTime(_)
        | Flow::FillingIn(..)
        | Flow::Sending(..) => false,
        Flow::Confirmed(..)
        | Flow::ChoosingAnother(..)
        | Flow::Moving(..)
        | Flow::Canceled(..)
        | Flow::Linked(..)
        | Flow::BookedThere(..) => true,
    };
    !is_open && !is_after
}

/// Whether what stays can do it.
fn is_early_effect(effect: &Effect) -> bool {
    !matches!(
        effect,
        Effect::Manage { .. }
            | Effect::OpenFrame(_)
            | Effect::RevealZone
            | Effect::RememberZones(_)
            | Effect::Leave(..)
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]
    #[test]
    fn nothing_that_happens_leads_to_the_second_part_before_it_is_there(
        skipped in 0_usize..9,
        numbers in prop::collection::vec(any::<u32>(), MOVES),
    ) {
        let mut play = opened(skipped);
        for number in numbers {
            let Some(event) = play.event(number).map(unread) else { continue };
            let (flow, effects) = step(play.flow.clone(), event.clone());
            prop_assert!(is_early(&flow), "{event:?} leads to {flow:?}");
            prop_assert!(effects.iter().all(is_early_effect), "{event:?} asks for {effects:?}");
            play.send(event);
        }
    }
}
