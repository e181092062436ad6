import { expect, test } from 'vitest'
import { indexPaper } from '../server/grounding/paper-index.ts'
import { typedPaper } from '../test/typed-paper.ts'
import { tableCellsNamed } from './named-cells.ts'

const rows = [
  ['River', 'Spring'],
  ...['Elbe', 'Oder', 'Rhine', 'Main', 'Saale', 'Spree'].map((name, at) => [name, `${at + 4}.1`]),
]
const index = indexPaper(typedPaper([['One survey gave 4.1 too.']], [{ pageIndex: 0, label: 'Table 1', rows }]))
const paperOf = (prose: string) => ({ name: 'a', index, drafts: [{ prose, marks: [], labels: [] }], final: '' })

test('numbers that nobody has read make the share unknown, and are listed with their cell, or without a name', async () => {
  const said: string[] = []
  const prose = [
    'Elbe 4.1, Oder 5.1, Rhine 6.1, Main 7.1, Saale 8.1, Spree 9.1.',
    'Of all this 4.1 is the least.',
  ].join(' ')
  expect(await tableCellsNamed([paperOf(prose)], true, (line) => said.push(line))).toBe(null)
  expect(said.filter((line) => /\tunread\ta\tp\. 1\t\d\.1\tTable 1, \w+, Spring\t/.test(line))).toHaveLength(6)
  expect(said.filter((line) => /\tunread\ta\tNOT NAMED\t4\.1\tTable 1, Elbe, Spring\t/.test(line))).toHaveLength(1)
})
