import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { engines, freshStore } from '../../test/fresh-database.ts'
import { isUniqueViolation, openDatabase } from './open-database.ts'
import { tableNames } from './tables.ts'

describe.each(engines)('on %s', (engine) => {
  test('every table of tables.ts is there, and opening again changes nothing', async () => {
    const { db, location } = await freshStore(engine)
    for (const table of tableNames) await db.q().selectFrom(table).selectAll().limit(1).execute()
    const again = await openDatabase(location)
    expect(again.ok).toBe(true)
    if (again.ok) await again.value.close()
  })

  test('a query inside a transaction joins it, and a throw takes all of it back', async () => {
    const { db, libraryId } = await freshStore(engine)
    const write = () =>
      db.q().insertInto('setting').values({ library_id: libraryId, key: 'a', value_json: '1' }).execute()
    await expect(
      db.tx(async () => {
        await write()
        await db.tx(async () => {
          expect(await db.q().selectFrom('setting').selectAll().execute()).toHaveLength(1)
        })
        throw new Error('boom')
      }),
    ).rejects.toThrow('boom')
    expect(await db.q().selectFrom('setting').selectAll().execute()).toEqual([])
  })

  test('a broken unique key is told from other errors', async () => {
    const { db, libraryId } = await freshStore(engine)
    const write = () =>
      db.q().insertInto('setting').values({ library_id: libraryId, key: 'a', value_json: '1' }).execute()
    await write()
    expect(isUniqueViolation(await write().catch((error: unknown) => error))).toBe(true)
    const orphan = db
      .q()
      .insertInto('setting')
      .values({ library_id: randomUUID(), key: 'a', value_json: '1' })
      .execute()
    expect(isUniqueViolation(await orphan.catch((error: unknown) => error))).toBe(false)
    await expect(orphan).rejects.toThrow(/foreign key/i)
  })

  test('a library of a newer version is refused by name, and left alone', async () => {
    const { db, location } = await freshStore(engine)
    await sql`insert into kysely_migration (name, timestamp) values ('999-future', '2030')`.execute(db.q())
    const message: unknown = expect.stringContaining('999-future')
    expect(await openDatabase(location)).toMatchObject({ ok: false, error: { kind: 'newer-library', message } })
  })

  test('blobs come back byte for byte, and a missing one is null', async () => {
    const { blobs } = await freshStore(engine)
    const bytes = new Uint8Array([0, 255, 1, 2, 37])
    const sha256 = await blobs.put(bytes)
    expect(await blobs.put(bytes)).toBe(sha256)
    expect(await blobs.get(sha256)).toEqual(bytes)
    expect(await blobs.get('0'.repeat(64))).toBeNull()
  })
})

test('a path that cannot be opened is a named error', async () => {
  expect(await openDatabase({ engine: 'sqlite', path: '/no/such/folder/galley.db' })).toMatchObject({
    ok: false,
    error: { kind: 'cannot-open' },
  })
})
