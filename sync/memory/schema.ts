import type { Migration } from '../sqlite/migrate.ts'
import type { DatabaseKind } from '../sqlite/open.ts'

const firstMemory: Migration = {
  version: 1,
  sql: `
CREATE TABLE units (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  sku TEXT NOT NULL,
  taught_by TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX units_sku ON units (sku, n);

CREATE TABLE views (
  unit TEXT NOT NULL REFERENCES units (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  photo BLOB NOT NULL,
  bank TEXT NOT NULL,
  cells BLOB NOT NULL,
  PRIMARY KEY (unit, role)
) STRICT;
`,
}

/** Views of another bank are looked for while the lane is idle: without reading every photograph. */
const byBank: Migration = { version: 2, sql: 'CREATE INDEX views_bank ON views (bank);' }

/** Photographs lie apart: SQLite reads through what stands before a column, and lists and cells are read far more often. */
const photosApart: Migration = {
  version: 3,
  sql: `
CREATE TABLE photos (
  unit TEXT NOT NULL REFERENCES units (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  photo BLOB NOT NULL,
  PRIMARY KEY (unit, role)
) STRICT;
INSERT INTO photos SELECT unit, role, photo FROM views ORDER BY rowid;
ALTER TABLE views DROP COLUMN photo;
`,
}

/** What each view is to the network that tells products apart, and what made it. */
const signed: Migration = {
  version: 4,
  sql: `
CREATE TABLE signatures (
  unit TEXT NOT NULL,
  role TEXT NOT NULL,
  made TEXT NOT NULL,
  signature BLOB NOT NULL,
  PRIMARY KEY (unit, role),
  FOREIGN KEY (unit, role) REFERENCES views (unit, role) ON DELETE CASCADE
) STRICT;
`,
}

/** Where the item is, where the empty stage told it as the photograph was taken: that stage is another one later. */
const cutByStage: Migration = { version: 5, sql: 'ALTER TABLE photos ADD COLUMN cut BLOB;' }

/** What a network said of each quarter of a view: read for the few that are looked at closely. */
const quartered: Migration = {
  version: 6,
  sql: `
CREATE TABLE quarters (
  unit TEXT NOT NULL,
  role TEXT NOT NULL,
  quarter INTEGER NOT NULL,
  patches BLOB NOT NULL,
  PRIMARY KEY (unit, role, quarter),
  FOREIGN KEY (unit, role) REFERENCES views (unit, role) ON DELETE CASCADE
) STRICT;
`,
}

/** What each place of a view is to that network: read for the few views that are held against an item. */
const placed: Migration = { version: 7, sql: 'ALTER TABLE signatures ADD COLUMN places BLOB;' }

/** How the file of units is opened: nobody can send a taught unit again, so a commit is on the disk when it returns. */
export function memoryKind(file: string): DatabaseKind {
  return {
    file,
    what: 'memory',
    applicationId: 0x52474d31, // 'RGM1'
    migrations: [firstMemory, byBank, photosApart, signed, cutByStage, quartered, placed],
    synchronous: 'FULL',
    check: false,
  }
}
