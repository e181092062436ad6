/** Opens the store (SQLite file or PostgreSQL), brings its schema up to date, and hands out the one way to query it. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { Kysely, sql, type Transaction } from 'kysely'
import { Migrator } from 'kysely/migration'
import { fail, ok, type Failure, type Result } from '../result.ts'
import { migrationsFor } from './migrations.ts'
import { postgresDialect } from './postgres.ts'
import { openSqlite, sqliteDialect } from './sqlite.ts'
import type { Tables } from './tables.ts'

export type Engine = 'sqlite' | 'postgres'

/** Where the store is. `schema` keeps several libraries (and tests) apart in one PostgreSQL database. */
export type StoreLocation = { engine: 'sqlite'; path: string } | { engine: 'postgres'; url: string; schema: string }

export type Database = {
  engine: Engine
  /** The transaction that is open in this call chain, else the database: every store function goes through it. */
  q: () => Kysely<Tables>
  /** Runs `work` in one transaction; nested calls join the outer one. Never call a model inside. */
  tx: <T>(work: () => Promise<T>) => Promise<T>
  /** Runs `then` when the open transaction is on the disk, never if it is rolled back; at once where none is open. */
  afterCommit: (then: () => void) => void
  close: () => Promise<void>
}

export type StorageErrorKind = 'newer-library' | 'cannot-open' | 'migration-failed'
export type StorageError = Failure<StorageErrorKind>

export async function openDatabase(location: StoreLocation): Promise<Result<Database, StorageError>> {
  let root: Kysely<Tables>
  try {
    root = new Kysely<Tables>({
      dialect:
        location.engine === 'sqlite'
          ? sqliteDialect(openSqlite(location.path))
          : postgresDialect(location.url, location.schema),
    })
    if (location.engine === 'postgres') await sql`create schema if not exists ${sql.id(location.schema)}`.execute(root)
  } catch (error) {
    const where = location.engine === 'sqlite' ? location.path : 'the database of DATABASE_URL'
    return fail({ kind: 'cannot-open', message: `Could not open ${where}: ${messageOf(error)}` })
  }
  const migrated = await migrate(root, location)
  if (!migrated.ok) {
    await root.destroy()
    return migrated
  }
  // Without this, a query outside the open transaction waits for ever on SQLite's single connection.
  const open = new AsyncLocalStorage<{ transaction: Transaction<Tables>; committed: (() => void)[] }>()
  return ok({
    engine: location.engine,
    q: () => open.getStore()?.transaction ?? root,
    async tx(work) {
      if (open.getStore()) return work()
      const committed: (() => void)[] = []
      const result = await root.transaction().execute((transaction) => open.run({ transaction, committed }, work))
      for (const then of committed) then()
      return result
    },
    afterCommit(then) {
      const committed = open.getStore()?.committed
      if (committed) committed.push(then)
      else then()
    },
    close: () => root.destroy(),
  })
}

async function migrate(root: Kysely<Tables>, location: StoreLocation): Promise<Result<null, StorageError>> {
  const known = migrationsFor(location.engine)
  const schema = location.engine === 'postgres' ? location.schema : undefined
  const provider = { getMigrations: () => Promise.resolve(known) }
  const migrator = new Migrator({ db: root, provider, ...(schema && { migrationTableSchema: schema }) })
  try {
    const newer = (await appliedMigrations(root, schema)).filter((name) => !(name in known))
    if (newer.length > 0) {
      const message = `This library was written by a newer Galley (it has ${newer.join(', ')}). Update the program; nothing was changed.`
      return fail({ kind: 'newer-library', message })
    }
    const { error } = await migrator.migrateToLatest()
    if (error)
      return fail({
        kind: 'migration-failed',
        message: `The library could not be brought up to date: ${messageOf(error)}`,
      })
  } catch (error) {
    return fail({ kind: 'cannot-open', message: `Could not open the library: ${messageOf(error)}` })
  }
  return ok(null)
}

async function appliedMigrations(root: Kysely<Tables>, schema: string | undefined): Promise<string[]> {
  const tables = await root.introspection.getTables({ withInternalKyselyTables: true })
  const here = tables.filter((table) => !schema || table.schema === schema)
  if (!here.some((table) => table.name === 'kysely_migration')) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(root)
  return rows.map((row) => row.name)
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** True for a violated unique key or primary key, on either store. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, errcode } = error as Error & { code?: string; errcode?: number }
  const sqliteUnique = 2067
  const sqlitePrimaryKey = 1555
  return code === '23505' || errcode === sqliteUnique || errcode === sqlitePrimaryKey
}
