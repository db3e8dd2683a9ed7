//! How much processor time a process has used, from Linux's `/proc`. Elsewhere nobody knows, and says so.

use std::fs;

/// Linux reports processor time to programs in hundredths of a second, whatever the kernel's own clock is.
const TICKS_PER_SECOND: f64 = 100.0;
/// `utime` and `stime` are the 14th and 15th field of `/proc/<pid>/stat` (`proc_pid_stat(5)`). Counted from behind
/// the program's name, which is the second field and may itself contain spaces.
const USER: usize = 11;
const SYSTEM: usize = 12;

/// Seconds that all threads of process `pid` have spent in user and in system mode since it began.
pub fn seconds_of(pid: u32) -> Option<f64> {
    seconds_in(&fs::read_to_string(format!("/proc/{pid}/stat")).ok()?)
}

fn seconds_in(stat: &str) -> Option<f64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let ticks = |index: usize| fields.get(index)?.parse::<u32>().ok().map(f64::from);
    Some((ticks(USER)? + ticks(SYSTEM)?) / TICKS_PER_SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(stat: &str, expected: Option<f64>) {
        assert_eq!(seconds_in(stat), expected, "{stat}");
    }

    #[test]
    fn user_and_system_time_are_added_up() {
        check("7 (workerd) S 1 7 7 0 -1 4194304 100 0 0 0 1234 66 5 5 20 0", Some(13.0));
        check("7 (a) b (c)) S 1 7 7 0 -1 4194304 100 0 0 0 100 0 5 5 20 0", Some(1.0));
    }

    #[test]
    fn what_is_no_stat_is_not_guessed_at() {
        check("", None);
        check("7 (workerd) S 1 7", None);
        check("7 (workerd) S 1 7 7 0 -1 4194304 100 0 0 0 many 66", None);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_process_can_ask_about_itself() {
        assert!(seconds_of(std::process::id()).is_some());
        assert!(seconds_of(u32::MAX).is_none());
    }
}
