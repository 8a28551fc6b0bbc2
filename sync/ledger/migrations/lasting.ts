/** A trigger pair that makes SQLite itself refuse to change or remove rows of a table. */
export const lasting = (table: string) => `
CREATE TRIGGER ${table}_unchanged BEFORE UPDATE ON ${table}
BEGIN SELECT RAISE(ABORT, '${table}: what is recorded is never changed'); END;
CREATE TRIGGER ${table}_kept BEFORE DELETE ON ${table}
BEGIN SELECT RAISE(ABORT, '${table}: what is recorded is never removed'); END;
`
