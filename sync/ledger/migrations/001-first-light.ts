import type { Migration } from '../../sqlite/migrate.ts'
import { lasting } from './lasting.ts'

/** The first schema. Rows are numbered in the order they came (n, seq, idx): the clock may jump, that order does not. */
export const firstLight: Migration = {
  version: 1,
  sql: `
-- What was recorded, as JSON, once: events and labels point at it.
CREATE TABLE inspections (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  seq INTEGER NOT NULL,   -- of its event in the outbox
  record TEXT NOT NULL
) STRICT;
${lasting('inspections')}

-- What people said about it afterwards, as JSON.
CREATE TABLE corrections (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  inspection INTEGER NOT NULL REFERENCES inspections (n),
  seq INTEGER NOT NULL,   -- of its event in the outbox
  correction TEXT NOT NULL
) STRICT;
CREATE INDEX corrections_of ON corrections (inspection);
${lasting('corrections')}

-- What lists show: an inspection with its corrections applied. Follows from the two tables above.
CREATE TABLE standings (
  n INTEGER PRIMARY KEY REFERENCES inspections (n),
  at INTEGER NOT NULL,
  grade TEXT NOT NULL,
  disposition TEXT NOT NULL,
  held INTEGER NOT NULL,
  open INTEGER NOT NULL
) STRICT;
CREATE INDEX standings_at ON standings (at);
CREATE INDEX standings_grade ON standings (grade);
CREATE INDEX standings_disposition ON standings (disposition);
CREATE INDEX standings_open ON standings (n) WHERE open = 1;

-- Plate, SKU, RMA and code of an inspection in upper case, to find it by their first letters.
CREATE TABLE inspection_keys (
  key TEXT NOT NULL,
  n INTEGER NOT NULL REFERENCES inspections (n),
  PRIMARY KEY (key, n)
) STRICT, WITHOUT ROWID;

-- Photographs that some inspection names.
CREATE TABLE evidence_names (
  sha256 TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE print_jobs (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  inspection INTEGER NOT NULL REFERENCES inspections (n),
  zpl TEXT,               -- absent for the first label: it stands in the record
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  outdated INTEGER NOT NULL DEFAULT 0, -- a newer label exists: not to be tried again
  reprint_reason TEXT,
  last_fault TEXT
) STRICT;
CREATE INDEX print_jobs_state ON print_jobs (state);
CREATE INDEX print_jobs_of ON print_jobs (inspection);

-- Events for central. The body of an event about an inspection or a correction is that row's JSON.
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  subject TEXT NOT NULL,
  at INTEGER NOT NULL,
  inspection INTEGER REFERENCES inspections (n),
  correction INTEGER REFERENCES corrections (n),
  audit INTEGER REFERENCES audit (idx),
  body TEXT,
  blobs TEXT NOT NULL
) STRICT;
${lasting('outbox')}
CREATE TABLE uplink (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  acknowledged INTEGER NOT NULL
) STRICT;
INSERT INTO uplink VALUES (1, 0);

CREATE TABLE audit (
  idx INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
${lasting('audit')}

CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  member TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
}
