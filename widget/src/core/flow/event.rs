//! What can happen to the flow, and what it asks of the world in return.

use crate::core::{
    flow::Frame,
    form::{Edit, Field, Known},
    frame::Said,
    keys::Press,
    message::{Failure, Trouble},
    options::{Arrangement, HourCycle},
    zones::Zone,
};
use chrono::NaiveDateTime;
use shared::{
    booking::{BookingRequest, BookingResponse, CancelRequest, LinkReason, RescheduleRequest},
    config::Config,
    day::Day,
    hold::{HoldRequest, HoldResponse},
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
    /// The page does not want this attempt to be sent.
    BookingPrevented(RequestId, Key),
    /// A card was pressed, or another length; the slug of its event type.
    EventTypeChosen(String),
    /// Back to the cards.
    EventTypesAsked,
    /// The month or week before (−1) or after (1) was asked for.
    MonthMoved(i32),
    /// What is after the days in view may soon be asked for.
    MonthNeared,
    /// A month or week was asked for by one of its days.
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
    ArrangementChosen(Arrangement),
    /// More days of the list were asked for.
    MoreAsked,
    Edited(Edit),
    Submitted,
    /// The list of time zones was asked for.
    ZonesAsked,
    ZonesArrived(RequestId, Result<Vec<Zone>, Failure>),
    ZonesClosed,
    /// Something was typed to find a zone by; folded.
    ZoneSought(String),
    /// An arrow key in the list.
    ZoneMoved(isize),
    /// A zone was chosen by its id, or the one where the arrows are.
    ZoneChosen(Option<String>),
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
    HoldAnswered(RequestId, Result<HoldResponse, Failure>),
    /// A wait that was asked for is over.
    Waited(RequestId),
    /// Something is known of the visitor, from whoever knew it before they typed it here.
    Prefilled(Vec<Known>),
    /// A field was asked for by name, where all that is wrong is listed.
    FieldAsked(Field),
    /// The visitor does not want to be led on, or not later.
    StayAsked,
    GoAsked,
    /// The browser has lost its connection, or has it back.
    WentOffline,
    CameBack,
    /// The visitor leaves the page, or the page takes the widget away.
    PageLeft,
    /// The page is there again as it was left.
    PageShown,
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
    /// To book, unless the page does so itself: then with [`Event::BookingPrevented`] for an answer. `end` is the time's.
    Book {
        request: RequestId,
        key: Key,
        body: Box<BookingRequest>,
        end: String,
    },
    /// Answered by [`Event::BookingAnswered`] as well.
    Manage {
        request: RequestId,
        access: Access,
        wish: Wish,
    },
    /// To show the frame's dialog, and to answer with [`Event::FrameSilent`] after a while.
    OpenFrame(RequestId),
    FetchZones(RequestId),
    /// To show the dialog with the list of zones.
    OpenZones,
    /// To scroll the list to where the arrows are.
    RevealZone,
    /// To keep the zones that were chosen last for the next visit.
    RememberZones(Vec<String>),
    /// To write times like this on the next visit too.
    RememberHourCycle(HourCycle),
    Focus(Target),
    Announce(Announcement),
    Notify(HostEvent),
    /// To keep a seat.
    Hold {
        request: RequestId,
        body: Box<HoldRequest>,
    },
    /// To keep what was typed, for a visitor who reloads the page; nothing, when it has been booked.
    Keep(Vec<Known>),
    /// What this field holds was taken out of it.
    Clear(Field),
    /// To go to the owner's page, with these values in its address.
    Leave(String, Vec<Known>),
    /// To answer with [`Event::Waited`] after so many milliseconds.
    Wait {
        request: RequestId,
        milliseconds: i32,
    },
    /// To give the seat back, also when the page is about to go. Nobody waits for an answer.
    ReleaseHold(String),
}

/// That something failed, for the page and for those who cannot see the notice.
pub(super) fn told(failure: &Failure) -> Vec<Effect> {
    vec![
        Effect::Notify(HostEvent::new("error", &[("code", failure.code())])),
        Effect::Announce(Announcement::Trouble(failure.trouble())),
    ]
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
    /// What opens the list of zones.
    Zone,
    /// Where one is looked for.
    Search,
    Day(Day),
    Field(Field),
}

/// What a screen reader should say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Announcement {
    /// The chosen day and how many times are free on it.
    Day(Day, usize),
    /// The month or the days in view and on how many days there are times.
    Page(DayRange, usize),
    /// The length of the meeting from now on, in minutes.
    Length(u32),
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
    Trouble(Trouble),
    /// Times are shown in another zone from now on.
    Zone(String),
    /// The time, on the visitor's clock, is not kept any more.
    HoldLapsed(NaiveDateTime, HourCycle),
    /// For so many minutes it is.
    HoldEnding(NaiveDateTime, HourCycle, usize),
    /// Who comes along, after a guest was added or removed.
    Guests(String),
    /// Where the visitor is led in a moment.
    LedOn(String),
    Offline,
}

/// What the page around the widget is told: the event of this name (`openslot:` stands before it), and its details, names
/// and values. A dot in a name puts the value into a part of the details, which a page gets whole.
///
/// Small, and free of personal data: what is under `invitee` and `request` is held back unless the page asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostEvent {
    pub name: &'static str,
    pub detail: Vec<Known>,
}

impl HostEvent {
    /// An event with these details, without those that are not known.
    pub fn new(name: &'static str, detail: &[(&str, &str)]) -> Self {
        let known = detail.iter().filter(|(_, value)| !value.is_empty());
        Self { name, detail: known.map(|(name, value)| ((*name).into(), (*value).into())).collect() }
    }

    /// A detail by its name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.detail.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}
