//! What can happen to the flow, and what it asks of the world in return.

use crate::core::{
    flow::Frame,
    form::{Edit, Field},
    frame::Said,
    keys::Press,
    message::Failure,
    options::HourCycle,
};
use shared::{
    booking::{BookingRequest, BookingResponse, CancelRequest, LinkReason, RescheduleRequest},
    config::Config,
    day::Day,
    slots::{DayRange, SlotsResponse},
};

/// Names one request, so that an answer to another one can be told apart. Never used twice in a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId(pub u32);

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    ConfigArrived(RequestId, Result<Config, Failure>),
    SlotsArrived(RequestId, Result<SlotsResponse, Failure>),
    BookingAnswered(RequestId, Result<BookingResponse, Failure>),
    /// A card was pressed; the slug of its event type.
    EventTypeChosen(String),
    /// Back to the cards.
    EventTypesAsked,
    /// The month before (−1) or after (1) was asked for.
    MonthMoved(i32),
    /// A month was asked for by one of its days.
    MonthShown(Day),
    /// A calendar key was pressed.
    KeyPressed(Press),
    DayChosen(Day),
    /// A time was chosen by its `start`, in the list or among the next free ones.
    TimeChosen(String),
    /// The chosen time is the right one: on to the form.
    Continued,
    /// A time nearby was chosen after the first one was taken.
    AlternativeChosen(String),
    /// The month was opened or closed where space is short.
    MonthToggled,
    HourCycleChosen(HourCycle),
    Edited(Edit),
    Submitted,
    /// Back from the form, or from a link, to the times.
    TimesAsked,
    /// Another time is wanted for the booking.
    MoveAsked,
    /// The booking is perhaps not wanted any more.
    CancelAsked,
    /// It is wanted after all, and as it was.
    KeepAsked,
    /// Why it is not wanted.
    ReasonTyped(String),
    /// It is really not wanted any more.
    CancelConfirmed,
    /// Another try at what failed.
    Retried,
    /// Calendly's page was asked for once more, here.
    FrameAsked,
    /// Its frame was closed.
    FrameClosed,
    /// The page around does not let it in.
    FrameBlocked,
    /// It has said nothing for as long as somebody can be asked to wait.
    FrameSilent(RequestId),
    /// It said something, and it was surely it that said so.
    CalendlySaid(Said),
    /// The link was opened in a tab of its own.
    LinkFollowed,
}

/// Whether an `Idempotency-Key` is new or the one of the attempt before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Fresh,
    /// The same content again after an answer that left doubt: the edge must see that it is the same.
    Same,
}

/// What opens one booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    pub id: String,
    pub token: String,
}

/// What is wanted of a booking that exists.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// To know how it stands, after so many milliseconds.
    Read {
        pause: i32,
    },
    Cancel(CancelRequest),
    Move(Key, RescheduleRequest),
}

/// Something to be done outside. Each fetch is answered by the event of its name.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    FetchConfig(RequestId),
    FetchSlots {
        request: RequestId,
        slug: String,
        zone: String,
        /// `None` for what the edge thinks best to begin with.
        range: Option<DayRange>,
        /// How long to wait before asking, in milliseconds: the edge is fetching these times anew.
        pause: i32,
    },
    /// The form is on the screen from now on; the site key of the check against robots, where there is one.
    FormShown(Option<String>),
    Book {
        request: RequestId,
        key: Key,
        body: Box<BookingRequest>,
    },
    /// Answered by [`Event::BookingAnswered`] as well.
    Manage {
        request: RequestId,
        access: Access,
        wish: Wish,
    },
    /// To show the frame's dialog, and to answer with [`Event::FrameSilent`] after a while.
    OpenFrame(RequestId),
    Focus(Target),
    Announce(Announcement),
    Notify(HostEvent),
}

/// Where the focus should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The heading of the step that has just begun.
    Heading,
    /// The notice that has just appeared.
    Notice,
    /// What leads to Calendly's page.
    Link,
    /// The question that has just been put.
    Question,
    /// What put it.
    Change,
    Day(Day),
    Field(Field),
}

/// What a screen reader should say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Announcement {
    /// The chosen day and how many times are free on it.
    Day(Day, usize),
    /// The month in view and on how many days there are times.
    Month(Day, usize),
    /// How many fields must be mended.
    Issues(usize),
    Sending,
    Booked,
    Moving,
    Moved,
    Canceling,
    Canceled,
    /// Not booked yet: it is finished on Calendly's page.
    Linked(LinkReason, Frame),
    Trouble(Failure),
}

/// What the page around the widget is told. Small, and free of personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostEvent {
    Ready,
    SlotSelected {
        start: String,
        end: String,
        timezone: String,
    },
    /// `start` and `end` are empty when the visitor chose another time on Calendly's page.
    Booked {
        booking_id: String,
        start: String,
        end: String,
        event_type: String,
    },
    /// Moved to this time; the booking has a new id.
    Rescheduled {
        booking_id: String,
        start: String,
        end: String,
        event_type: String,
    },
    Canceled {
        booking_id: String,
        event_type: String,
    },
    Error {
        code: &'static str,
    },
}
