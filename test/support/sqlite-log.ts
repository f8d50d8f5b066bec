// A database of SQLite with a write-ahead log that was not checkpointed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { TestContext } from 'node:test';
import { temporaryFolder } from './temporary.ts';

/** The database, and the log beside it, as a machine that was switched off leaves them. */
export function withLog(t: TestContext): { readonly bytes: Buffer; readonly log: Buffer } {
  const path = join(temporaryFolder(t), 'live.sqlite');
  const database = new DatabaseSync(path);
  database.exec(
    'PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; CREATE TABLE chat (id INTEGER PRIMARY KEY, words TEXT)',
  );
  database.exec("INSERT INTO chat VALUES (1, 'the first words')");
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.exec("INSERT INTO chat VALUES (2, 'never checkpointed'), (3, 'taken back later')");
  database.exec('DELETE FROM chat WHERE id = 3');
  const [bytes, log] = [readFileSync(path), readFileSync(`${path}-wal`)];
  database.close();
  return { bytes, log };
}
