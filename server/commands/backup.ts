/** `galley backup`: a consistent copy of a library that may be in use. Keys are not in it: `secrets.json` stays where it is. */
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { CommandFailed, config, type Answer } from './command.ts'

/** @param folder must not exist yet, so that no older copy is overwritten by half a new one */
export async function backupCommand(folder: string): Promise<Answer<'backup'>> {
  const { store, dataFolder } = config()
  if (store.engine !== 'sqlite') {
    const message = 'This library is on PostgreSQL, PDFs included: use pg_dump on the database of DATABASE_URL.'
    throw new CommandFailed({ kind: 'use-pg-dump', message })
  }
  if (!existsSync(store.path))
    throw new CommandFailed({ kind: 'no-library', message: `There is no library in ${dataFolder} yet.` })
  await mkdir(folder, { recursive: false }).catch((error: NodeJS.ErrnoException) => {
    const message = error.code === 'EEXIST' ? `${folder} is there already: name a new folder.` : String(error)
    throw new CommandFailed({ kind: 'cannot-write', message })
  })
  // Database first: a blob that comes in between is one too many, never one too few.
  const source = new DatabaseSync(store.path, { readOnly: true })
  try {
    await backup(source, path.join(folder, 'galley.db'))
  } finally {
    source.close()
  }
  const blobs = path.join(dataFolder, 'blobs')
  await cp(blobs, path.join(folder, 'blobs'), { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  ).length
  return {
    data: { folder, files },
    lines: [`Copied to ${folder}: ${files} files, without your keys. To use it: GALLEY_DATA=${folder} npm start`],
  }
}
