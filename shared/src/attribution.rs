//! Where a visitor came from: campaign, advertisement, referring site and landing page, at the first and at the
//! last touch.
//!
//! It tells of visits, never of people. No whole query string comes in here, only values with known names; pages
//! are kept without query and fragment, other sites without their path; and whatever looks as if it held an
//! e-mail address is refused, because newsletters put addresses into links.

mod rule;

use crate::{
    booking::Tracking,
    problem::{FieldCode, FieldError},
};
use rule::Rule;
use serde::{Deserialize, Serialize};

/// How a visitor found the page. Where both touches are the same, `last` alone is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Attribution {
    /// The first visit that is known of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<Touch>,
    /// The last visit that came from somewhere: a campaign, an advertisement, another site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<Touch>,
}

/// One visit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Touch {
    /// Where the visit came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_source: Option<String>,
    /// By which medium.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_medium: Option<String>,
    /// Through which campaign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_campaign: Option<String>,
    /// Which variant of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_content: Option<String>,
    /// Which search term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_term: Option<String>,
    /// A Salesforce record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub salesforce_uuid: Option<String>,
    /// The click on an advertisement, as Google Ads numbers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gclid: Option<String>,
    /// The same of Meta.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fbclid: Option<String>,
    /// The same of Microsoft Advertising.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msclkid: Option<String>,
    /// The same of TikTok.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ttclid: Option<String>,
    /// The origin of the site that led here, e.g. `https://www.google.com`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referrer: Option<String>,
    /// The page that was visited: origin and path, e.g. `https://example.com/pricing`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub landing_page: Option<String>,
}

impl Touch {
    /// Reads what `value` has under each name. A value that the edge would refuse is left out: it must not stand
    /// in the way of a booking.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        let mut touch = Self::default();
        for (name, place, rule) in touch.places() {
            *place = value(name).filter(|text| rule.check(text).is_none());
        }
        touch
    }

    /// Each value's name, place and rule. Not copied into those that go through them.
    #[inline(never)]
    fn places(&mut self) -> [(&'static str, &mut Option<String>, Rule); 12] {
        [
            ("utm_source", &mut self.utm_source, Rule::Campaign),
            ("utm_medium", &mut self.utm_medium, Rule::Campaign),
            ("utm_campaign", &mut self.utm_campaign, Rule::Campaign),
            ("utm_content", &mut self.utm_content, Rule::Campaign),
            ("utm_term", &mut self.utm_term, Rule::Campaign),
            ("salesforce_uuid", &mut self.salesforce_uuid, Rule::Campaign),
            ("gclid", &mut self.gclid, Rule::ClickId),
            ("fbclid", &mut self.fbclid, Rule::ClickId),
            ("msclkid", &mut self.msclkid, Rule::ClickId),
            ("ttclid", &mut self.ttclid, Rule::ClickId),
            ("referrer", &mut self.referrer, Rule::Site),
            ("landing_page", &mut self.landing_page, Rule::Page),
        ]
    }

    /// The values that Calendly keeps.
    fn tracking(&self) -> Tracking {
        Tracking {
            utm_source: self.utm_source.clone(),
            utm_medium: self.utm_medium.clone(),
            utm_campaign: self.utm_campaign.clone(),
            utm_content: self.utm_content.clone(),
            utm_term: self.utm_term.clone(),
            salesforce_uuid: self.salesforce_uuid.clone(),
        }
    }
}

impl Attribution {
    /// Both touches, each as far as it says anything; the first only where it differs from the last.
    pub fn of(first: Touch, last: Touch) -> Self {
        let says = |touch: &Touch| *touch != Touch::default();
        Self {
            first: Some(first).filter(|first| says(first) && *first != last),
            last: Some(last).filter(says),
        }
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Errors of the values, at their pointers in the body of a booking.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        for (which, touch) in [("first", &self.first), ("last", &self.last)] {
            for (name, text, rule) in touch.clone().unwrap_or_default().places() {
                let wrong: Option<(FieldCode, String)> = text.as_deref().and_then(|text| rule.check(text));
                errors.extend(wrong.map(|(code, detail)| {
                    FieldError::at(format!("/attribution/{which}/{name}"), code, detail)
                }));
            }
        }
        errors
    }

    /// The six values for Calendly: the caller's `own`, and what those leave open from the last touch that knows
    /// it. The five `utm_*` belong together, so that no campaign is credited with another one's source.
    pub fn complete(&self, own: &Tracking) -> Tracking {
        let touches = self.last.iter().chain(&self.first).map(Touch::tracking);
        let known: Vec<Tracking> = core::iter::once(own.clone()).chain(touches).collect();
        let campaign =
            |tracking: &&Tracking| tracking.entries().iter().take(5).any(|(_, value)| value.is_some());
        Tracking {
            salesforce_uuid: known.iter().find_map(|tracking| tracking.salesforce_uuid.clone()),
            ..known.iter().find(campaign).cloned().unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests;
