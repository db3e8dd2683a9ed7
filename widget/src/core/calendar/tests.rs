//! The table is whole weeks with one tab stop, whatever is chosen or focused.

use super::*;
use crate::{
    core::{
        flow::{Event, Flow, samples},
        keys::{Direction, Key, Press},
    },
    text::en::EN,
};
use proptest::prelude::*;

fn view(flow: &Flow) -> MonthView {
    month_view(flow.browse().unwrap(), Locale::default(), samples::NOW, &EN)
}

fn days(view: &MonthView) -> Vec<&DayView> {
    let cells = view.weeks.iter().flatten();
    cells.filter_map(|cell| if let Cell::Day(day) = cell { Some(day) } else { None }).collect()
}

#[test]
fn each_day_says_all_about_itself() {
    let view = view(&samples::choosing());
    let lines: Vec<String> = days(&view)
        .iter()
        .map(|day| {
            format!(
                "{} | {} | tab {} | disabled {:?} | current {:?} | pressed {} | full {} | loading {}",
                day.label,
                day.part,
                day.tab_index,
                day.aria_disabled,
                day.aria_current,
                day.aria_pressed,
                day.fullness,
                day.is_loading
            )
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_week_begins_where_the_visitor_is_used_to() {
    let names = |start| {
        let locale = Locale { week_start: start, ..Locale::default() };
        columns(locale, &EN).join(" ")
    };
    assert_eq!(names(chrono::Weekday::Sun), "Sun Mon Tue Wed Thu Fri Sat");
    assert_eq!(names(chrono::Weekday::Sat), "Sat Sun Mon Tue Wed Thu Fri");
}

#[test]
fn one_free_time_among_many_still_shows() {
    assert_eq!(
        [(0, 40), (1, 40), (20, 40), (40, 40), (0, 0)].map(|(count, most)| fullness(count, most)),
        ["0", "1", "2", "4", "0"]
    );
}

proptest! {
    #[test]
    fn there_is_exactly_one_tab_stop_and_every_week_is_whole(
        steps in prop::collection::vec((0_usize..8, any::<bool>(), -3_i32..4), 0..40),
    ) {
        use Key::{Down, End, Home, Left, PageDown, PageUp, Right, Up};
        let keys = [Left, Right, Up, Down, Home, End, PageUp, PageDown];
        let mut flow = samples::choosing();
        for (key, with_shift, months) in steps {
            let press = Press { key: keys[key], with_shift, direction: Direction::Ltr };
            let event = if months == 0 { Event::KeyPressed(press) } else { Event::MonthMoved(months) };
            flow = flow.step(event, samples::NOW).0;
            let view = view(&flow);
            prop_assert!(view.weeks.iter().all(|week| week.len() == 7));
            let days = days(&view);
            prop_assert_eq!(days.iter().filter(|day| day.tab_index == "0").count(), 1);
            prop_assert!(days.iter().all(|day| day.aria_disabled.is_some() == (day.fullness == "0")));
        }
    }
}
