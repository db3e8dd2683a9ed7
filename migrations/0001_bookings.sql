-- What is kept of each attempt to book, for how long and why: README.md, "What is kept".
-- All instants are RFC 3339 in UTC with whole seconds, so that they order as texts.
CREATE TABLE bookings (
  -- Names the attempt: a digest of its key_digest, event type, start and e-mail address.
  attempt TEXT NOT NULL PRIMARY KEY,
  -- SHA-256 of the Idempotency-Key, in base64url without padding: finds the attempt of whoever has the key.
  key_digest TEXT NOT NULL,
  status TEXT NOT NULL CHECK (
    status IN ('started', 'confirmed', 'linked', 'refused', 'failed', 'canceled', 'rescheduled')
  ),
  -- Why it was refused or failed (a problem's code), or why it is a link and no booking.
  reason TEXT,
  -- The event type's slug, and Calendly's URI of it.
  event_type TEXT NOT NULL,
  event_type_uri TEXT NOT NULL,
  start_time TEXT NOT NULL,
  end_time TEXT NOT NULL,
  -- The invitee.
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  timezone TEXT NOT NULL,
  -- JSON: the six tracking values that Calendly got, and both touches (docs/API.md). Null when nothing is known.
  tracking TEXT,
  attribution TEXT,
  -- The booking's name in the API's routes, and Calendly's URIs of it. Null unless it was booked directly.
  booking TEXT,
  event_uri TEXT,
  invitee_uri TEXT,
  -- The booking that this one takes the place of, whose attribution it inherits.
  replaces TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  -- When it was over: the end of what is booked, else the last change. From here on its days are counted.
  over_at TEXT GENERATED ALWAYS AS (
    CASE WHEN status = 'confirmed' THEN max(end_time, updated_at) ELSE updated_at END
  ) VIRTUAL
) STRICT, WITHOUT ROWID;

CREATE INDEX bookings_by_booking ON bookings (booking) WHERE booking IS NOT NULL;
CREATE INDEX bookings_by_key ON bookings (key_digest);
CREATE INDEX bookings_by_over ON bookings (over_at);
