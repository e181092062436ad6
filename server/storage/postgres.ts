/** PostgreSQL behind the same types as SQLite: counts and sums come back as numbers. */
import { Pool, TypeOverrides } from 'pg'
import { PostgresDialect } from 'kysely'

const bigint = 20
const numeric = 1700

/**
 * @param url `postgres://user:password@host:port/database`
 * @param schema all tables live in it; made by the migrator where it is missing
 */
export function postgresDialect(url: string, schema: string): PostgresDialect {
  const types = new TypeOverrides()
  types.setTypeParser(bigint, Number)
  types.setTypeParser(numeric, Number)
  const pool = new Pool({ connectionString: url, max: 8, types, options: `-c search_path=${schema}` })
  // An idle connection that the server closes must not take the process along; the next query opens a new one.
  pool.on('error', () => {})
  // Nor one that is lost between two queries of a transaction: the next query of it fails, and that is told.
  pool.on('connect', (client) => {
    client.on('error', () => {})
  })
  return new PostgresDialect({ pool })
}
