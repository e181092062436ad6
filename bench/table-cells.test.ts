import { expect, test } from 'vitest'
import type { Table } from '../server/papers/schema.ts'
import { tableCellMeasures, valuesOf } from './table-cells.ts'

const cell = (column: number, text: string, columnHead: string) => ({
  ...{ row: 1, column, text, columnHead },
  ...{ rowHead: 'Elbe', box: [0, 0, 10, 10] as const },
})
const tableOf = (head: string): Table => ({
  ...{ label: 'Table 1', pageIndex: 0, box: [0, 0, 99, 99], caption: '' },
  cells: [cell(0, 'Elbe', 'River'), cell(1, '4.1', head), cell(2, '–', 'Autumn')],
})

test('only values are sampled, and one that is named otherwise has to be read again', () => {
  const [spring] = valuesOf('a', [tableOf('Spring')])
  expect(valuesOf('a', [tableOf('Spring')]).map(({ id, cell: { text } }) => [id, text])).toEqual([[spring!.id, '4.1']])
  expect(valuesOf('a', [tableOf('Winter')])[0]!.id).not.toBe(spring!.id)
})

test('values that nobody has read make the share unknown, and are listed', async () => {
  const said: string[] = []
  const tables = new Map(['a', 'b'].map((name) => [name, [tableOf('Spring')]]))
  const measures = await tableCellMeasures(tables, true, (line) => said.push(line))
  expect(measures).toEqual({ tableCellsTuned: null, tableCells: null })
  expect(said.filter((line) => /\tunread\t.*\t4\.1\tElbe\tSpring$/.test(line))).toHaveLength(2)
})
