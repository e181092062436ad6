import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { evalLibrary, type EvalLibrary } from '../../test/eval-library.ts'
import { engines } from '../../test/fresh-database.ts'
import { words } from '../text/tokens.ts'
import { exportRun } from './exports.ts'
import { createEvalRuns } from './runs.ts'
import type { BlindView, CaseView, Estimate, LiveWeek, RunSummary, RunView } from './schema.ts'

const titles = ['Ranking', 'Echoing', 'Scaling']
const ownText = (title: string) =>
  `Nobody expected ${title} to work this well, and I still wonder why it does when the collection is so small. A second look at the ablation would be worth the time.`
const plain = { name: 'plain', prompt: 'plain', model: 'good' }
const house = { name: 'house', prompt: 'draft', model: 'good' }

async function approved(library: EvalLibrary, how: 'own' | 'live' = 'own'): Promise<void> {
  const draft = { reply: 'It ranks. [[p1: "We study"]] It rises to 80.7.', model: 'good', promptSha: 'sha-of-live' }
  for (const title of titles)
    await library.approve({ title, approved: ownText(title), draft: how === 'live' ? draft : null })
}
async function run(library: EvalLibrary, wanted: object): Promise<RunView> {
  const { body } = await library.json<{ run: RunSummary }>('POST', '/evals', wanted)
  await library.queue.start()
  await library.queue.idle()
  return view(library, body.run.id)
}
const view = async (library: EvalLibrary, id: string) =>
  (await library.json<{ run: RunView }>('GET', `/evals/${id}`)).body.run
const cellsOf = (library: EvalLibrary, id: RunSummary['id']) => library.parts.store.listResults(id)

function copiedPrompts(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-prompts-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  cpSync(path.resolve('prompts'), folder, { recursive: true })
  return folder
}

async function everyCellOnce(library: EvalLibrary, id: RunSummary['id']): Promise<void> {
  const cells = await cellsOf(library, id)
  expect(cells.map(({ caseId, variant, repeat }) => `${caseId} ${variant} ${repeat}`).toSorted()).toEqual(
    [...new Set(cells.map(({ caseId, variant, repeat }) => `${caseId} ${variant} ${repeat}`))].toSorted(),
  )
  expect((await view(library, id)).run).toMatchObject({ state: 'done', done: 9, total: 9, failed: 0 })
}

describe.each(engines)('on %s', (engine) => {
  test('a run drafts every case with every variant, the offline baseline among them, and says what came of it', async () => {
    const library = await evalLibrary(engine)
    await approved(library)
    const { run: summary, card, table, cases } = await run(library, { variants: [plain, house], repeats: 2 })
    expect(summary).toMatchObject({ state: 'done', papers: 3, total: 15, done: 15, failed: 0, base: 'plain' })
    expect(table.map(({ variant, role, cells }) => [variant.name, role, cells.done])).toEqual([
      ['plain', 'base', 6],
      ['house', 'variant', 6],
      ['offline', 'offline', 3],
    ])
    expect(card.sentences[0]).toBe('3 papers.')
    expect(card.sentences.join(' ')).toContain('3 papers are too few')
    expect(card.verdict).toBe('cant-tell')
    expect(cases.map(({ title }) => title).toSorted()).toEqual(titles.toSorted())
    expect(table[1]!.measures.find(({ name }) => name === 'wrong-facts')!.comparison).toMatchObject({ n: 3 })
  })

  test("nobody's approved text of a paper is shown to the model that drafts that paper", async () => {
    const library = await evalLibrary(engine)
    const notes = [{ number: 1, text: 'Ask about the ablation.' }]
    await library.approve({ title: 'Ranking', approved: ownText('Ranking'), draft: null, notes })
    await library.approve({
      title: 'Echoing',
      approved: ownText('Echoing'),
      draft: { reply: 'It echoes.', model: 'good', promptSha: 'x' },
      notes,
    })
    await run(library, { variants: [plain, house] })
    expect(library.stub.requests.length).toBe(4)
    for (const { body } of library.stub.requests) {
      const sent = words(body.messages!.map(({ content }) => content).join('\n')).join(' ')
      for (const title of ['Ranking', 'Echoing']) {
        const text = words(ownText(title))
        for (let start = 0; start + 6 <= text.length; start += 1)
          expect(sent).not.toContain(text.slice(start, start + 6).join(' '))
      }
    }
    expect(
      library.stub.requests.filter(({ body }) => JSON.stringify(body).includes('Ask about the ablation.')),
    ).toHaveLength(2)
  })

  test('a note that was written after the approval is not shown either', async () => {
    const library = await evalLibrary(engine)
    const paperId = await library.approve({ title: 'Ranking', approved: ownText('Ranking'), draft: null })
    await new Promise((resolve) => setTimeout(resolve, 5))
    await library.review.addNote(paperId, 'Kept for later: nobody expected it.', null)
    await run(library, { variants: [house] })
    expect(JSON.stringify(library.stub.requests)).not.toContain('Kept for later')
  })

  test('a prompt that holds an approved text is refused for that paper, and for that paper only', async () => {
    const promptsFolder = copiedPrompts()
    const card = path.join(promptsFolder, 'style-card.md')
    writeFileSync(card, `${readFileSync(card, 'utf8')}\n\n${ownText('Ranking')}\n`)
    const library = await evalLibrary(engine, { promptsFolder })
    await library.approve({ title: 'Ranking', approved: ownText('Ranking'), draft: null })
    await library.approve({
      title: 'Echoing',
      approved: 'An entry of its own, about echoes in the data and why they pay.',
      draft: null,
    })
    const { run: summary, card: said } = await run(library, { variants: [house] })
    expect((await cellsOf(library, summary.id)).filter(({ error }) => error).map(({ error }) => error!.kind)).toEqual([
      'leak',
    ])
    expect(library.stub.requests).toHaveLength(1)
    expect(said.sentences).toContain('1 draft failed and is left out.')
  })

  test('an example about the very paper is left out, so it is no leak', async () => {
    const promptsFolder = copiedPrompts()
    const exemplars = path.join(promptsFolder, 'exemplars.md')
    const example = `### Example Z (on "Ranking"; for this test)\n\n${ownText('Ranking')}\n`
    writeFileSync(exemplars, `${readFileSync(exemplars, 'utf8')}\n\n${example}`)
    const library = await evalLibrary(engine, { promptsFolder })
    await library.approve({ title: 'Ranking', approved: ownText('Ranking'), draft: null })
    const { run: summary } = await run(library, { variants: [house] })
    expect(summary).toMatchObject({ done: 2, failed: 0 })
    expect(JSON.stringify(library.stub.requests)).not.toContain('Nobody expected')
  })

  test('examples are older than the case, of other papers, and stay those of the run', async () => {
    const library = await evalLibrary(engine)
    const texts = {
      Early: 'An early entry on echoes.',
      Middle: 'A middle entry on ranks.',
      Late: 'A late one on both.',
    }
    for (const [title, text] of Object.entries(texts)) {
      await library.approve({ title, approved: text, draft: null })
      await sleep(5)
    }
    const { body } = await library.json<{ run: RunSummary }>('POST', '/evals', { variants: [house] })
    await library.approve({ title: 'Later Still', approved: 'Approved while the run was waiting.', draft: null })
    await library.queue.start()
    await library.queue.idle()
    const shown = library.stub.requests.map(({ body: sent }) => {
      const prompt = sent.messages!.map(({ content }) => content).join('\n')
      const title = /^Title: (.*)$/m.exec(prompt)![1]!
      return [title, Object.entries(texts).flatMap(([name, text]) => (prompt.includes(text) ? [name] : []))]
    })
    expect(Object.fromEntries(shown)).toEqual({ Early: [], Middle: ['Early'], Late: ['Early', 'Middle'] })
    expect(JSON.stringify(library.stub.requests)).not.toContain('while the run was waiting')
    expect((await view(library, body.run.id)).run).toMatchObject({ done: 6, failed: 0 })
  })

  test('a version of a prompt that is not there is named', async () => {
    const library = await evalLibrary(engine)
    await library.approve({ title: 'Ranking', approved: ownText('Ranking'), draft: null })
    const unknown = { ...plain, prompt: 'plain@0123456789' }
    expect((await library.json('POST', '/evals', { variants: [unknown] })).body).toMatchObject({
      error: { kind: 'prompt-not-found' },
    })
  })

  test('a prompt that is edited while the run is stopped is not mixed with the earlier one', async () => {
    const promptsFolder = copiedPrompts()
    const library = await evalLibrary(engine, { promptsFolder })
    await library.approve({ title: 'Ranking', approved: ownText('Ranking'), draft: null })
    const { body } = await library.json<{ run: RunSummary }>('POST', '/evals', { variants: [plain] })
    const file = path.join(promptsFolder, 'plain.md')
    writeFileSync(file, readFileSync(file, 'utf8').replace('about 180 words', 'about 90 words'))
    await library.queue.start()
    await library.queue.idle()
    expect((await cellsOf(library, body.run.id)).flatMap(({ error }) => error?.kind ?? [])).toEqual(['prompt-changed'])
  })

  test('a withdrawn approval is no case, and of two approvals the later one counts', async () => {
    const library = await evalLibrary(engine)
    const gone = await library.approve({ title: 'Gone', approved: ownText('Gone'), draft: null })
    await library.review.withdrawApproval(gone)
    expect((await library.json('POST', '/evals', { variants: [plain] })).body).toMatchObject({
      error: { kind: 'no-cases' },
    })
    await library.approve({ title: 'Ranking', approved: ownText('Ranking'), draft: null })
    expect(
      (await library.json<{ estimate: Estimate }>('POST', '/evals/estimate', { variants: [plain] })).body.estimate
        .papers,
    ).toBe(1)
  })

  test('distance to the approved text is reported for unanchored texts only, and an anchored one names whom it favours', async () => {
    const library = await evalLibrary(engine)
    const sha = await library.parts.prompts.find('draft')
    if (!sha.ok) throw new Error(sha.error.message)
    await library.approve({
      title: 'Ranking',
      approved: ownText('Ranking'),
      draft: { reply: 'It ranks.', model: 'good', promptSha: sha.value.sha },
    })
    await library.approve({ title: 'Echoing', approved: ownText('Echoing'), draft: null })
    const { table, cases, card } = await run(library, { variants: [plain, house] })
    expect(table.map(({ variant, favoured }) => [variant.name, favoured])).toEqual([
      ['plain', 0],
      ['house', 1],
      ['offline', 0],
    ])
    expect(table[1]!.measures.find(({ name }) => name === 'rouge-l')).toMatchObject({ papers: 1 })
    expect(card.sentences.join(' ')).toContain('1 of your texts grew from drafts by house')
    const anchored = cases.find(({ title }) => title === 'Ranking')!
    expect(anchored.anchoredTo).toMatchObject({ model: 'good', promptSha: sha.value.sha })
  })

  test('errors are kept as rows, are never taken from the cache, and are done again when asked', async () => {
    const library = await evalLibrary(engine)
    await approved(library)
    const broken = { name: 'broken', prompt: 'plain', model: '401' }
    const first = await run(library, { variants: [plain, broken] })
    expect(first.run).toMatchObject({ done: 9, failed: 3, state: 'done' })
    const asked = library.stub.requests.length
    const second = await run(library, { variants: [plain, broken] })
    expect(second.run).toMatchObject({ done: 9, failed: 3 })
    // The three good replies are known, the three errors were asked for again.
    expect(library.stub.requests.length - asked).toBe(3)
    expect((await cellsOf(library, second.run.id)).filter(({ known }) => known)).toHaveLength(6)
    await library.json('POST', `/evals/${second.run.id}/resume`, { failed: true })
    await library.queue.idle()
    expect((await view(library, second.run.id)).run).toMatchObject({ done: 9, failed: 3, state: 'done' })
    expect(library.stub.requests.length - asked).toBe(6)
  })

  test('a repeat is another draft: it is not answered from the one before', async () => {
    const library = await evalLibrary(engine)
    await library.approve({ title: 'Ranking', approved: ownText('Ranking'), draft: null })
    await run(library, { variants: [plain], repeats: 3 })
    expect(library.stub.requests).toHaveLength(3)
    const { body } = await library.json<{ estimate: Estimate }>('POST', '/evals/estimate', {
      variants: [plain],
      repeats: 5,
    })
    expect(body.estimate).toMatchObject({ cells: 6, known: 4, costUsd: null, why: 'the price of good is not known' })
  })

  test('a stopped run keeps what is done, and going on does exactly the rest', async () => {
    const library = await evalLibrary(engine, { delayMs: 100 })
    await approved(library)
    const { body } = await library.json<{ run: RunSummary }>('POST', '/evals', {
      variants: [plain, house],
      concurrency: 1,
    })
    await library.queue.start()
    await expect.poll(async () => (await view(library, body.run.id)).run.done, { timeout: 10_000 }).toBeGreaterThan(0)
    await library.json('POST', `/evals/${body.run.id}/stop`)
    const stopped = await view(library, body.run.id)
    expect(stopped.run).toMatchObject({ state: 'stopped', failed: 0 })
    expect(stopped.run.done).toBeLessThan(9)
    await library.json('POST', `/evals/${body.run.id}/resume`, {})
    await library.queue.idle()
    await everyCellOnce(library, body.run.id)
  })

  test('a run whose process went down waits in the next one, and going on does exactly the rest', async () => {
    const library = await evalLibrary(engine, { delayMs: 100 })
    await approved(library)
    const { body } = await library.json<{ run: RunSummary }>('POST', '/evals', {
      variants: [plain, house],
      concurrency: 2,
    })
    await library.queue.start()
    await expect.poll(async () => (await cellsOf(library, body.run.id)).length, { timeout: 10_000 }).toBeGreaterThan(0)
    await library.queue.close()
    const before = await cellsOf(library, body.run.id)
    expect(before.length).toBeLessThan(9)
    expect((await view(library, body.run.id)).run.state).toBe('running')
    const next = library.nextQueue()
    await next.start()
    const runs = createEvalRuns({ ...library.parts, queue: next })
    await runs.recover()
    await next.idle()
    expect((await view(library, body.run.id)).run).toMatchObject({ state: 'stopped', done: before.length })
    await runs.resume(body.run.id, { failed: false })
    await next.idle()
    await everyCellOnce(library, body.run.id)
  })

  test('a run stops at its spend limit and says so', async () => {
    const library = await evalLibrary(engine)
    await approved(library)
    const variants = [plain, house].map((variant) => ({ ...variant, model: 'no-usage' }))
    const { run: summary } = await run(library, { variants, spendLimitUsd: 0.035, concurrency: 4 })
    // Four cells at once, each of which can cost a cent: the fourth call is not made, and leaves no row.
    expect(summary).toMatchObject({ state: 'stopped', failed: 0 })
    expect(library.stub.requests).toHaveLength(3)
    expect(await library.queue.find('eval', summary.id)).toMatchObject({ error: { kind: 'spend-limit' } })
  })

  test('an account without quota stops the run at once, with nothing to take back', async () => {
    const library = await evalLibrary(engine)
    await approved(library)
    const variants = [plain, house].map((variant) => ({ ...variant, model: '429-quota' }))
    const { run: summary } = await run(library, { variants, concurrency: 1 })
    expect(summary).toMatchObject({ state: 'stopped', failed: 0 })
    expect(library.stub.requests).toHaveLength(1)
    expect(await library.queue.find('eval', summary.id)).toMatchObject({ error: { kind: 'out-of-quota' } })
  })

  test('blind looks hide the names, log the sides, go on where they were left, and come into the card', async () => {
    const library = await evalLibrary(engine)
    await approved(library)
    const { run: summary } = await run(library, { variants: [plain, house] })
    const next = async () => (await library.json<{ blind: BlindView }>('GET', `/evals/${summary.id}/blind`)).body.blind
    const looks: BlindView['pair'][] = []
    for (let pair = (await next()).pair; pair; pair = (await next()).pair) {
      expect(Object.keys(pair).toSorted()).toEqual(['caseId', 'left', 'right', 'title'])
      looks.push(pair)
      const answer = await library.json<{ chosen: { left: string; right: string } }>(
        'POST',
        `/evals/${summary.id}/blind`,
        { caseId: pair.caseId, choice: 'left' },
      )
      expect(new Set([answer.body.chosen.left, answer.body.chosen.right])).toEqual(new Set(['plain', 'house']))
      const shown = (await library.json<{ case: CaseView }>('GET', `/evals/${summary.id}/cases/${pair.caseId}`)).body
        .case
      expect(shown.cells.find(({ variant }) => variant === answer.body.chosen.left)!.prose).toBe(pair.left)
    }
    expect(looks.length).toBeGreaterThan(0)
    expect(await next()).toMatchObject({ pair: null, seen: looks.length })
    const { card, table } = await view(library, summary.id)
    const blind = table[1]!.blind!
    expect(blind.wins + blind.losses).toBe(looks.length)
    expect(card.sentences.join(' ')).toContain(`In ${looks.length} blind look`)
  })

  test('live work is shown by week and prompt version, fixed and added apart', async () => {
    const library = await evalLibrary(engine)
    await approved(library, 'live')
    const { weeks } = (await library.json<{ weeks: LiveWeek[] }>('GET', '/evals/live')).body
    expect(weeks).toHaveLength(1)
    expect(weeks[0]).toMatchObject({ papers: 3, promptSha: 'sha-of-live', model: 'good', minutes: 1 })
    expect(weeks[0]!.fixed + weeks[0]!.added).toBeCloseTo(weeks[0]!.cost, 10)
  })

  test('exports are JSON lines whose manifest has their hash', async () => {
    const library = await evalLibrary(engine)
    await approved(library, 'live')
    const { run: summary } = await run(library, { variants: [plain, house] })
    const lines = async (format: 'flat' | 'sft' | 'preference') => {
      const exported = await exportRun(library.parts, summary.id, format)
      if (!exported.ok) throw new Error(exported.error.message)
      expect(exported.value.manifest.sha256).toBe(createHash('sha256').update(exported.value.jsonl).digest('hex'))
      const parsed = exported.value.jsonl
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { messages?: { content: string }[] })
      expect(exported.value.manifest.lines).toBe(parsed.length)
      return parsed
    }
    expect(await lines('flat')).toHaveLength(9)
    const chats = await lines('sft')
    expect(chats[0]).toMatchObject({ messages: [{ role: 'system' }, { role: 'user' }, { role: 'assistant' }] })
    expect(chats.map(({ messages }) => messages![2]!.content).toSorted()).toEqual(titles.map(ownText).toSorted())
    const pairs = await lines('preference')
    expect(pairs[0]).toMatchObject({
      input: { messages: [{ role: 'system' }, { role: 'user' }] },
      preferred_output: [{ role: 'assistant' }],
      non_preferred_output: [{ role: 'assistant', content: 'It ranks. It rises to 80.7.' }],
    })
  })

  test('an unknown run and an unknown case are 404s the page can name', async () => {
    const library = await evalLibrary(engine)
    const nobody = '00000000-0000-4000-8000-000000000000'
    expect(await library.json('GET', `/evals/${nobody}`)).toMatchObject({
      status: 404,
      body: { error: { kind: 'run-not-found' } },
    })
    expect(await library.json('GET', `/evals/${nobody}/cases/${nobody}`)).toMatchObject({
      status: 404,
      body: { error: { kind: 'case-not-found' } },
    })
    expect(await library.json('POST', '/evals', { variants: [plain, plain] })).toMatchObject({ status: 400 })
    expect(await library.json('POST', '/evals', { variants: [{ ...plain, prompt: 'nowhere' }] })).toMatchObject({
      status: 404,
      body: { error: { kind: 'prompt-not-found' } },
    })
  })
})
