import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { benchTable, meets } from './bench.ts'

test.each([
  ['at the bound', 0.9, { min: 0.9 }, true],
  ['below it', 0.89, { min: 0.9 }, false],
  ['over a maximum', 401, { max: 400 }, false],
  ['between two', 0.95, { min: 0.93, max: 0.97 }, true],
  ['not measured is not met', null, { min: 0 }, false],
  ['nothing to meet', 1, undefined, null],
])('%s', (_, value, target, met) => {
  expect(meets(value, target)).toBe(met)
})

test('the table shows every target, also one that was not measured', () => {
  const result = { measures: { order: 0.9996, extra: 2 }, peers: { order: { value: 0.971, who: 'pdftotext' } } }
  const lines = benchTable(result, { order: { min: 1 }, speed: { min: 0.85 } }).split('\n')
  expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
    ['measure', 'best peer', 'target', 'ours'],
    ['order', '0.971 pdftotext', '>= 1', '1', 'NOT MET'],
    ['speed', '>= 0.85', 'not measured', 'NOT MET'],
    ['extra', '2'],
  ])
})

test('an unknown bench is named, with the list of those that are there', async () => {
  const run = promisify(execFile)(process.execPath, [fileURLToPath(new URL('./run.ts', import.meta.url)), 'nonsense'])
  await expect(run).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/"nonsense".*benches: .*extraction/),
  })
})
