// Kysely over Node's own SQLite: the only file that touches `node:sqlite`.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { type SqliteDatabase, SqliteDialect } from 'kysely';
import { AppError } from '../domain/errors.ts';

const BUSY_TIMEOUT_MS = 5000;
const MAX_STATEMENTS = 500;
/** The rows of a big issue are read and written again and again while it goes out. */
const CACHE_KIB = 16_384;

/**
 * Opens (and creates) a database file. WAL, every commit survives power loss (`synchronous = FULL`), and what is deleted is
 * overwritten.
 */
export function sqliteDialect(path: string): SqliteDialect {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
  database.exec(
    `pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma cache_size = -${CACHE_KIB};`,
  );
  return new SqliteDialect({ database: asKyselyExpects(database) });
}

/** A consistent copy of a database, which is read only and not migrated. @throws AppError database_unusable */
export function copyDatabase(from: string, to: string): void {
  try {
    const database = new DatabaseSync(from, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    try {
      database.prepare('vacuum into ?').run(to);
    } finally {
      database.close();
    }
  } catch (cause) {
    throw new AppError('database_unusable', `cannot copy the database ${from}: ${(cause as Error).message}`, { cause });
  }
}

const [SQLITE_BUSY, SQLITE_FULL] = [5, 13];

/** Another process has held the write lock for longer than the busy timeout, or there is no room to write to. */
function told<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const code = ((cause as { errcode?: number }).errcode ?? 0) % 256;
    if (code === SQLITE_FULL)
      throw new AppError('database_unusable', 'the database cannot be written, since the disk is full: make room', {
        cause,
      });
    if (code !== SQLITE_BUSY) throw cause;
    const waited = `${BUSY_TIMEOUT_MS / 1000} s`;
    throw new AppError('database_busy', `another process has been writing for more than ${waited}: try again`, {
      cause,
    });
  }
}

/** Kysely speaks the interface of better-sqlite3; statements are kept, since preparing costs more than running. */
function asKyselyExpects(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string) => {
    // A transaction takes the write lock at once, so that it waits for another process instead of failing in the middle.
    const text = sql === 'begin' ? 'begin immediate' : sql;
    const statement = statements.get(text) ?? database.prepare(text);
    if (statements.size < MAX_STATEMENTS) statements.set(text, statement);
    return statement;
  };
  return {
    close: () => database.close(),
    prepare(sql) {
      // SQLite rolls back by itself where the disk is full; an error about that would hide the first one.
      const statement = prepare(sql === 'rollback' && !database.isTransaction ? 'select 1' : sql);
      return {
        reader: statement.columns().length > 0,
        all: parameters => told(() => statement.all(...(parameters as SQLInputValue[]))),
        run: parameters => told(() => statement.run(...(parameters as SQLInputValue[]))),
        // A cursor needs a statement of its own: running the kept one again would reset it.
        iterate: parameters => database.prepare(sql).iterate(...(parameters as SQLInputValue[])),
      };
    },
  };
}
