import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { random } from '../evals/statistics/random.ts'
import { lines, makePdf } from '../test/make-pdf.ts'
import { openPdf } from '../server/papers/extraction/read-pdf.ts'
import { mutate, mutations } from './fuzz-mutations.ts'

const prose = ['The rivers of the valley were measured again.', 'Their levels were compared with those before.']
const pdf = makePdf({
  pages: [{ content: lines(72, 700, prose), cropBox: [0, 0, 612, 792] }, { content: lines(72, 700, prose) }],
})

test.each(Object.keys(mutations))(
  '%s: breaks a file, the same way for the same draw, and leaves the original whole',
  (kind) => {
    const before = Buffer.from(pdf)
    const changed = [1, 2, 3, 4, 5].map((seed) => mutate(pdf, kind, random(seed)))
    expect(changed.some((bytes) => !Buffer.from(bytes).equals(before))).toBe(true)
    for (const [i, bytes] of changed.entries())
      expect(Buffer.from(mutate(pdf, kind, random(i + 1))).equals(bytes)).toBe(true)
    expect(Buffer.from(pdf).equals(before)).toBe(true)
  },
)

test('a change inside a stream is met by what reads pages: the file opens, and holds the changed stream packed', async () => {
  const bytes = mutate(pdf, 'content: numbers', random(7))
  const opened = await openPdf(bytes)
  expect(opened.ok).toBe(true)
  if (opened.ok) await opened.value.close()
  const added = Buffer.from(bytes.subarray(pdf.length))
  const from = added.indexOf('stream\n') + 7
  const content = inflateSync(added.subarray(from, added.indexOf('\nendstream'))).toString('latin1')
  expect(content).toContain('rivers')
  expect(content).not.toBe(lines(72, 700, prose))
})
