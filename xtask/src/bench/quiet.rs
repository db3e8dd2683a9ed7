//! Which of many rounds count: on a machine that others use too, those in which they did not.

/// Fewer undisturbed rounds than this, or than a tenth of all, are too few to go by.
const FEWEST: usize = 5;

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
    /// Leaves the disturbed rounds out, unless too few would remain. Where nobody knows what others did, nothing is
    /// left out.
    pub(super) fn from(all: &'a [T], limit: f64, others: impl Fn(&T) -> Option<f64>) -> Self {
        let is_quiet = |round: &&T| others(round).is_none_or(|cores| cores <= limit);
        let quiet: Vec<_> = all.iter().filter(is_quiet).collect();
        let disturbed = all.len() - quiet.len();
        let are_enough = quiet.len() >= FEWEST && quiet.len() * 10 >= all.len();
        let rounds = if are_enough { quiet } else { all.iter().collect() };
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
    fn check(quiet: usize, disturbed: usize, counted: usize, remark: &str) {
        let others: Vec<_> = [vec![Some(0.1); quiet], vec![Some(0.2); disturbed]].concat();
        let chosen = Chosen::from(&others, 0.1, |others| *others);
        assert_eq!(chosen.rounds.len(), counted);
        assert!(chosen.remark("rounds").starts_with(remark), "{}", chosen.remark("rounds"));
    }

    #[test]
    fn disturbed_rounds_are_left_out_as_long_as_enough_remain() {
        check(20, 0, 20, "No other program disturbed these 20 rounds.");
        check(20, 1, 20, "Left out: 1 of 21 rounds, in which other programs used more than 0.1");
        check(5, 45, 5, "Left out: 45 of 50 rounds");
        check(5, 46, 51, "**Disturbed:** in 46 of 51 rounds");
        check(4, 1, 5, "**Disturbed:** in 1 of 5 rounds");
        check(1, 0, 1, "No other");
        check(0, 0, 0, "No other");
    }

    #[test]
    fn where_nobody_knows_what_others_did_everything_counts() {
        assert_eq!(Chosen::from(&[None, None], 0.1, |others| *others).rounds.len(), 2);
    }
}
