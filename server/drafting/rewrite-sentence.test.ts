import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDrafting } from '../../test/fresh-drafting.ts'
import { startStubModel, type StubModel } from '../llm/stub/stub-model.ts'
import { draftRoutes } from './routes.ts'

let stub: StubModel
beforeAll(async () => {
  stub = await startStubModel()
})
afterAll(() => stub.close())

const sentence = 'The new widget dramatically outperforms the older gadget by 4.2% on all three tests.'

async function asking(model: string | null, settings: { wordsNeverUsed?: string[] } = {}) {
  const { drafting, paperId, calls } = await freshDrafting('sqlite', stub, { model, settings })
  const app = draftRoutes({ drafting })
  const ask = async (body: object, id: string = paperId) => {
    const headers = { 'content-type': 'application/json' }
    const response = await app.request(`/papers/${id}/rewrite`, { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: response.status, body: (await response.json()) as { proposal?: string; error?: { kind: string } } }
  }
  return { ask, calls }
}

test('a sentence comes back as a proposal, and the call is written down with its prompt', async () => {
  const { ask, calls } = await asking('good', { wordsNeverUsed: ['leverage'] })
  const answer = await ask({ sentence, how: 'shorter' })
  expect(answer).toEqual({ status: 200, body: { proposal: 'The new widget dramatically outperforms the older.' } })
  const [call] = await calls.list(10)
  expect(call).toMatchObject({ purpose: 'rewrite', error: null })
  const sent = stub.requests
    .at(-1)!
    .body.messages!.map(({ content }) => content)
    .join('\n')
  expect(sent).toContain(`The sentence: ${sentence}`)
  expect(sent).toContain('The wish: shorter')
  expect(sent).toContain('1. does it work on wet floors?')
  expect(sent).toContain('never prints: leverage')
})

test.each([
  [{ how: 'cut-hype' }, 'The wish: cut hype'],
  [{ how: 'my-words' }, 'The wish: my words'],
  [{ how: 'words', words: 12 }, 'The wish: 12 words'],
])('the wish %o is sent as the prompt names it', async (wish, words) => {
  const { ask } = await asking('good')
  expect((await ask({ sentence, ...wish })).status).toBe(200)
  expect(stub.requests.at(-1)!.body.messages!.at(-1)!.content).toContain(words)
})

test.each([
  ['429-quota', 'out-of-quota'],
  ['cut-stream', 'cut-stream'],
  ['empty', 'empty-reply'],
  ['content-filter', 'content-filter'],
])('a model that fails as %s is the error %s, never a proposal', async (model, kind) => {
  const { ask } = await asking(model)
  expect(await ask({ sentence, how: 'shorter' })).toMatchObject({ status: 422, body: { error: { kind } } })
})

test('without a model nothing is asked, and the answer says that one is needed', async () => {
  const { ask } = await asking(null)
  const before = stub.requests.length
  expect(await ask({ sentence, how: 'shorter' })).toMatchObject({ status: 422, body: { error: { kind: 'no-model' } } })
  expect(stub.requests.length).toBe(before)
})

test('a wish that nobody knows and a paper that is not there are named', async () => {
  const { ask } = await asking('good')
  expect((await ask({ sentence, how: 'longer' })).status).toBe(400)
  expect((await ask({ sentence, how: 'words' })).status).toBe(400)
  const unknown = await ask({ sentence, how: 'shorter' }, '00000000-0000-4000-8000-000000000000')
  expect(unknown).toMatchObject({ status: 404, body: { error: { kind: 'paper-not-found' } } })
})
