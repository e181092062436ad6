/** Kysely's own SqliteDialect over node:sqlite: an adapter that looks like better-sqlite3. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely'

/** WAL, and every commit on the disk before it is acknowledged (`synchronous = full`). */
export function openSqlite(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 5000, enableForeignKeyConstraints: true })
  db.exec(
    'pragma journal_mode = wal; pragma synchronous = full; pragma temp_store = memory; pragma cache_size = -32000',
  )
  return db
}

/** node:sqlite takes an object in the first place as NAMED parameters and shifts the rest: a Date would match nothing, silently. */
const bindable = (values: readonly unknown[]): SQLInputValue[] =>
  values.map((value) => {
    if (typeof value === 'boolean') return Number(value)
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
      return value
    if (value instanceof Uint8Array) return value
    throw new TypeError(`cannot bind ${value === undefined ? 'undefined' : typeof value}: pass text or a number`)
  })

class Statement implements SqliteStatement {
  readonly reader: boolean
  readonly #statement: StatementSync
  constructor(statement: StatementSync) {
    this.#statement = statement
    this.reader = statement.columns().length > 0
  }
  all(parameters: readonly unknown[]) {
    return this.#statement.all(...bindable(parameters))
  }
  run(parameters: readonly unknown[]) {
    return this.#statement.run(...bindable(parameters))
  }
  iterate(parameters: readonly unknown[]) {
    return this.#statement.iterate(...bindable(parameters)) as IterableIterator<unknown>
  }
}

export function sqliteDialect(db: DatabaseSync): SqliteDialect {
  const database: SqliteDatabase = {
    close: () => db.close(),
    // A transaction that reads first and writes later could not wait for the lock: it is taken at the start.
    prepare: (sql) => new Statement(db.prepare(sql === 'begin' ? 'begin immediate' : sql)),
  }
  return new SqliteDialect({ database })
}
