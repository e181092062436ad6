import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { begun, freshDrafting, watched } from '../../test/fresh-drafting.ts'
import { startStubModel, type StubModel } from '../llm/stub/stub-model.ts'
import { parseReply } from './parse-reply.ts'
import { withoutTakes } from './without-takes.ts'

let stub: StubModel
beforeAll(async () => {
  stub = await startStubModel()
})
afterAll(() => stub.close())

const offered = 'You may add one take'
const note = { number: 1, text: 'wet floors?' }

describe('a take is offered where there are no notes, and only as long as takes are switched on', () => {
  test.each([
    ['no notes', { notes: [], settings: { takes: true } }, true],
    ['a note: the take is the editor’s own', { notes: [note], settings: { takes: true } }, false],
    ['switched off', { notes: [], settings: { takes: false } }, false],
  ])('%s', async (_name, options, isOffered) => {
    const { drafting, paperId } = await freshDrafting('sqlite', stub, { model: 'good', ...options })
    const preview = await drafting.preview(paperId, {})
    if (!preview.ok) throw new Error(preview.error.message)
    const said = preview.value.messages.map(({ content }) => content).join('\n')
    expect(said.includes(offered)).toBe(isOffered)
    expect(said.includes('Add none of your own')).toBe(!isOffered)
  })
})

test.each([
  [true, ['take']],
  [false, []],
])('a take that comes with takes = %s', async (takes, kinds) => {
  const { drafting, paperId } = await freshDrafting('sqlite', stub, { model: 'take', notes: [], settings: { takes } })
  const { id } = await begun(drafting, paperId)
  await watched(drafting, id)
  const draft = (await drafting.find(id))!
  expect(draft.reply).toContain('Worth a try. [[take]]')
  expect(draft.marks.map(({ kind }) => kind).filter((kind) => kind === 'take')).toEqual(kinds)
  expect(draft.prose.includes('Worth a try.')).toBe(takes)
  expect(draft.tail.some((line) => line.includes('“Worth a try.”'))).toBe(!takes)
})

describe('a take is cut out with its marks, and the others keep their place', () => {
  test.each([
    ['at the end', 'One. [[p1: "a b"]]\n\nTry it. [[take]]', 'One.'],
    ['in the middle', 'One. [[p1: "a b"]] Try it. [[take]] Two. [[p2: "c d"]]', 'One. Two.'],
    ['as a paragraph', 'One. [[p1: "a b"]]\n\nTry it. [[take]]\n\nTwo. [[p2: "c d"]]', 'One.\n\nTwo.'],
    ['at the head', 'Try it. [[take]] One. [[p1: "a b"]]', 'One.'],
    ['with evidence on it', 'Try it. [[take]] [[p3: "x y"]] One. [[p1: "a b"]]', 'One.'],
  ])('%s', (_name, reply, prose) => {
    const parsed = withoutTakes(parseReply(reply))
    expect(parsed.prose).toBe(prose)
    expect(parsed.marks.every(({ kind }) => kind === 'quote')).toBe(true)
    for (const mark of parsed.marks) expect(parsed.prose.slice(0, mark.offset)).toMatch(/(?:One|Two)\.$/)
    expect(parsed.tail).toEqual(['A take was left out, as takes are switched off: “Try it.”'])
  })
  test('a reply without a take stays as it is', () => {
    const parsed = parseReply('One.  Two.\n\n- a\n- b')
    expect(withoutTakes(parsed)).toEqual(parsed)
  })
})
