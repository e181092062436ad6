/**
 * The bench of the pages: the built program in a real browser. Sizes, the cost of a key in a long draft, from a sentence to its
 * mark, from one paper to the next, and the paper beside pdf.js's plain viewer on the same file in the same run.
 * `--only=sizes|steps|keys|axe|viewer`.
 */
import { readFileSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'
import { violationsOf } from '../e2e/axe.ts'
import { findBrowser } from '../e2e/browser.ts'
import { launchGalley, type Galley } from '../e2e/launch-galley.ts'
import { buildWebIfStale, distFolder } from '../server/build-web.ts'
import { drawLongPaper } from '../test/long-paper.ts'
import type { Bench, Measures } from './bench.ts'
import { measurePages } from './page-sizes.ts'
import { plainViewerPage } from './plain-viewer.ts'

const longDraftCharacters = 20_000
const typedKeys = 120
const longPaperPages = 300
/** Event Timing tells nothing of events shorter than this. */
const leastEventMs = 16

const names = [
  ...['shellKb', 'reviewKb', 'workerKb', 'otherRouteKb', 'keyScriptMs', 'keyPaintP95Ms', 'highlightMs', 'nextPaperMs'],
  ...['firstPageOverPlainViewer', 'memoryOverPlainViewer', 'axeViolations'],
]

export const benchUi: Bench = async ({ flags, say }) => {
  const only = flags.get('only')
  await buildWebIfStale(say)
  const measures: Measures = Object.fromEntries(names.map((name) => [name, null]))
  if (only === undefined || only === 'sizes') Object.assign(measures, pageSizes(say))
  if (only === 'sizes') return { measures }
  const galley = await launchGalley()
  try {
    const papers = await samplePapers(galley)
    const parts: Record<string, () => Promise<Measures>> = {
      steps: () => walkThrough(galley, papers),
      keys: () => typingCost(galley, papers[0]!),
      axe: async () => ({ axeViolations: await axeViolations(galley, papers[1]!, say) }),
      viewer: () => besidePlainViewer(galley, say),
    }
    for (const [name, measure] of Object.entries(parts)) {
      if (only !== undefined && only !== name) continue
      say(`${name} …`)
      Object.assign(measures, await measure())
    }
    return { measures }
  } finally {
    await galley.stop()
  }
}

function pageSizes(say: (line: string) => void): Measures {
  const { shellKb, pages, workerKb } = measurePages(distFolder)
  say(
    `pages beyond the shell, kB: ${Object.entries(pages)
      .map(([page, kb]) => `${page} ${kb.toFixed(1)}`)
      .join(', ')}`,
  )
  const others = Object.entries(pages).filter(([page]) => page !== 'review')
  return {
    shellKb,
    reviewKb: pages['review'] ?? null,
    workerKb,
    otherRouteKb: Math.max(...others.map(([, kb]) => kb)),
  }
}

/** A page in a browser of its own, so that its memory is its own. */
async function inBrowser<T>(
  work: (page: Page, browser: Browser) => Promise<T>,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<T> {
  const browser = await chromium.launch({ ...findBrowser(), headless: true })
  try {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      colorScheme,
      reducedMotion: 'reduce',
    })
    return await work(await context.newPage(), browser)
  } finally {
    await browser.close()
  }
}

type Row = { paper: { id: string }; stage: string; draft: { status: string } | null }
type Revision = { id: string }

async function call<T>(
  galley: Galley,
  method: string,
  route: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<T> {
  const response = await fetch(`${galley.url}/api${route}`, {
    method,
    headers: { ...(body && !(body instanceof FormData) && { 'content-type': 'application/json' }), ...headers },
    ...(body && { body: body instanceof FormData ? body : JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

async function settled(galley: Galley, done: (row: Row) => boolean): Promise<Row[]> {
  for (;;) {
    const { rows } = await call<{ rows: Row[] }>(galley, 'GET', '/papers')
    if (rows.every(done)) return rows
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** @returns ids of three papers, the second and third with a draft */
async function samplePapers(galley: Galley): Promise<string[]> {
  await call(galley, 'POST', '/papers/samples', {})
  const rows = await settled(galley, (row) => row.stage === 'to-review')
  const [first, ...drafted] = rows.map((row) => row.paper.id)
  for (const id of drafted) await call(galley, 'POST', `/papers/${id}/drafts`, {})
  await settled(galley, (row) => row.paper.id === first || row.draft?.status === 'complete')
  return [first!, ...drafted]
}

/** `keyScriptMs`: script time a key, ms. `keyPaintP95Ms`: from the key to the next frame, by Event Timing. */
async function typingCost(galley: Galley, paperId: string): Promise<Measures> {
  const sentence = 'The ranker beats both models by 3.4 points, which took 8 GPUs and a week of somebody’s time. '
  const text = sentence.repeat(Math.ceil(longDraftCharacters / sentence.length)).slice(0, longDraftCharacters)
  await call<{ revision: Revision }>(
    galley,
    'PUT',
    `/papers/${paperId}/text`,
    { text, ops: [], activeMs: 0 },
    { 'if-match': '"none"' },
  )
  return inBrowser(async (page) => {
    await page.goto(`${galley.url}/review/${paperId}?t=draft`)
    await page.locator('.cm-content').filter({ hasText: 'The ranker' }).waitFor()
    await page.locator('.page[data-page-number="1"] canvas').waitFor()
    await page.waitForTimeout(2000)
    await page.keyboard.press('e')
    await page.keyboard.press('Control+End')
    await page.evaluate(`
      window.keyEvents = []
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (entry.name === 'keydown') window.keyEvents.push(entry.duration)
      }).observe({ type: 'event', durationThreshold: ${leastEventMs}, buffered: false })`)
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Performance.enable')
    const scriptSeconds = async () => {
      const { metrics } = await cdp.send('Performance.getMetrics')
      return metrics.find((metric) => metric.name === 'ScriptDuration')!.value
    }
    const before = await scriptSeconds()
    const words = 'and then it goes on for a while as drafts do, with 12 more of them. '
    for (let key = 0; key < typedKeys; key += 1) {
      await page.keyboard.press(words[key % words.length] === ' ' ? 'Space' : words[key % words.length]!)
      // About as fast as a quick typist.
      await page.waitForTimeout(70)
    }
    await page.waitForTimeout(500)
    const script = ((await scriptSeconds()) - before) * 1000
    const slow = await page.evaluate<number[]>('window.keyEvents')
    const all = [...slow, ...Array<number>(Math.max(0, typedKeys - slow.length)).fill(leastEventMs)].toSorted(
      (a, b) => a - b,
    )
    return { keyScriptMs: script / typedKeys, keyPaintP95Ms: all[Math.ceil(0.95 * all.length) - 1]! }
  })
}

/** `highlightMs`: from `j` to the outline in the PDF, median. `nextPaperMs`: from approval to the next paper's text. */
async function walkThrough(galley: Galley, [, paperId, nextId]: readonly string[]): Promise<Measures> {
  return inBrowser(async (page) => {
    await page.goto(`${galley.url}/review/${paperId}?t=draft`)
    await page.locator('.page[data-page-number="1"] canvas').waitFor()
    await page.locator('.cm-content').waitFor()
    await page.waitForTimeout(2000)
    const highlights: number[] = []
    for (let step = 0; step < 6; step += 1) {
      highlights.push(
        await timed(
          page,
          'j',
          `(was) => { const mark = [...document.querySelectorAll('[data-mark][class*="active"]')].map((one) => one.style.cssText + one.closest('.page')?.dataset.pageNumber).join(); return mark !== '' && mark !== was && mark }`,
        ),
      )
      await page.waitForTimeout(400)
    }
    const next = await call<{ review: { paper: { title: string } } }>(galley, 'GET', `/papers/${nextId}/review`)
    await page.keyboard.press('Control+Enter')
    const asks = page.getByRole('dialog')
    await Promise.race([asks.waitFor(), page.waitForURL(`**/review/${nextId}*`)])
    const there = `() => location.pathname.endsWith('${nextId}') && document.querySelector('h1')?.textContent.includes(${JSON.stringify(next.review.paper.title)}) && (document.querySelector('.cm-content')?.textContent.length ?? 0) > 20 && 'there'`
    const nextPaperMs = (await asks.isVisible()) ? await timed(page, 'Control+Enter', there) : null
    return { highlightMs: highlights.toSorted((a, b) => a - b)[Math.floor(highlights.length / 2)]!, nextPaperMs }
  })
}

/** Milliseconds from a key to the frame in which `done(was)` first gives something else than before the key. */
async function timed(page: Page, key: string, done: string): Promise<number> {
  await page.evaluate(`void (window.measured = new Promise((resolve) => {
    const done = ${done}
    const was = done(undefined)
    addEventListener('keydown', (event) => {
      const began = event.timeStamp
      const look = () => (done(was) ? resolve(performance.now() - began) : requestAnimationFrame(look))
      requestAnimationFrame(look)
    }, { once: true, capture: true })
  }))`)
  await page.keyboard.press(key)
  return page.evaluate<number>(
    'Promise.race([window.measured, new Promise((_, fail) => setTimeout(() => fail(new Error("nothing happened within 10 s")), 10000))])',
  )
}

/** A drawn paper of 300 pages in Galley and in the plain viewer, by turns: first page, and memory after a full scroll. */
async function besidePlainViewer(galley: Galley, say: (line: string) => void): Promise<Measures> {
  const form = new FormData()
  form.set('file', new File([drawLongPaper(longPaperPages).slice()], 'long.pdf', { type: 'application/pdf' }))
  const { paper } = await call<{ paper: { id: string } }>(galley, 'POST', '/papers', form)
  await settled(galley, (row) => row.paper.id !== paper.id || row.stage === 'to-review')
  const places = { ours: `${galley.url}/review/${paper.id}?t=notes`, plain: `${galley.url}/plain-viewer/` }
  const runs = {
    ours: [] as { firstPage: number; memory: number }[],
    plain: [] as { firstPage: number; memory: number }[],
  }
  for (let run = 0; run < 3; run += 1)
    for (const [who, url] of Object.entries(places) as ['ours' | 'plain', string][])
      runs[who].push(await openAndScroll(url, paper.id))
  const best = (who: 'ours' | 'plain', what: 'firstPage' | 'memory') => Math.min(...runs[who].map((run) => run[what]))
  say(
    `first page, ms: ours ${best('ours', 'firstPage').toFixed(0)}, plain viewer ${best('plain', 'firstPage').toFixed(0)}`,
  )
  say(
    `memory after a full scroll, MiB: ours ${best('ours', 'memory').toFixed(0)}, plain viewer ${best('plain', 'memory').toFixed(0)}`,
  )
  return {
    firstPageOverPlainViewer: best('ours', 'firstPage') / best('plain', 'firstPage'),
    memoryOverPlainViewer: best('ours', 'memory') / best('plain', 'memory'),
  }
}

async function openAndScroll(url: string, paperId: string): Promise<{ firstPage: number; memory: number }> {
  return inBrowser(async (page, browser) => {
    await page.route('**/plain-viewer/**', (route) =>
      route.fulfill(plainViewerPage(new URL(route.request().url()).pathname, paperId)),
    )
    // The second visit counts: scripts come from the cache, as on every day but the first.
    await page.goto(url)
    await page.locator('.page[data-page-number="1"] canvas').waitFor()
    await page.goto('about:blank')
    const began = performance.now()
    await page.goto(url, { waitUntil: 'commit' })
    await page.locator('.page[data-page-number="1"][data-loaded="true"] canvas').waitFor()
    const firstPage = performance.now() - began
    await page.evaluate(`(async () => {
      const viewer = document.querySelector('.pdfViewer').parentElement
      while (viewer.scrollTop + viewer.clientHeight < viewer.scrollHeight - 2) {
        viewer.scrollTop += viewer.clientHeight
        await new Promise((resolve) => setTimeout(resolve, 30))
      }
      await new Promise((resolve) => setTimeout(resolve, 1000))
    })()`)
    return { firstPage, memory: await rendererMiB(browser) }
  })
}

/** Memory of the processes that draw pages (proportional set size, so that shared pages count once). */
async function rendererMiB(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const kib = processInfo
    .filter((process) => process.type === 'renderer')
    .map(({ id }) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1] ?? 0))
  return kib.reduce((sum, one) => sum + one, 0) / 1024
}

/** Of every page in both schemes; each kind of fault on a page is said. */
async function axeViolations(galley: Galley, paperId: string, say: (line: string) => void): Promise<number> {
  let count = 0
  for (const scheme of ['light', 'dark'] as const)
    await inBrowser(async (page) => {
      for (const route of ['/', `/review/${paperId}`, '/issue', '/evals', '/prompts', '/settings']) {
        await page.goto(galley.url + route)
        await page.locator('h1').first().waitFor()
        await page.waitForTimeout(1000)
        const found = await violationsOf(page)
        for (const line of found) say(`${route} ${scheme}: ${line}`)
        count += found.length
      }
    }, scheme)
  return count
}
