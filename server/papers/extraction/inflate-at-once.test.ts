import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { InflateAtOnce } from './inflate-at-once.ts'

/** As pdf.js uses it: write and close unawaited, then read to the end. */
async function unpacked(packed: Uint8Array): Promise<string> {
  const { readable, writable } = new InflateAtOnce('deflate')
  const writer = writable.getWriter()
  void writer.write(packed)
  void writer.close()
  const reader = readable.getReader()
  const chunks: Uint8Array[] = []
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return Buffer.concat(chunks).toString('latin1')
    if (value) chunks.push(value)
  }
}

test.each([
  ['a short stream', 'BT (a) Tj ET'],
  ['an empty stream', ''],
  ['a stream of several megabytes', '1 0 0 1 72 700 cm '.repeat(200_000)],
])('%s comes out as it went in', async (_name, text) => {
  expect(await unpacked(deflateSync(Buffer.from(text, 'latin1')))).toBe(text)
})

test('bytes after the end of the stream do no harm', async () => {
  expect(await unpacked(Buffer.concat([deflateSync('page'), Buffer.from('\r\nendstream')]))).toBe('page')
})

test('a stream that is cut short rejects, so that pdf.js saves what it can', async () => {
  const packed = deflateSync(Buffer.from('words '.repeat(1000)))
  await expect(unpacked(packed.subarray(0, packed.length - 8))).rejects.toThrow(/unexpected end/)
})
