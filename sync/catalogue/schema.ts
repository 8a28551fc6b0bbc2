import type { Migration } from '../sqlite/migrate.ts'
import type { DatabaseKind } from '../sqlite/open.ts'

/** The first schema. Rows keep their JSON whole; beside it stands only what is looked up. */
const firstLight: Migration = {
  version: 1,
  sql: `
CREATE TABLE skus (
  n INTEGER PRIMARY KEY,
  sku TEXT NOT NULL UNIQUE,
  gtin TEXT,
  title TEXT NOT NULL,
  data TEXT NOT NULL
) STRICT;
CREATE INDEX skus_gtin ON skus (gtin) WHERE gtin IS NOT NULL;

CREATE TABLE lines (
  line TEXT PRIMARY KEY,
  data TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every reference of a line (RMA, tracking number, plate, order, own id), as references are compared.
CREATE TABLE line_references (
  reference TEXT NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (reference, line)
) STRICT, WITHOUT ROWID;

-- Words of codes and titles; the texts themselves stay in skus.
CREATE VIRTUAL TABLE sku_words USING fts5 (
  sku, title, content = 'skus', content_rowid = 'n',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3', detail = none, columnsize = 0
);
CREATE TRIGGER skus_added AFTER INSERT ON skus BEGIN
  INSERT INTO sku_words (rowid, sku, title) VALUES (new.n, new.sku, new.title);
END;
CREATE TRIGGER skus_removed AFTER DELETE ON skus BEGIN
  INSERT INTO sku_words (sku_words, rowid, sku, title) VALUES ('delete', old.n, old.sku, old.title);
END;
CREATE TRIGGER skus_retitled AFTER UPDATE OF title ON skus WHEN old.title <> new.title BEGIN
  INSERT INTO sku_words (sku_words, rowid, sku, title) VALUES ('delete', old.n, old.sku, old.title);
  INSERT INTO sku_words (rowid, sku, title) VALUES (new.n, new.sku, new.title);
END;

-- How far central's changes are here, and how many rows there are: counting a million takes too long for a screen.
CREATE TABLE pulled (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  cursor INTEGER NOT NULL,
  skus INTEGER NOT NULL,
  lines INTEGER NOT NULL
) STRICT;
INSERT INTO pulled VALUES (1, 0, 0, 0);
CREATE TRIGGER skus_more AFTER INSERT ON skus BEGIN UPDATE pulled SET skus = skus + 1; END;
CREATE TRIGGER skus_fewer AFTER DELETE ON skus BEGIN UPDATE pulled SET skus = skus - 1; END;
CREATE TRIGGER lines_more AFTER INSERT ON lines BEGIN UPDATE pulled SET lines = lines + 1; END;
CREATE TRIGGER lines_fewer AFTER DELETE ON lines BEGIN UPDATE pulled SET lines = lines - 1; END;
`,
}

/** A GTIN alone names a SKU; the index finds the lines that wait for one. */
const linesOfSkus: Migration = {
  version: 2,
  sql: `CREATE INDEX lines_sku ON lines (data ->> '$.sku', line)`,
}

/**
 * How a catalogue file is opened. It is a copy that central can send again, cursor by cursor: a power cut may take the
 * last pages together with their cursor (NORMAL), and nothing is checked at a start that should be quick.
 */
export function catalogueKind(file: string): DatabaseKind {
  return {
    file,
    what: 'catalogue',
    applicationId: 0x52474331, // 'RGC1'
    migrations: [firstLight, linesOfSkus],
    synchronous: 'NORMAL',
    check: false,
  }
}
