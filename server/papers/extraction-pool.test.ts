import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { deflateSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { makePdf, words } from '../../test/make-pdf.ts'
import { createExtractionPool, type ExtractionPool, type PoolOptions } from './extraction-pool.ts'
import { memoryMiBOf } from './process-usage.ts'

const pools: ExtractionPool[] = []
const poolOf = (options: Partial<PoolOptions> = {}): ExtractionPool => {
  const pool = createExtractionPool({ size: 1, ...options })
  pools.push(pool)
  return pool
}
afterEach(() => {
  for (const pool of pools.splice(0)) pool.close()
})

const sentences = [
  'The committee reviewed the annual report and approved it.',
  'Seven rivers were measured in the spring of that year.',
  'Nobody expected the second experiment to fail so early.',
]
const page = (index: number): { content: string } => ({ content: words(72, 500, sentences[index] ?? '') })
const goodPdf = makePdf({ pages: [page(0), page(1), page(2)] })
const withMiddle = (content: string): Uint8Array => makePdf({ pages: [page(0), { content }, page(2)] })

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20))
}

test('a paper is read in a child process, page by page', async () => {
  const progress: string[] = []
  const result = await poolOf().extract(goodPdf, { onProgress: (done, total) => progress.push(`${done}/${total}`) })
  expect(result.ok && result.value.pages.map(({ text }) => text)).toEqual(sentences)
  expect(progress).toEqual(['1/3', '2/3', '3/3'])
})

test('the bytes of the caller are left as they are', async () => {
  const bytes = Buffer.from(goodPdf)
  await poolOf().extract(bytes)
  expect(bytes.equals(goodPdf)).toBe(true)
})

test('a page that takes too long is skipped and named, the rest is kept', async () => {
  const slow = withMiddle('0 0 m 100 100 l S\n'.repeat(4_000_000))
  const result = await poolOf({ pageTimeoutMs: 1500, memoryLimitMiB: 4000 }).extract(slow)
  if (!result.ok) throw new Error(result.error.message)
  expect(result.value.pages.map(({ quality }) => quality.state)).toEqual(['ok', 'failed', 'ok'])
  expect(result.value.pages[2]?.text).toBe(sentences[2])
  expect(result.value.warnings).toContainEqual(expect.objectContaining({ kind: 'page-failed', pageIndex: 1 }))
}, 30_000)

test('a file of pages that never end is given up at the second: what stands before it is kept, the rest is named', async () => {
  const data = deflateSync('0 0 m 100 100 l S\n'.repeat(4_000_000))
  const slow = { content: '', raw: { filter: '/FlateDecode', data } }
  const bad = makePdf({ pages: [page(0), slow, page(1), slow, slow, slow, page(2)] })
  const pool = poolOf({ pageTimeoutMs: 1000, fileTimeoutMs: 2500, memoryLimitMiB: 4000 })
  const result = await pool.extract(bad)
  if (!result.ok) throw new Error(result.error.message)
  expect(result.value.pages.map(({ quality }) => quality.state)).toEqual([
    ...['ok', 'failed', 'ok'],
    ...['failed', 'failed', 'failed', 'failed'],
  ])
  expect(result.value.pages[2]?.text).toBe(sentences[1])
  expect(await pool.extract(goodPdf)).toMatchObject({ ok: true })
}, 30_000)

test('a file of slow pages that do end is given up as well: it may not take seconds a page', async () => {
  const data = deflateSync('0 0 m 100 100 l S\n'.repeat(1_100_000))
  const slow = { content: '', raw: { filter: '/FlateDecode', data } }
  const result = await poolOf({ fileTimeoutMs: 1500 }).extract(
    makePdf({ pages: [page(0), slow, slow, slow, slow, slow, slow, page(2)] }),
  )
  if (!result.ok) throw new Error(result.error.message)
  expect(result.value.pages[0]?.text).toBe(sentences[0])
  expect(result.value.pages[7]?.quality.state).toBe('failed')
}, 30_000)

test.runIf(existsSync('/proc/self'))(
  'two hundred papers in a row leave the memory of their child as it was',
  async () => {
    const pool = poolOf({ requestsPerChild: 1000 })
    await pool.extract(goodPdf)
    const first = pool.pids()
    const resting: number[] = []
    for (let round = 0; round < 200; round++) {
      // A file of its own each time: 5 pages, and 4 MB that the child has to hold while it reads.
      const text = (index: number): { content: string } => ({
        content: words(72, 500, `Paper ${round}, page ${index}.`),
      })
      const pages = Array.from({ length: 5 }, (_, index) => text(index))
      const large = makePdf({
        pages,
        objects: { 100: { dictionary: '<< /Type /X >>', stream: 'x'.repeat(4_000_000) } },
      })
      expect(await pool.extract(large)).toMatchObject({ ok: true })
      resting.push(memoryMiBOf(pool.pids()[0], 'VmRSS') ?? Number.NaN)
    }
    expect(pool.pids()).toEqual(first)
    // 100 files of 4 MB: kept, they would take 400 MiB.
    expect(Math.max(...resting.slice(-20)) - Math.max(...resting.slice(80, 100))).toBeLessThan(40)
    expect(pool.peakMiB()).toBeLessThan(300)
  },
  60_000,
)

test('a page that fills the memory is skipped and named, and the next paper is read', async () => {
  const pool = poolOf({ memoryLimitMiB: 260 })
  const bomb = withMiddle(`%${'a'.repeat(160_000_000)}`)
  const result = await pool.extract(bomb)
  expect(result.ok && result.value.pages.map(({ quality }) => quality.state)).toEqual(['ok', 'failed', 'ok'])
  expect(await pool.extract(goodPdf)).toMatchObject({ ok: true })
}, 30_000)

test('a file with nothing but such a page is a named error', async () => {
  const bomb = makePdf({ pages: [{ content: `%${'a'.repeat(160_000_000)}` }] })
  expect(await poolOf({ memoryLimitMiB: 260 }).extract(bomb)).toMatchObject({
    ok: false,
    error: { kind: 'memory-limit' },
  })
}, 30_000)

test('a file of 90 MB is read within the memory limit', async () => {
  const noise = randomBytes(90_000_000).toString('latin1')
  const large = makePdf({ pages: [page(0)], objects: { 100: { dictionary: '<< /Type /X >>', stream: noise } } })
  expect(await poolOf().extract(large)).toMatchObject({ ok: true, value: { pages: [{ text: sentences[0] }] } })
}, 30_000)

test('a child that is killed from outside costs nothing but time', async () => {
  const pool = poolOf()
  let killed = false
  const result = await pool.extract(goodPdf, {
    onProgress(done) {
      if (done !== 1 || killed) return
      killed = true
      process.kill(pool.pids()[0]!, 'SIGKILL')
    },
  })
  expect(killed).toBe(true)
  expect(result.ok && result.value.pages.map(({ text }) => text)).toEqual(sentences)
})

test('errors of a file keep their kind over the border', async () => {
  const pool = poolOf()
  expect(await pool.extract(Buffer.from('<html>403</html>'))).toMatchObject({ ok: false, error: { kind: 'not-a-pdf' } })
  const locked = makePdf({ pages: [page(0)], encrypt: { user: 'secret', owner: 'owner' } })
  expect(await pool.probe(locked)).toMatchObject({ ok: false, error: { kind: 'password-required' } })
  expect(await pool.probe(locked, { password: 'secret' })).toMatchObject({ ok: true, value: { pageCount: 1 } })
})

test('a child serves many files and is then replaced', async () => {
  const pool = poolOf({ requestsPerChild: 2 })
  const seen: (number | undefined)[] = []
  for (let round = 0; round < 3; round++) {
    await pool.probe(goodPdf, { onProgress: () => {} })
    seen.push(pool.pids()[0])
  }
  expect(seen[0]).toBeTypeOf('number')
  expect(seen[1]).toBeUndefined()
  expect(seen[2]).not.toBe(seen[0])
})

test('more papers than children wait for their turn', async () => {
  const pool = poolOf({ size: 2 })
  const results = await Promise.all([1, 2, 3, 4, 5].map(() => pool.extract(goodPdf)))
  expect(results.every(({ ok }) => ok)).toBe(true)
  expect(pool.pids()).toHaveLength(2)
})

test('Stop ends the child at once, and the next paper is read', async () => {
  const pool = poolOf({ memoryLimitMiB: 4000 })
  const stop = new AbortController()
  const slow = withMiddle('0 0 m 100 100 l S\n'.repeat(4_000_000))
  const running = pool.extract(slow, { signal: stop.signal, onProgress: () => stop.abort(new Error('stopped')) })
  await expect(running).rejects.toThrow('stopped')
  expect(pool.pids()).toEqual([])
  expect(await pool.extract(goodPdf)).toMatchObject({ ok: true })
}, 30_000)

test('closing ends what runs and what waits', async () => {
  const pool = poolOf()
  const requests = [pool.extract(goodPdf), pool.extract(goodPdf)]
  await until(() => pool.pids().length > 0)
  const [pid] = pool.pids()
  pool.close()
  for (const result of await Promise.all(requests))
    expect(result).toMatchObject({ ok: false, error: { kind: 'extraction-failed' } })
  await until(() => !isAlive(pid!))
})

test('an idle pool does not keep the program running, and its child ends with it', async () => {
  const pdf = Buffer.from(goodPdf).toString('base64')
  const poolFile = fileURLToPath(new URL('./extraction-pool.ts', import.meta.url))
  const program = `
    const { createExtractionPool } = await import(${JSON.stringify(poolFile)})
    const pool = createExtractionPool({ size: 1 })
    const result = await pool.probe(Buffer.from('${pdf}', 'base64'))
    console.log(result.ok, pool.pids()[0])`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    timeout: 20_000,
  })
  const [, pid] = stdout.trim().split(' ')
  expect(stdout).toMatch(/^true \d+/)
  await until(() => !isAlive(Number(pid)))
}, 30_000)

test.runIf(existsSync('/proc/self'))(
  'a child in the middle of an endless page ends with its parent',
  async () => {
    const poolFile = fileURLToPath(new URL('./extraction-pool.ts', import.meta.url))
    const pdfFile = fileURLToPath(new URL('../../test/make-pdf.ts', import.meta.url))
    const program = `
    const { createExtractionPool } = await import(${JSON.stringify(poolFile)})
    const { makePdf } = await import(${JSON.stringify(pdfFile)})
    const pool = createExtractionPool({ size: 1, memoryLimitMiB: 4000 })
    const slow = makePdf({ pages: [{ content: '' }, { content: '0 0 m 100 100 l S\\n'.repeat(4_000_000) }] })
    pool.extract(slow, { onProgress() { console.log(pool.pids()[0]); process.kill(process.pid, 'SIGKILL') } })`
    const child = execFile(process.execPath, ['--input-type=module', '-e', program])
    let said = ''
    child.stdout?.on('data', (data) => (said += String(data)))
    await new Promise((resolve) => child.on('close', resolve))
    expect(said).toMatch(/^\d+/)
    await until(() => !isAlive(Number(said)))
  },
  30_000,
)

test('a region of a page comes as a PNG of the width asked for', async () => {
  const pdf = makePdf({ pages: [{ content: '1 0 0 rg 100 100 200 100 re f\n' }] })
  const region = { pageIndex: 0, box: [100, 592, 300, 692] as const, widthPx: 400 }
  const result = await poolOf().render(pdf, region)
  if (!result.ok) throw new Error(result.error.message)
  const png = Buffer.from(result.value)
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([400, 200])
  // One flat colour takes next to nothing; a picture of the page's white and the rectangle's edge would take more.
  const { loadImage, createCanvas } = await import('@napi-rs/canvas')
  const canvas = createCanvas(400, 200)
  const context = canvas.getContext('2d')
  context.drawImage(await loadImage(png), 0, 0)
  for (const [x, y] of [
    [2, 2],
    [200, 100],
    [397, 197],
  ] as const)
    expect([...context.getImageData(x, y, 1, 1).data]).toEqual([255, 0, 0, 255])
})
