/** Opens what a configuration names: the database, its blobs, and the library in it. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Config } from './config.ts'
import { fail, ok, type Failure, type Result } from './result.ts'
import { databaseBlobs, fileBlobs, type Blobs } from './storage/blobs.ts'
import { ensureLibrary } from './storage/library.ts'
import { openDatabase, type Database } from './storage/open-database.ts'

export type Library = {
  db: Database
  blobs: Blobs
  libraryId: string
  dataFolder: string
  close: () => Promise<void>
}

export async function openLibrary(config: Config): Promise<Result<Library, Failure>> {
  try {
    mkdirSync(config.dataFolder, { recursive: true })
  } catch (error) {
    return fail({
      kind: 'cannot-open',
      message: `The data folder ${config.dataFolder} cannot be made: ${String(error)}`,
    })
  }
  const opened = await openDatabase(config.store)
  if (!opened.ok) return opened
  const db = opened.value
  return ok({
    db,
    blobs: config.store.engine === 'sqlite' ? fileBlobs(path.join(config.dataFolder, 'blobs')) : databaseBlobs(db),
    libraryId: await ensureLibrary(db, new Date()),
    dataFolder: config.dataFolder,
    close: db.close,
  })
}
