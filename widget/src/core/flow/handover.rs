//! The last step of a booking by link: on Calendly's page, in a frame of ours or in a tab of its own.
//!
//! Whatever becomes of the frame, the link itself stays within reach.

use super::{
    Flow, Visit, choosing,
    event::{Announcement, Effect, Event, RequestId, Target},
    onward, telling,
};
use crate::core::{
    frame::{Said, id_of},
    slots::FreeTime,
};
use chrono::{DateTime, Utc};
use shared::booking::LinkResponse;

/// A booking that is finished on Calendly's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    pub link: LinkResponse,
    pub frame: Frame,
    /// How tall the page would like to be, in CSS pixels.
    pub height: Option<u16>,
    /// How often a time was chosen on the page. The one we asked for may count, so that more than one says
    /// that the visitor has taken another.
    choices: u8,
}

/// How the frame stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Open, but nothing has been heard of the page; the request names the wait.
    Opening(RequestId),
    /// Nothing has been heard for so long that the link is offered beside it.
    Silent,
    /// The page is there.
    Open,
    /// The visitor has closed it.
    Closed,
    /// The page around does not let it in.
    Blocked,
    /// The visitor went to a tab of its own.
    Left,
}

impl Frame {
    /// Whether it is on the screen.
    pub fn is_shown(self) -> bool {
        matches!(self, Self::Opening(_) | Self::Silent | Self::Open)
    }
}

/// What was booked on Calendly's page, as far as its page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookedTime {
    AsAsked,
    /// The visitor chose another one there. Which, only the invitation says.
    Another,
}

/// With a link in hand: its page is opened at once.
#[inline(never)]
pub(super) fn begin(visit: Box<Visit>, time: Box<FreeTime>, link: LinkResponse) -> (Flow, Vec<Effect>) {
    let handover = Handover { link, frame: Frame::Closed, height: None, choices: 0 };
    open(visit, time, Box::new(handover))
}

fn open(mut visit: Box<Visit>, time: Box<FreeTime>, mut handover: Box<Handover>) -> (Flow, Vec<Effect>) {
    let request = visit.session.next_request();
    (handover.frame, handover.height, handover.choices) = (Frame::Opening(request), None, 0);
    let effects = vec![announce(&handover), Effect::OpenFrame(request)];
    (Flow::Linked(visit, time, handover), effects)
}

#[inline(never)]
pub(super) fn step(
    visit: Box<Visit>,
    time: Box<FreeTime>,
    mut handover: Box<Handover>,
    event: Event,
    now: DateTime<Utc>,
) -> (Flow, Vec<Effect>) {
    let frame = handover.frame;
    let next = match event {
        Event::TimesAsked => return choosing::again(visit, now),
        Event::FrameAsked if frame == Frame::Closed => return open(visit, time, handover),
        Event::CalendlySaid(said) if frame.is_shown() => return listen(visit, time, handover, said),
        Event::FrameClosed if frame.is_shown() => Frame::Closed,
        Event::FrameBlocked if frame.is_shown() => Frame::Blocked,
        Event::FrameSilent(request) if frame == Frame::Opening(request) => Frame::Silent,
        Event::LinkFollowed => Frame::Left,
        _ => return (Flow::Linked(visit, time, handover), Vec::new()),
    };
    handover.frame = next;
    let mut effects = vec![Effect::Focus(Target::Link)];
    if next != Frame::Closed {
        effects.push(announce(&handover));
    }
    (Flow::Linked(visit, time, handover), effects)
}

fn announce(handover: &Handover) -> Effect {
    Effect::Announce(Announcement::Linked(handover.link.reason, handover.frame))
}

fn listen(
    visit: Box<Visit>,
    time: Box<FreeTime>,
    mut handover: Box<Handover>,
    said: Said,
) -> (Flow, Vec<Effect>) {
    handover.frame = Frame::Open;
    match said {
        Said::Here => {}
        Said::Height(height) => handover.height = Some(height),
        Said::TimeChosen => handover.choices = handover.choices.saturating_add(1),
        Said::Booked(invitee) => return confirm(visit, time, &handover, invitee),
    }
    (Flow::Linked(visit, time, handover), Vec::new())
}

fn confirm(
    mut visit: Box<Visit>,
    time: Box<FreeTime>,
    handover: &Handover,
    invitee: String,
) -> (Flow, Vec<Effect>) {
    let booked_time = if handover.choices > 1 { BookedTime::Another } else { BookedTime::AsAsked };
    let known = |instant| if booked_time == BookedTime::AsAsked { instant } else { "" };
    let (start, end) = (known(&time.start), known(&time.end));
    let booked = telling::booked(&visit, "booked", [id_of(&invitee), &invitee, start, end]);
    let onward = onward::begin(&mut visit, &booked);
    let mut effects =
        vec![Effect::Notify(booked), Effect::Announce(Announcement::Booked), Effect::Focus(Target::Heading)];
    effects.push(Effect::Keep(Vec::new()));
    effects.extend(onward);
    (Flow::BookedThere(visit, time, booked_time), effects)
}
