import type { Migration } from '../../sqlite/migrate.ts'
import { lasting } from './lasting.ts'

/** What a second model said of the same photographs, beside the active one's answer. */
export const shadowAnswers: Migration = {
  version: 2,
  sql: `
-- Both answers as JSON. The inspection is named before it is recorded, so it is no foreign key; a retake adds a row.
CREATE TABLE shadow_answers (
  n INTEGER PRIMARY KEY,
  inspection TEXT NOT NULL,
  at INTEGER NOT NULL,
  active TEXT NOT NULL,
  shadow TEXT NOT NULL
) STRICT;
CREATE INDEX shadow_answers_of ON shadow_answers (inspection);
${lasting('shadow_answers')}
`,
}
