import type { Migration } from '../../sqlite/migrate.ts'

/** Which inspections rest on a photograph, so that it can go when none needs it any more. */
export const evidenceOf: Migration = {
  version: 4,
  sql: `
CREATE TABLE evidence_of (
  sha256 TEXT NOT NULL,
  n INTEGER NOT NULL REFERENCES inspections (n),
  PRIMARY KEY (sha256, n)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO evidence_of (sha256, n)
SELECT shot.value ->> '$.sha256', i.n FROM inspections i, json_each(i.record, '$.shots') shot;
`,
}
