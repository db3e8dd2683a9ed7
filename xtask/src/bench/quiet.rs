//! Which of many rounds count: on a machine that others use too, those in which they did not.

/// The rounds that count, and why those.
#[derive(Clone, Debug)]
pub(super) struct Chosen<'a, T> {
    pub(super) rounds: Vec<&'a T>,
    /// How many were disturbed, of how many in all.
    disturbed: usize,
    all: usize,
    /// How many cores others may use.
    limit: f64,
}

impl<'a, T> Chosen<'a, T> {
    /// Leaves the disturbed rounds out, unless fewer than half of them would remain. Where nobody knows what others
    /// did, nothing is left out.
    pub(super) fn from(all: &'a [T], limit: f64, others: impl Fn(&T) -> Option<f64>) -> Self {
        let is_quiet = |round: &&T| others(round).is_none_or(|cores| cores <= limit);
        let quiet: Vec<_> = all.iter().filter(is_quiet).collect();
        let disturbed = all.len() - quiet.len();
        let rounds = if quiet.len() * 2 < all.len() { all.iter().collect() } else { quiet };
        Self { rounds, disturbed, all: all.len(), limit }
    }

    /// What a reader must know about the choice; `what` are the rounds.
    pub(super) fn remark(&self, what: &str) -> String {
        let Self { disturbed, all, limit, .. } = self;
        if *disturbed == 0 {
            format!("No other program disturbed these {all} {what}.")
        } else if self.rounds.len() < *all {
            format!(
                "Left out: {disturbed} of {all} {what}, in which other programs used more than {limit} cores."
            )
        } else {
            format!(
                "**Disturbed:** in {disturbed} of {all} {what} other programs used more than {limit} cores, too many to \
                 leave them out. Measure again."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(others: &[Option<f64>], counted: usize, remark: &str) {
        let chosen = Chosen::from(others, 0.1, |others| *others);
        assert_eq!(chosen.rounds.len(), counted);
        assert!(chosen.remark("rounds").starts_with(remark), "{}", chosen.remark("rounds"));
    }

    #[test]
    fn disturbed_rounds_are_left_out_as_long_as_half_remain() {
        check(&[Some(0.0), Some(0.1)], 2, "No other program disturbed these 2 rounds.");
        check(
            &[Some(0.0), Some(0.2)],
            1,
            "Left out: 1 of 2 rounds, in which other programs used more than 0.1",
        );
        check(&[Some(0.0), Some(0.2), Some(0.3)], 3, "**Disturbed:** in 2 of 3 rounds");
        check(&[None, None], 2, "No other");
        check(&[], 0, "No other");
    }
}
