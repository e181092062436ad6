import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { engines, freshStore } from '../../test/fresh-database.ts'
import { createPrompts } from './load.ts'
import { parsePrompt } from './parse-prompt.ts'
import { renderPrompt } from './render.ts'
import type { Prompt } from './schema.ts'
import { createPromptVersions } from './versions-store.ts'

const fileOf = (user: string, variables = 'x', more = '') =>
  `---\nname: trial\npurpose: A trial\nvariables: [${variables}]\n${more}---\n\n# User\n\n${user}\n`

function promptOf(user: string, variables?: string): Prompt {
  const parsed = parsePrompt(fileOf(user, variables), 'trial.md')
  if (!parsed.ok) throw new Error(parsed.error.message)
  if (parsed.value.kind !== 'prompt') throw new Error('a part')
  return parsed.value.prompt
}
async function render(user: string, value: string): Promise<string> {
  const rendered = await renderPrompt(promptOf(user), { x: value })
  if (!rendered.ok) throw new Error(rendered.error.message)
  return rendered.value[0]!.content
}

describe('everything but a known name in double braces is literal', () => {
  test.each([
    [
      'LaTeX',
      String.raw`$\mathcal{L}_{\text{CE}}$ and \frac{1}{2} of {{x}}`,
      String.raw`$\mathcal{L}_{\text{CE}}$ and \frac{1}{2} of V`,
    ],
    ['JSON', '{"a": 1, "b": {"c": {}}} {{x}}', '{"a": 1, "b": {"c": {}}} V'],
    ['a brace around a variable', String.raw`\frac{{{x}}}{2}`, String.raw`\frac{V}{2}`],
    ['an expression in double braces', 'x_{{i+1}} {{}} {{"a": 1}} {{x}}', 'x_{{i+1}} {{}} {{"a": 1}} V'],
    ['many braces', '{{{{{ {{x}}}', '{{{{{ V}'],
    ['a TeX group', String.raw`\text{x}} {{ab}c} {{\bf a} {{x}}`, String.raw`\text{x}} {{ab}c} {{\bf a} V`],
    ['space inside', 'a {{ x }} b', 'a V b'],
    ['HTML', '<b>&amp;</b> "{{x}}"', '<b>&amp;</b> "V"'],
  ])('%s', async (_name, template, expected) => expect(await render(template, 'V')).toBe(expected))
})

test('values are never scanned again, nor escaped, whatever they hold', async () => {
  for (const value of [
    '{{x}} {{unknown}} {{#x}}',
    String.raw`\times $\frac{{{x}}}{2}$`,
    `<b> & "q" 'a'`,
    '$1 $& $`',
    '{x} {"a": 1}',
  ])
    expect(await render('A {{x}} B {{x}}', value)).toBe(`A ${value} B ${value}`)
})

test('any template without a name in double braces comes out as it went in', async () => {
  const text = fc.string({ unit: fc.constantFrom('{', '}', 'a', '+', ' ', '\\', '"', '\n', '1'), maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(text, fc.string(), async (around, value) => {
      const template = `|${around}|{{x}}|`
      const parsed = parsePrompt(fileOf(template), 'trial.md')
      // A name in the braces that chance wrote is an error, as it should be.
      fc.pre(parsed.ok)
      expect(await render(template, value)).toBe(`|${around}|${value}|`)
    }),
    { numRuns: 300 },
  )
})

describe('a prompt that cannot be used says where', () => {
  test.each([
    ['an unknown name', fileOf('First {{x}}\nthen {{papr}}'), { line: 10, column: 6 }, 'papr'],
    ['a slip in a name', fileOf('{{x}} {{paper-text}}'), { line: 9, column: 7 }, 'paper-text'],
    ['a section', fileOf('{{x}}{{#x}}yes{{/x}}'), { line: 9, column: 6 }, 'sections'],
    ['a name that is declared and not used', fileOf('nothing'), { line: 4, column: 1 }, 'never used: x'],
    ['braces that are not closed', fileOf('{{x}}\nsee {{x and'), { line: 10, column: 5 }, '{{x}} is not written out'],
    ['an unknown name that is not closed', fileOf('{{x}} {{paper'), { line: 9, column: 7 }, '{{paper}} is not written'],
    ['one brace too few behind', fileOf('{{x}} {{x} y'), { line: 9, column: 7 }, '{{x}} is not written out'],
    ['one brace too few in front', fileOf('{{x}} {x}} y'), { line: 9, column: 7 }, '{{x}} is not written out'],
    ['an unknown field', fileOf('{{x}}', 'x', 'colour: red\n'), { line: 5, column: 1 }, 'colour'],
    ['a missing field', fileOf('{{x}}').replace('purpose: A trial\n', ''), { line: 1, column: 1 }, 'purpose'],
    ['a bad value', fileOf('{{x}}', 'x', 'parameters: { temperature: 3 }\n'), { line: 5, column: 15 }, 'temperature'],
    ['a part twice', `${fileOf('{{x}}')}# User\n\n{{x}}`, { line: 10, column: 1 }, 'twice'],
    ['broken YAML', '---\nname: [a\n---\n# User\nx', { line: 3, column: 1 }, 'Flow'],
    ['no front matter', 'Hello', { line: 1, column: 1 }, 'front matter'],
    ['no user part', fileOf('x').replace('# User', '# System'), { line: 1 }, '# User'],
    ['text before the parts', fileOf('{{x}}').replace('# User', 'hello\n# User'), { line: 7 }, 'before the first'],
  ])('%s', (_name, text, place, said) => {
    const parsed = parsePrompt(text, 'trial.md')
    expect(parsed).toMatchObject({ ok: false, error: { kind: 'prompt-broken' } })
    const problems = parsed.ok ? [] : (parsed.error.problems ?? [])
    expect(problems.some(({ message }) => message.includes(said))).toBe(true)
    expect(problems).toContainEqual(expect.objectContaining(place))
  })
})

test('a variable that nothing fills is an error, not an empty place', async () => {
  expect(await renderPrompt(promptOf('{{x}}'), {})).toMatchObject({ ok: false, error: { kind: 'prompt-broken' } })
})

test('the shipped prompts can all be used', async () => {
  const prompts = createPrompts(path.resolve('prompts'))
  const names = await prompts.names()
  for (const name of names) expect(await prompts.file(name)).toMatchObject({ ok: true, value: { name } })
  expect(names).toEqual(expect.arrayContaining(['draft', 'exemplars', 'plain', 'style-card']))
})

test('a prompt is found by name only, and never outside the folder', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-prompts-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(path.join(folder, 'trial.md'), fileOf('{{x}}'))
  writeFileSync(path.join(folder, 'other.md'), fileOf('{{x}}'))
  const prompts = createPrompts(folder)
  expect(await prompts.find('trial')).toMatchObject({ ok: true, value: { name: 'trial', variables: ['x'] } })
  expect(await prompts.find('other')).toMatchObject({ ok: false, error: { kind: 'prompt-broken' } })
  expect(await prompts.find('none')).toMatchObject({ ok: false, error: { kind: 'prompt-not-found' } })
  expect(await prompts.find('../trial')).toMatchObject({ ok: false, error: { kind: 'prompt-not-found' } })
})

test('a file is parsed once until it is edited, then at once anew, and gone when it is gone', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-prompts-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'trial.md')
  writeFileSync(file, fileOf('Say {{x}}'))
  const { find } = createPrompts(folder)
  const first = await find('trial')
  const second = await find('trial')
  expect(first.ok && second.ok && first.value === second.value).toBe(true)
  writeFileSync(file, fileOf('Tell me {{x}}'))
  expect(await find('trial')).toMatchObject({ ok: true, value: { user: 'Tell me {{x}}' } })
  rmSync(file)
  expect(await find('trial')).toMatchObject({ ok: false, error: { kind: 'prompt-not-found' } })
})

describe.each(engines)('on %s', (engine) => {
  test('a version is kept once by its hash, and versions of a prompt come newest first', async () => {
    const { db, libraryId } = await freshStore(engine)
    let clock = 0
    const versions = createPromptVersions(db, libraryId, () => new Date((clock += 1000)))
    const [first, second] = [promptOf('one {{x}}'), promptOf('two {{x}}')]
    for (const prompt of [first, second, first]) await versions.keep(prompt)
    expect((await versions.of('trial')).map(({ sha }) => sha)).toEqual([second.sha, first.sha])
    expect(await versions.find(first.sha)).toMatchObject({ name: 'trial', text: first.text })
  })
})
