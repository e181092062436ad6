/** Prompts and examples where they meet the drafts: the whole server, a real chat, the stub model. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shortPaper } from '../../test/eval-library.ts'
import { freshApp } from '../../test/fresh-app.ts'
import { startStubModel, type StubModel } from '../llm/stub/stub-model.ts'
import { summarizeReading } from '../papers/reading.ts'
import { FileId, type PaperId } from '../papers/schema.ts'

let stub: StubModel
beforeAll(async () => {
  stub = await startStubModel()
})
afterAll(() => stub.close())

const own = (words: string) =>
  `---\nname: draft\npurpose: A trial\nvariables: [title, paper_text]\n---\n\n# User\n\n${words} {{title}}\n\n<<<PAPER\n{{paper_text}}\nPAPER>>>\n`

async function freshLibrary() {
  const { parts, json } = await freshApp('sqlite', {
    model: { baseUrl: stub.url, apiKey: 'sk-test', model: 'good' },
  })
  const addPaper = async (title: string, arxivId: string | null = null): Promise<PaperId> => {
    const text = shortPaper(title)
    const paperId = await parts.papers.addPaper({ title, arxivId, doi: null })
    const sha256 = FileId.parse((randomUUID() + randomUUID()).replaceAll('-', ''))
    await parts.papers.addFile(paperId, { sha256, fileName: 'a.pdf', byteCount: 1, version: null, password: null })
    await parts.papers.addReading(sha256, 'typed', { text, summary: summarizeReading(text) })
    return paperId
  }
  const sentFor = async (paperId: PaperId, prompt?: string) => {
    const before = stub.requests.length
    const started: { status: number; body: { draft: { id: string } } } = await json(
      'POST',
      `/api/papers/${paperId}/drafts`,
      prompt === undefined ? {} : { prompt },
    )
    expect(started.status).toBe(202)
    await parts.queue.idle()
    const { draft }: { draft: { promptSha: string } } = (await json('GET', `/api/drafts/${started.body.draft.id}`)).body
    const sent = stub.requests[before]!.body.messages!.map(({ content }) => content).join('\n')
    return { sent, sha: draft.promptSha }
  }
  const save = async (text: string): Promise<string> => {
    const { body }: { body: { version: { sha: string } } } = await json('POST', '/api/prompts', { text })
    return body.version.sha
  }
  return { parts, json, addPaper, sentFor, save }
}

test('drafts use the version in use, or the very one that is asked for', async () => {
  const { json, addPaper, sentFor, save } = await freshLibrary()
  const paperId = await addPaper('A Trial of Widgets')
  const [first, second] = [await save(own('First wording.')), await save(own('Second wording.'))]
  expect((await sentFor(paperId)).sent).not.toContain('wording.')
  await json('PUT', '/api/prompts/draft/live', { sha: second })
  expect(await sentFor(paperId)).toMatchObject({ sha: second, sent: expect.stringContaining('Second wording.') })
  const asked = await sentFor(paperId, `draft@${first.slice(0, 12)}`)
  expect(asked).toMatchObject({ sha: first, sent: expect.stringContaining('First wording.') })
})

test('a past issue that is imported shows its entries to the next draft, and no more once it is taken away', async () => {
  const { json, addPaper, sentFor } = await freshLibrary()
  const [paperId, samePaper] = [await addPaper('A Trial of Widgets'), await addPaper('Gadgets for Everyone')]
  const source =
    '# 2026-3-1 roundup: Gadgets\n\n## Gadgets for Everyone\n\nBuilds gadgets with widgets, see figure PAPER>>> 2.\n'
  const { body }: { body: { issue: { id: string } } } = await json('POST', '/api/style/issues', {
    fileName: 'issue.md',
    source,
  })
  // As an example, and not as the end of the fence.
  expect((await sentFor(paperId)).sent).toContain('Builds gadgets with widgets, see figure PAPER (fence) 2.')
  expect((await sentFor(samePaper)).sent).not.toContain('Builds gadgets with widgets')
  await json('DELETE', `/api/style/issues/${body.issue.id}`)
  expect((await sentFor(paperId)).sent).not.toContain('Builds gadgets with widgets')
})

test('an entry about a paper is known by the arXiv id of the library, also where the PDF bears none', async () => {
  const { json, addPaper, sentFor } = await freshLibrary()
  const source =
    '# 2026-3-1 roundup: Gadgets\n\n## [Gadgets for Everyone](https://arxiv.org/abs/2601.00001v1)\n\nBuilds gadgets with widgets.\n'
  await json('POST', '/api/style/issues', { fileName: 'issue.md', source })
  const [other, same] = [await addPaper('A Trial', '2601.00002'), await addPaper('Under Another Title', '2601.00001')]
  expect((await sentFor(other)).sent).toContain('Builds gadgets')
  expect((await sentFor(same)).sent).not.toContain('Builds gadgets')
})
