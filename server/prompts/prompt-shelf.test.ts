import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { engines, freshStore } from '../../test/fresh-database.ts'
import type { Engine } from '../storage/open-database.ts'
import { createPromptLabels } from './labels-store.ts'
import { createPrompts } from './load.ts'
import { createPromptShelf } from './prompt-shelf.ts'
import { promptRoutes } from './routes.ts'
import type { PromptProblem, PromptView } from './schema.ts'
import { createPromptVersions } from './versions-store.ts'

const knows = ['title', 'paper_text', 'notes']
const promptText = (user: string, name = 'draft', variables = 'title, paper_text') =>
  `---\nname: ${name}\npurpose: A trial\nvariables: [${variables}]\n---\n\n# User\n\n${user}\n`
const shippedText = promptText('Shipped. {{title}} {{paper_text}}')
const own = promptText('My own. {{title}} {{paper_text}}')

async function freshShelf(engine: Engine) {
  const { db, libraryId } = await freshStore(engine)
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-shelf-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(path.join(folder, 'draft.md'), shippedText)
  cpSync(path.resolve('prompts/style-card.md'), path.join(folder, 'style-card.md'))
  let clock = 0
  const now = () => new Date((clock += 1000))
  const versions = createPromptVersions(db, libraryId, now)
  const labels = createPromptLabels(db, libraryId, 'test', now)
  const shelf = createPromptShelf({
    shipped: createPrompts(folder),
    ...{ versions, labels },
    drafting: { knows, needs: ['paper_text'] },
  })
  const app = promptRoutes({ shelf })
  const call = async <T>(method: string, url: string, body?: unknown): Promise<{ status: number; body: T }> => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await app.request(url, { method, headers: { 'content-type': 'application/json' }, ...init })
    return { status: response.status, body: (await response.json()) as T }
  }
  const save = async (text: string) =>
    (await call<{ version: { name: string; sha: string } }>('POST', '/prompts', { text })).body.version
  const textInUse = async (name = 'draft') => {
    const found = await shelf.prompts.file(name)
    return found.ok ? found.value.text : found.error.kind
  }
  return {
    shelf,
    versions,
    labels,
    call,
    save,
    textInUse,
    upgrade: (text: string) => writeFileSync(path.join(folder, 'draft.md'), text),
  }
}

describe.each(engines)('on %s', (engine) => {
  test('a saved version is used once it is chosen, and the former choice undoes that', async () => {
    const { call, save, textInUse } = await freshShelf(engine)
    const { sha } = await save(own)
    expect(await textInUse()).toBe(shippedText)
    expect((await call('PUT', '/prompts/draft/live', { sha })).body).toEqual({ before: null })
    expect(await textInUse()).toBe(own)
    const other = await save(promptText('Another. {{title}} {{paper_text}}'))
    const { body } = await call<{ before: string }>('PUT', '/prompts/draft/live', { sha: other.sha })
    expect(body.before).toBe(sha)
    await call('PUT', '/prompts/draft/live', { sha: body.before })
    expect(await textInUse()).toBe(own)
    await call('PUT', '/prompts/draft/live', { sha: null })
    expect(await textInUse()).toBe(shippedText)
  })

  test('an upgrade of the shipped file changes what follows it, and never what the editor chose', async () => {
    const { call, save, textInUse, upgrade } = await freshShelf(engine)
    const upgraded = promptText('Shipped, better. {{title}} {{paper_text}}')
    const { sha } = await save(own)
    upgrade(upgraded)
    expect(await textInUse()).toBe(upgraded)
    await call('PUT', '/prompts/draft/live', { sha })
    upgrade(shippedText)
    expect(await textInUse()).toBe(own)
    const { body } = await call<{ prompts: PromptView[] }>('GET', '/prompts')
    const view = body.prompts.find(({ name }) => name === 'draft')!
    expect(view).toMatchObject({ chosen: true, sha, use: 'draft' })
    // What ships now is among the versions, though no draft has used it yet.
    expect(view.versions).toContainEqual({ sha: view.shippedSha, createdAt: null })
    // Choosing the shipped version itself holds it against the next upgrade.
    await call('PUT', '/prompts/draft/live', { sha: view.shippedSha })
    upgrade(upgraded)
    expect(await textInUse()).toBe(shippedText)
  })

  test('any version is found by the digits of its hash, whatever is in use', async () => {
    const { call, save, shelf, versions } = await freshShelf(engine)
    const { sha } = await save(own)
    // Digits that two versions share name neither.
    for (const last of ['0', '1']) await versions.keep({ name: 'draft', text: own, sha: `abcdef${last.repeat(58)}` })
    expect(await shelf.prompts.find('draft@abcdef')).toMatchObject({
      error: { message: expect.stringContaining('more') },
    })
    expect(await shelf.prompts.find('draft@abcdef1')).toMatchObject({ ok: true })
    expect(await shelf.prompts.find(`draft@${sha.slice(0, 8)}`)).toMatchObject({ ok: true, value: { text: own, sha } })
    expect(await shelf.prompts.find('draft@000000')).toMatchObject({ ok: false, error: { kind: 'prompt-not-found' } })
    expect((await call('GET', `/prompts/draft/versions/${sha}`)).body).toEqual({ version: { sha, text: own } })
    expect((await call('GET', `/prompts/other/versions/${sha}`)).status).toBe(404)
    expect((await call('PUT', '/prompts/style-card/live', { sha })).status).toBe(404)
    for (const name of ['%00', '..%2Fdraft', 'Draft', `draft@${sha.slice(0, 8)}`]) {
      expect((await call('PUT', `/prompts/${name}/live`, { sha })).status).toBe(400)
      expect((await call('GET', `/prompts/${name}/versions/${sha}`)).status).toBe(400)
    }
    for (const name of ['draft@', `draft@${sha.slice(0, 5)}`, 'draft\0', '../draft'])
      expect(await shelf.prompts.find(name)).toMatchObject({ ok: false, error: { kind: 'prompt-not-found' } })
  })

  test('the same text again is the same version', async () => {
    const { call, save } = await freshShelf(engine)
    const [first, second] = [await save(own), await save(own)]
    expect(second).toEqual(first)
    const { body } = await call<{ prompts: PromptView[] }>('GET', '/prompts')
    expect(body.prompts.find(({ name }) => name === 'draft')?.versions).toHaveLength(2)
  })
})

test('a prompt under a new name is listed, and its newest version is used', async () => {
  const { call, save, textInUse } = await freshShelf('sqlite')
  const oldest = await save(promptText('One. {{title}} {{paper_text}}', 'brief'))
  const newest = promptText('Two. {{title}} {{paper_text}}', 'brief')
  await save(newest)
  expect(await textInUse('brief')).toBe(newest)
  const { body } = await call<{ prompts: PromptView[] }>('GET', '/prompts')
  expect(body.prompts.map(({ name }) => name)).toEqual(['brief', 'draft', 'style-card'])
  expect(body.prompts[0]).toMatchObject({ shippedSha: null, chosen: false })
  expect((await call('PUT', '/prompts/brief/live', { sha: oldest.sha })).body).toEqual({ before: null })
  expect(await textInUse('brief')).toContain('One.')
  expect((await call('PUT', '/prompts/brief/live', { sha: null })).status).toBe(200)
  expect(await textInUse('brief')).toBe(newest)
})

test('a choice that can no longer be used is named and shown, and can be given up', async () => {
  const { call, textInUse, shelf, versions, labels } = await freshShelf('sqlite')
  const old = { name: 'draft', text: 'As prompts were once written', sha: 'ab'.repeat(32) }
  await versions.keep(old)
  await labels.setLive('draft', old.sha)
  const { prompts, broken } = await shelf.list()
  expect(broken).toMatchObject([{ kind: 'prompt-broken', message: expect.stringContaining('draft@ab') as string }])
  expect(prompts.find(({ name }) => name === 'draft')).toMatchObject({ text: old.text, sha: old.sha, chosen: true })
  await call('PUT', '/prompts/draft/live', { sha: null })
  expect(await textInUse()).toBe(shippedText)
})

test('a style card of the editor’s own is a version like any other', async () => {
  const { call, save, shelf } = await freshShelf('sqlite')
  const shipped = readFileSync(path.resolve('prompts/style-card.md'), 'utf8')
  const { sha } = await save(`${shipped}- One trait more.\n`)
  await call('PUT', '/prompts/style-card/live', { sha })
  const card = await shelf.prompts.part('style-card')
  expect(card.ok && card.value.text).toMatch(/One trait more\.$/)
})

describe('what cannot be used is not saved, and the place is said', () => {
  test.each([
    ['a name that nothing fills', promptText('{{colour}} {{paper_text}}', 'draft', 'colour, paper_text'), 4, 'Nothing'],
    ['no paper in it', promptText('{{title}}', 'draft', 'title'), 4, 'It cannot do without {{paper_text}}'],
    ['a name that is not declared', promptText('{{title}} {{paper_text}} {{notes}}'), 9, 'not a variable'],
    ['braces left open', promptText('{{title}} {{paper_text}} {{title'), 9, 'not written out'],
    ['a part that nothing takes', '---\nname: mood\npurpose: p\nkind: part\n---\nText', 2, 'No prompt takes'],
    ['a character that no store keeps', `${own}\0`, 10, 'broken character'],
    ['half a character', `${own}\ud835`, 10, 'broken character'],
    ['an empty style card', '---\nname: style-card\npurpose: p\nkind: part\n---\n', 2, 'Nothing stands below'],
    ['a drafting prompt named as a part', promptText('{{title}} {{paper_text}}', 'style-card'), 1, 'is a part'],
    [
      'a use that nothing has',
      own.replace('purpose', 'use: fit-length\npurpose').replace('draft', 'mine'),
      3,
      'Nothing',
    ],
  ])('%s', async (_name, text, line, said) => {
    const { call } = await freshShelf('sqlite')
    const { status, body } = await call<{ error: { kind: string; problems: PromptProblem[] } }>('POST', '/prompts', {
      text,
    })
    expect({ status, kind: body.error.kind }).toEqual({ status: 422, kind: 'prompt-broken' })
    expect(body.error.problems).toContainEqual(
      expect.objectContaining({ line, message: expect.stringContaining(said) as string }),
    )
    const linted = await call<{ problems: PromptProblem[] }>('POST', '/prompts/lint', { text })
    expect(linted).toMatchObject({ status: 200, body: { problems: body.error.problems } })
    const listed = await call<{ prompts: PromptView[] }>('GET', '/prompts')
    expect(listed.body.prompts.flatMap(({ versions }) => versions)).toHaveLength(2)
  })
})
