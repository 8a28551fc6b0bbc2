import type { Migration } from '../../sqlite/migrate.ts'
import { lasting } from './lasting.ts'

/** What the station learns grades from: one vector of numbers an inspection, versioned by the pack and layout that made it. */
export const itemFeatures: Migration = {
  version: 3,
  sql: `
-- Float32, little-endian. The inspection is named before it is recorded, so it is no foreign key; a retake adds a row.
CREATE TABLE item_features (
  n INTEGER PRIMARY KEY,
  inspection TEXT NOT NULL,
  pack TEXT NOT NULL,
  layout TEXT NOT NULL,
  vector BLOB NOT NULL
) STRICT;
CREATE INDEX item_features_of ON item_features (inspection);
${lasting('item_features')}
`,
}
