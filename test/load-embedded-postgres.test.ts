import { execFile } from 'node:child_process'
import { expect, test } from 'vitest'

test('a process that has loaded PostgreSQL still ends with the code of its failure', async () => {
  const program = `
    const { loadEmbeddedPostgres } = await import('./test/load-embedded-postgres.ts')
    await loadEmbeddedPostgres()
    process.exitCode = 7`
  const code = await new Promise((resolve) =>
    execFile(process.execPath, ['--input-type=module', '-e', program], (error) => resolve(error?.code ?? 0)),
  )
  expect(code).toBe(7)
})
