//! Every statement about the table `bookings`. Values are bound, never written in.

/// `?1`…`?14`. An attempt that is already known stays as it is: this write may arrive after the one that tells
/// what came of it.
pub(super) const BEGIN: &str = "\
INSERT INTO bookings (attempt, key_digest, event_type, event_type_uri, start_time, end_time, name, email, timezone,
  tracking, attribution, created_at, updated_at, replaces, status)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,
  coalesce(?11, (SELECT attribution FROM bookings WHERE booking = ?14)), ?12, ?13, ?14, 'started')
ON CONFLICT (attempt) DO NOTHING";

/// `?1`…`?19`. What is booked stays booked: an answer that was late, or is given again, changes nothing.
pub(super) const FINISH: &str = "\
INSERT INTO bookings (attempt, key_digest, event_type, event_type_uri, start_time, end_time, name, email, timezone,
  tracking, attribution, created_at, updated_at, replaces, status, reason, booking, event_uri, invitee_uri)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,
  coalesce(?11, (SELECT attribution FROM bookings WHERE booking = ?14)), ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
ON CONFLICT (attempt) DO UPDATE SET
  start_time = excluded.start_time, end_time = excluded.end_time, updated_at = excluded.updated_at,
  status = excluded.status, reason = excluded.reason, booking = excluded.booking,
  event_uri = excluded.event_uri, invitee_uri = excluded.invitee_uri
WHERE bookings.status IN ('started', 'linked', 'refused', 'failed')";

/// `?1` booking, `?2` status, `?3` now. A booking that was moved is canceled at Calendly as well, and is told
/// apart from one that was given up in whatever order both are heard of.
pub(super) const CHANGE: &str = "\
UPDATE bookings SET status = ?2, updated_at = ?3
WHERE booking = ?1 AND (status = 'confirmed' OR (status = 'canceled' AND ?2 = 'rescheduled'))";

/// `?1` booking.
pub(super) const FIND: &str = "SELECT * FROM bookings WHERE booking = ?1 ORDER BY created_at DESC LIMIT 1";

/// `?1` digest of an `Idempotency-Key`.
pub(super) const FIND_ATTEMPT: &str =
    "SELECT * FROM bookings WHERE key_digest = ?1 ORDER BY created_at DESC LIMIT 1";

/// `?1` instant. A thousand at a time, so that a round takes no longer than the database allows.
pub(super) const FORGET: &str = "\
DELETE FROM bookings WHERE attempt IN (SELECT attempt FROM bookings WHERE over_at < ?1 LIMIT 1000)
RETURNING attempt";

/// All, a thousand at a time.
pub(super) const FORGET_ALL: &str = "\
DELETE FROM bookings WHERE attempt IN (SELECT attempt FROM bookings LIMIT 1000) RETURNING attempt";
