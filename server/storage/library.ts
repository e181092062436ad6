/** The library that rows belong to: one today, several a team later. */
import { randomUUID } from 'node:crypto'
import type { Database } from './open-database.ts'

/** The id of the only library, made where there is none yet. */
export async function ensureLibrary(db: Database, now: Date): Promise<string> {
  return db.tx(async () => {
    const found = await db.q().selectFrom('library').select('id').orderBy('created_at').executeTakeFirst()
    if (found) return found.id
    const id = randomUUID()
    await db.q().insertInto('library').values({ id, created_at: now.toISOString() }).execute()
    return id
  })
}
