import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { makePdf, words } from '../../../test/make-pdf.ts'
import { op } from './operator-codes.ts'
import { openPdf } from './read-pdf.ts'

const hello = { pages: [{ content: words(72, 700, 'Hello there') }] }
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

async function textOf(bytes: Uint8Array, password?: string): Promise<string> {
  const opened = await openPdf(bytes, password === undefined ? {} : { password })
  if (!opened.ok) return opened.error.kind
  const page = await opened.value.readPage(0)
  await opened.value.close()
  return page.words.map((word) => word.text).join(' ')
}

test('the operators have the numbers of the installed pdf.js', () => {
  expect(op).toEqual(Object.fromEntries(Object.keys(op).map((name) => [name, Reflect.get(OPS, name)])))
})

test.each([
  ['an empty file', new Uint8Array(), 'empty', /0 bytes/],
  ['a web page', bytesOf('<!DOCTYPE html><html><body>403 Forbidden</body></html>'), 'not-a-pdf', /web page/],
  ['an archive', bytesOf('PK\u0003\u0004 and more'), 'not-a-pdf', /ZIP/],
  ['a picture', bytesOf('\u0089PNG\r\n'), 'not-a-pdf', /PNG/],
  ['a LaTeX source', bytesOf('% mine\n\\documentclass{article}'), 'not-a-pdf', /LaTeX/],
  ['plain words', bytesOf('Dear reader'), 'not-a-pdf', /text file/],
])('%s is refused by name', async (_name, bytes, kind, message) => {
  const opened = await openPdf(bytes)
  expect(opened).toMatchObject({ ok: false, error: { kind, message: expect.stringMatching(message) } })
})

test('the first part of a file is called truncated, a whole but broken one damaged', async () => {
  const bytes = makePdf({ pages: Array.from({ length: 20 }, () => hello.pages[0]!) })
  expect(await openPdf(bytes.slice(0, bytes.length * 0.02))).toMatchObject({ ok: false, error: { kind: 'truncated' } })
  expect(await openPdf(bytesOf('%PDF-1.4\nnothing of use\n%%EOF\n'))).toMatchObject({
    ok: false,
    error: { kind: 'damaged' },
  })
})

test('junk before the header is skipped', async () => {
  const junk = bytesOf(`HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n${'X-Pad: 1\r\n'.repeat(300)}\r\n`)
  expect(await textOf(new Uint8Array([...junk, ...makePdf(hello)]))).toBe('Hello there')
})

test('a locked file asks for its password, refuses a wrong one and opens with either', async () => {
  const locked = makePdf({ ...hello, encrypt: { user: 'secret', owner: 'boss' } })
  expect(await textOf(locked)).toBe('password-required')
  expect(await textOf(locked, 'guess')).toBe('wrong-password')
  expect(await textOf(locked, 'secret')).toBe('Hello there')
  expect(await textOf(locked, 'boss')).toBe('Hello there')
})

test('an owner password alone asks nothing', async () => {
  expect(await textOf(makePdf({ ...hello, encrypt: { user: '', owner: 'boss' } }))).toBe('Hello there')
})

test('the bytes are still whole after reading', async () => {
  const bytes = makePdf(hello)
  const before = Buffer.from(bytes).toString('hex')
  await textOf(bytes)
  expect(Buffer.from(bytes).toString('hex')).toBe(before)
})

test('a page with a broken stream fails by itself, the others are read', async () => {
  const broken = { content: '', raw: { filter: '/FlateDecode', data: bytesOf('this is not deflated at all') } }
  const opened = await openPdf(makePdf({ pages: [hello.pages[0]!, broken, hello.pages[0]!] }))
  if (!opened.ok) throw new Error(opened.error.message)
  const pages = [0, 1, 2].map((i) => opened.value.readPage(i))
  expect((await Promise.all(pages)).map((page) => [page.words.length, page.failure !== null])).toEqual([
    [2, false],
    [0, true],
    [2, false],
  ])
  await opened.value.close()
})

test('a page that draws without end falls back to its text layer and says so, the next page is whole again', async () => {
  const plot = Array.from({ length: 30_000 }, (_, i) => `${i % 600} ${i % 700} m ${i % 500} 9 l S\n`).join('')
  const pages = [{ content: words(72, 700, 'Before the plot') + plot + words(72, 80, 'after it all') }, hello.pages[0]!]
  const opened = await openPdf(makePdf({ pages }), { operatorBudget: 5000 })
  if (!opened.ok) throw new Error(opened.error.message)
  const first = await opened.value.readPage(0)
  expect(first.overBudget).toBe(true)
  expect(first.words.map((word) => word.text).join(' ')).toBe('Before the plot after it all')
  // What was drawn up to the budget is kept: it shows where the plot stands.
  expect(first.graphics.length).toBeGreaterThan(1000)
  const [before] = first.words
  expect([before?.x0, before?.baseline]).toEqual([72, 92])
  const second = await opened.value.readPage(1)
  expect([second.overBudget, second.words.length]).toEqual([false, 2])
  await opened.value.close()
})

test('images are not decoded, yet their places are known', async () => {
  const opened = await openPdf(
    makePdf({
      pages: [{ content: 'q 100 0 0 50 72 600 cm /Im1 Do Q' }],
      xObjects: '/Im1 100 0 R',
      objects: {
        100: {
          dictionary:
            '<< /Type /XObject /Subtype /Image /Width 40 /Height 40 /ColorSpace /DeviceGray /BitsPerComponent 8 >>',
          stream: 'x'.repeat(1600),
        },
      },
    }),
  )
  if (!opened.ok) throw new Error(opened.error.message)
  const page = await opened.value.readPage(0)
  expect(page.graphics).toEqual([expect.objectContaining({ kind: 'image', box: [72, 142, 172, 192] })])
  await opened.value.close()
})

test('paths count as far as their clip lets them be seen', async () => {
  const opened = await openPdf(makePdf({ pages: [{ content: 'q 100 100 50 50 re W n 0 0 m 600 700 l S Q' }] }))
  if (!opened.ok) throw new Error(opened.error.message)
  const page = await opened.value.readPage(0)
  expect(page.graphics).toEqual([expect.objectContaining({ kind: 'path', box: [100, 642, 150, 692] })])
  await opened.value.close()
})

test('marks of a Dingbats font are what they show, not the digits of their codes', async () => {
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Dingbats >>'
  const content = words(72, 700, '37') + words(100, 700, '3', 10, 'FD') + words(120, 700, '7', 10, 'FD')
  expect(await textOf(makePdf({ pages: [{ content }], fonts: { FD: font } }))).toBe('37 ✓ ✗')
})
