import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { extractPaper } from './extract-paper.ts'
import { SharedPort } from './shared-port.ts'

test('no outline of a glyph is built: the fonts of a paper come over, their shapes do not', async () => {
  const posted = vi.spyOn(SharedPort.prototype, 'postMessage')
  const file = path.resolve(import.meta.dirname, '../../../papers/interval-width.pdf')
  const result = await extractPaper(await readFile(file))
  const said = posted.mock.calls.map(([message]) => message as { action?: string; data?: unknown })
  posted.mockRestore()
  const kinds = said.flatMap(({ action, data }) => (action === 'commonobj' && Array.isArray(data) ? [data[1]] : []))
  expect(result.ok).toBe(true)
  expect(kinds).toContain('Font')
  expect(kinds).not.toContain('FontPath')
  // What the reading half asks for when it can't use a font: all of its outlines at once.
  expect(said.map(({ action }) => action)).not.toContain('FontFallback')
})
