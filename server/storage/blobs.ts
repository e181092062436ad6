/** The PDFs themselves, by hash: files beside a SQLite library, rows in PostgreSQL. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Database } from './open-database.ts'

export type Blobs = {
  /** Stores the bytes (again is no harm) and gives their hex SHA-256. On the disk when it returns. */
  put: (bytes: Uint8Array) => Promise<string>
  /** The bytes, or null where the blob is missing. */
  get: (sha256: string) => Promise<Uint8Array | null>
}

export const sha256Of = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** `folder/ab/abcdef….pdf`: written beside, flushed, renamed, so that a name never stands for half a file. */
export function fileBlobs(folder: string): Blobs {
  const pathOf = (sha256: string) => path.join(folder, sha256.slice(0, 2), `${sha256}.pdf`)
  return {
    async put(bytes) {
      const sha256 = sha256Of(bytes)
      const target = pathOf(sha256)
      const made = await mkdir(path.dirname(target), { recursive: true })
      if (made) await syncFolder(path.dirname(path.dirname(target)))
      const beside = `${target}.${randomUUID()}.part`
      try {
        const file = await open(beside, 'wx')
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(beside, target)
      } catch (error) {
        await rm(beside, { force: true })
        throw error
      }
      await syncFolder(path.dirname(target))
      return sha256
    },
    async get(sha256) {
      try {
        return new Uint8Array(await readFile(pathOf(sha256)))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
  }
}

/** A rename is on the disk only when its folder is. Windows cannot open folders and needs no such step. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export function databaseBlobs(db: Database): Blobs {
  return {
    async put(bytes) {
      const sha256 = sha256Of(bytes)
      await db
        .q()
        .insertInto('blob')
        .values({ sha256, bytes })
        .onConflict((conflict) => conflict.column('sha256').doNothing())
        .execute()
      return sha256
    },
    async get(sha256) {
      const row = await db.q().selectFrom('blob').select('bytes').where('sha256', '=', sha256).executeTakeFirst()
      return row ? new Uint8Array(row.bytes) : null
    },
  }
}
