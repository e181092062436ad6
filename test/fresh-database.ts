/** A throw-away database on either store, with one library in it. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inject, onTestFinished } from 'vitest'
import { databaseBlobs, fileBlobs, type Blobs } from '../server/storage/blobs.ts'
import { ensureLibrary } from '../server/storage/library.ts'
import { openDatabase, type Database, type Engine, type StoreLocation } from '../server/storage/open-database.ts'

/** Both stores, for `describe.each(engines)`. */
export const engines: Engine[] = ['sqlite', 'postgres']

export type FreshStore = { db: Database; blobs: Blobs; libraryId: string; location: StoreLocation; folder: string }

/** Closed and removed when the test ends. */
export async function freshStore(engine: Engine): Promise<FreshStore> {
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-test-'))
  const location: StoreLocation =
    engine === 'sqlite'
      ? { engine, path: path.join(folder, 'galley.db') }
      : { engine, url: inject('postgresUrl'), schema: `t${randomUUID().replaceAll('-', '')}` }
  const opened = await openDatabase(location)
  if (!opened.ok) throw new Error(opened.error.message)
  const db = opened.value
  onTestFinished(async () => {
    await db.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const libraryId = await ensureLibrary(db, new Date())
  const blobs = engine === 'sqlite' ? fileBlobs(path.join(folder, 'blobs')) : databaseBlobs(db)
  return { db, blobs, libraryId, location, folder }
}
