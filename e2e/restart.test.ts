/** What a killed server leaves behind: every acknowledged save, work that goes on, and no second bill. */
import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import type { PaperRow, ReviewView } from '../server/desk/schema.ts'
import { startStubModel } from '../server/llm/stub/stub-model.ts'
import type { Revision } from '../server/review/schema.ts'
import { startGalley } from './galley.ts'

const sample = 'papers/interval-width.pdf'

async function upload(url: string): Promise<string> {
  const form = new FormData()
  form.append('file', new File([readFileSync(sample)], 'interval-width.pdf'))
  const response = await fetch(`${url}/api/papers`, { method: 'POST', body: form })
  expect(response.status).toBe(201)
  return ((await response.json()) as { paper: { id: string } }).paper.id
}
const reviewOf = async (url: string, paperId: string): Promise<ReviewView> =>
  ((await (await fetch(`${url}/api/papers/${paperId}/review`)).json()) as { review: ReviewView }).review

async function until<T>(ask: () => Promise<T>, done: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + 40_000
  for (;;) {
    const value = await ask()
    if (done(value)) return value
    if (Date.now() > deadline) throw new Error(`it did not come to that: ${JSON.stringify(value).slice(0, 500)}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

test('every acknowledged save is there after a SIGKILL at any moment', async () => {
  const first = await startGalley()
  const paperId = await upload(first.url)
  let url = first.url
  let kill = first.kill
  let base = 'none'
  let acknowledged = ''
  let sent = 0
  for (const killAfterMs of [7, 40, 90]) {
    const timer = setTimeout(() => void kill(), killAfterMs)
    try {
      for (;;) {
        sent += 1
        const response = await fetch(`${url}/api/papers/${paperId}/text`, {
          method: 'PUT',
          headers: { 'content-type': 'application/json', 'if-match': `"${base}"` },
          body: JSON.stringify({ text: `text ${sent}`, ops: [], activeMs: 10 }),
        })
        const { revision } = (await response.json()) as { revision: Revision }
        expect(response.status).toBe(200)
        base = revision.id
        acknowledged = revision.text
      }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
    clearTimeout(timer)
    await kill()
    const again = await startGalley({ dataFolder: first.dataFolder })
    url = again.url
    kill = again.kill
    const { head } = await reviewOf(url, paperId)
    // The one that was on its way may have been written without its answer: then it is the next one, whole.
    expect([acknowledged, `text ${sent}`]).toContain(head?.text ?? '')
    base = head?.id ?? 'none'
    acknowledged = head?.text ?? ''
  }
})

test('reading goes on after a restart', async () => {
  const first = await startGalley()
  const paperId = await upload(first.url)
  await first.kill()
  const again = await startGalley({ dataFolder: first.dataFolder })
  const rows = await until(
    async () => ((await (await fetch(`${again.url}/api/papers`)).json()) as { rows: PaperRow[] }).rows,
    ([row]) => row?.reading.state === 'read',
  )
  expect(rows[0]?.paper.id).toBe(paperId)
})

test('a draft that was being written is interrupted, its text is kept, and the model is not called again', async () => {
  const stub = await startStubModel()
  onTestFinished(() => stub.close())
  const env = { OPENAI_BASE_URL: stub.url, GALLEY_MODEL: 'slow' }
  const first = await startGalley({ env })
  const paperId = await upload(first.url)
  await until(
    () => reviewOf(first.url, paperId),
    (review) => review.reading.state === 'read',
  )
  await fetch(`${first.url}/api/papers/${paperId}/drafts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  await until(
    () => reviewOf(first.url, paperId),
    (review) => (review.draft?.reply.length ?? 0) > 20,
  )
  await first.kill()
  expect(stub.requests).toHaveLength(1)

  const again = await startGalley({ dataFolder: first.dataFolder, env })
  const review = await reviewOf(again.url, paperId)
  expect(review.draft?.status).toBe('interrupted')
  expect(review.draft?.reply.length).toBeGreaterThan(20)
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(stub.requests).toHaveLength(1)
})

test('a second server on the same library says so and stops', async () => {
  const first = await startGalley()
  await expect(startGalley({ dataFolder: first.dataFolder })).rejects.toThrow(/open already/)
  expect((await fetch(`${first.url}/api/status`)).status).toBe(200)
})
