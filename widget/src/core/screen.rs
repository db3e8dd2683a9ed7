//! What is on the screen, as one value: the whole widget is a function of it.

use crate::{
    core::{
        chooser::{ChooserView, chooser_view},
        confirmation::{ConfirmationView, booked_there_view, canceled_view, confirmation_view},
        flow::{Flow, Frame, Handover, Hold, Standing, StuckReason, Times, Visit},
        form::{FormView, form_view},
        frame::frame_address,
        message::{Action, Failure, Notice, Tone, notice},
        offers::{date_and_time, offline},
        options::Arrangement,
        summary::{CardView, SummaryView, WayBack, card_views, handover_note, moving_summary, summary_view},
        times::Purpose,
        wording::{given_name, hold_ending, hold_lapsed},
        zones::{PickerView, picker_view},
    },
    text::{Text, fill},
};
use chrono::{DateTime, Utc};
use shared::config::Mode;

/// One screen a state of the flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScreenView {
    Loading(Arrangement),
    Stuck(Notice),
    Elsewhere {
        title: String,
        url: String,
    },
    Cards {
        host: Option<String>,
        cards: Vec<CardView>,
        is_demo: bool,
    },
    /// With Calendly's own page, for when it takes long.
    AwaitingTimes(Box<SummaryView>, Arrangement, String),
    WithoutTimes(Box<SummaryView>, Notice),
    Times(Box<SummaryView>, Box<ChooserView>, Option<PickerView>),
    Form(Box<SummaryView>, Box<FormScreen>),
    Confirmed(Box<ConfirmationView>),
    Canceled(Box<ConfirmationView>),
    Linked(Box<SummaryView>, Box<HandoverView>),
}

/// The form and its button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormScreen {
    pub form: FormView,
    pub trouble: Option<Notice>,
    pub is_sending: bool,
    /// Whether there is a check against robots, which needs room.
    pub has_check: bool,
    /// What a visitor should know before they press the button.
    pub note: Option<String>,
    pub button: String,
}

/// The way to Calendly's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverView {
    pub note: &'static str,
    /// The link itself, for a tab of its own.
    pub url: String,
    /// Whether the page can be opened here once more.
    pub can_open_here: bool,
    pub frame: Option<FrameView>,
}

/// Calendly's page in its frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameView {
    pub address: String,
    pub height: Option<String>,
    pub is_opening: bool,
    /// Said when nothing is heard of the page.
    pub trouble: Option<&'static str>,
}

impl ScreenView {
    /// Its name for the style sheet.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Loading(_) => "loading",
            Self::Stuck(_) => "stuck",
            Self::Elsewhere { .. } => "elsewhere",
            Self::Cards { .. } => "cards",
            Self::AwaitingTimes(..) | Self::WithoutTimes(..) | Self::Times(..) => "times",
            Self::Form(..) => "form",
            Self::Confirmed(_) => "confirmed",
            Self::Canceled(_) => "canceled",
            Self::Linked(..) => "linked",
        }
    }

    /// How its days are arranged, if it shows or awaits any. The style sheet could ask for what is within, but then
    /// every line of a long list that goes would have it ask again.
    pub fn arrangement(&self) -> Option<Arrangement> {
        match self {
            Self::Loading(arrangement) | Self::AwaitingTimes(_, arrangement, _) => Some(*arrangement),
            Self::Times(_, chooser, _) => Some(chooser.arrangement),
            _ => None,
        }
    }
}

/// The screen of a flow.
pub fn screen_view(flow: &Flow, now: DateTime<Utc>, text: &Text) -> ScreenView {
    let summary = |visit: &Visit| Box::new(summary_view(visit, flow.chosen(), now, text));
    match flow {
        Flow::Starting(starting) => ScreenView::Loading(starting.options.arrangement),
        Flow::Stuck(stuck) => ScreenView::Stuck(stuck_notice(&stuck.reason, text)),
        Flow::Elsewhere(elsewhere) => ScreenView::Elsewhere {
            title: elsewhere
                .host_name
                .as_deref()
                .map_or(text.widget.to_owned(), |host| fill(text.elsewhere_with, &[given_name(host)])),
            url: elsewhere.url.clone(),
        },
        Flow::ChoosingType(session) => ScreenView::Cards {
            host: session.config.host_name.clone(),
            cards: card_views(session, text),
            is_demo: session.config.mode == Mode::Demo,
        },
        Flow::ChoosingTime(visit) => match &visit.times {
            Times::Awaited(_) => {
                ScreenView::AwaitingTimes(summary(visit), visit.session.options.arrangement, page(visit))
            }
            Times::Failed(failure) => {
                ScreenView::WithoutTimes(summary(visit), no_times(visit, failure, text))
            }
            Times::Known(browse) => {
                let chooser = chooser_view(visit, browse, Purpose::Book, now, text);
                ScreenView::Times(summary(visit), Box::new(chooser), zones(visit, now, text))
            }
        },
        Flow::FillingIn(visit, time, failure) => {
            // The button below sends again, which is the other try.
            let trouble =
                failure.as_ref().map(|failure| Notice { action: Action::None, ..notice(failure, text) });
            let cycle = visit.session.options.locale.hour_cycle;
            let when = date_and_time(time, cycle, text);
            let trouble = trouble.or_else(|| offline(visit, text));
            let hold = visit.hold.as_ref();
            let lapsed = hold.is_some_and(Hold::has_lapsed).then(|| hold_lapsed(time.local, cycle, text));
            let ending = hold.and_then(Hold::ending);
            let about = SummaryView { way_back: Some(WayBack::Times), ..*summary(visit) };
            ScreenView::Form(
                Box::new(about),
                Box::new(FormScreen {
                    form: form_view(&visit.session.form, &visit.event_type, text),
                    trouble,
                    is_sending: false,
                    has_check: visit.session.config.turnstile_site_key.is_some(),
                    note: lapsed.or_else(|| Some(hold_ending(time.local, cycle, ending?, text))),
                    button: fill(text.book, &[&when]),
                }),
            )
        }
        Flow::Sending(visit, ..) => ScreenView::Form(
            summary(visit),
            Box::new(FormScreen {
                form: form_view(&visit.session.form, &visit.event_type, text),
                trouble: None,
                is_sending: true,
                has_check: visit.session.config.turnstile_site_key.is_some(),
                note: None,
                button: text.booking_now.to_owned(),
            }),
        ),
        Flow::Confirmed(visit, standing, care) => {
            ScreenView::Confirmed(Box::new(confirmation_view(visit, standing, care, text)))
        }
        Flow::ChoosingAnother(visit, standing, failure) => {
            another_view(visit, standing, failure.as_ref(), Purpose::Move, now, text)
        }
        Flow::Moving(visit, standing, ..) => another_view(visit, standing, None, Purpose::Wait, now, text),
        Flow::Canceled(visit, standing) => {
            ScreenView::Canceled(Box::new(canceled_view(visit, standing, text)))
        }
        Flow::BookedThere(visit, time, booked_time) => {
            ScreenView::Confirmed(Box::new(booked_there_view(visit, time, *booked_time, text)))
        }
        Flow::Linked(visit, _, handover) => {
            ScreenView::Linked(summary(visit), Box::new(handover_view(visit, handover, text)))
        }
    }
}

/// Calendly's own page of what is looked at.
fn page(visit: &Visit) -> String {
    visit.event_type.scheduling_url.clone()
}

/// Why there are no times. Whatever the reason, Calendly's own page is a way on.
fn no_times(visit: &Visit, failure: &Failure, text: &Text) -> Notice {
    let notice = offline(visit, text).unwrap_or_else(|| notice(failure, text));
    let way_on = notice.way_on.or_else(|| Some(page(visit)));
    Notice { way_on, ..notice }
}

fn zones(visit: &Visit, now: DateTime<Utc>, text: &Text) -> Option<PickerView> {
    picker_view(&visit.session.picker, visit.session.options.locale.hour_cycle, now, text)
}

/// The times while another one is looked for.
#[inline(never)]
fn another_view(
    visit: &Visit,
    standing: &Standing,
    failure: Option<&Failure>,
    purpose: Purpose,
    now: DateTime<Utc>,
    text: &Text,
) -> ScreenView {
    let summary = Box::new(moving_summary(visit, standing, now, text));
    match &visit.times {
        Times::Awaited(_) => {
            ScreenView::AwaitingTimes(summary, visit.session.options.arrangement, page(visit))
        }
        Times::Failed(failure) => ScreenView::WithoutTimes(summary, no_times(visit, failure, text)),
        Times::Known(browse) => {
            let chooser = chooser_view(visit, browse, purpose, now, text);
            // The button beside the time sends again, which is the other try.
            let refused = failure.map(|failure| Notice { action: Action::None, ..notice(failure, text) });
            let chooser = ChooserView { trouble: refused.or(chooser.trouble), ..chooser };
            ScreenView::Times(summary, Box::new(chooser), zones(visit, now, text))
        }
    }
}

#[inline(never)]
fn handover_view(visit: &Visit, handover: &Handover, text: &Text) -> HandoverView {
    let Handover { link, frame, height, .. } = handover;
    let note = handover_note(link.reason, *frame, text);
    let address = frame_address(&link.url, &visit.session.options.page_host);
    HandoverView {
        note,
        url: link.url.clone(),
        can_open_here: address.is_some() && (*frame == Frame::Closed || frame.is_shown()),
        frame: address.filter(|_| frame.is_shown()).map(|address| FrameView {
            address,
            height: height.map(|height| height.to_string()),
            is_opening: matches!(frame, Frame::Opening(_)),
            trouble: (*frame == Frame::Silent).then_some(note),
        }),
    }
}

fn stuck_notice(reason: &StuckReason, text: &Text) -> Notice {
    let (sentence, way_on) = match reason {
        StuckReason::Failed(failure) => return notice(failure, text),
        StuckReason::NothingOnOffer(way_on) => (text.troubles.nothing_on_offer, way_on),
        StuckReason::NoSuchEventType(way_on) => (text.troubles.event_type_gone, way_on),
    };
    Notice { tone: Tone::Trouble, sentence, action: Action::None, way_on: way_on.clone() }
}
