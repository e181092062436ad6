import { expect, test } from 'vitest'
import { paragraph, row, structureOf } from '../../../test/drawn-page.ts'

const title = row(150, 100, 'How the Levels Were Measured', { size: 17 })
const abstract = row(270, 240, 'Abstract', { font: 'bold' })
const authorsOf = (...rows: ReturnType<typeof row>[]): string[] =>
  structureOf({ words: [title, ...rows, abstract, paragraph(80, 260, 20)] }).authors

test.each([
  [
    'a list with "and"',
    [row(150, 140, 'Anna Smith, Bo Lee and Carla de la Cruz')],
    ['Anna Smith', 'Bo Lee', 'Carla de la Cruz'],
  ],
  ['raised marks part names', [row(150, 140, 'Anna Smith ^1,2 Bo Lee ^2')], ['Anna Smith', 'Bo Lee']],
  ['wide gaps part names', [[...row(120, 140, 'Anna Smith'), ...row(185, 140, 'Bo Lee')]], ['Anna Smith', 'Bo Lee']],
  ['capitals become mixed case', [row(150, 140, 'ANNA SMITH and BO O’LEARY')], ['Anna Smith', 'Bo O’Leary']],
  [
    'titles and memberships are dropped',
    [row(150, 140, 'Anna Smith, Member, IEEE, and Bo Lee, Fellow, IEEE')],
    ['Anna Smith', 'Bo Lee'],
  ],
  ['accents stay', [row(150, 140, 'Zoë Müller and José Peña')], ['Zoë Müller', 'José Peña']],
  ['a cedilla set after its letter is joined to it', [row(150, 140, 'Jean-Franc¸ois Roux')], ['Jean-François Roux']],
  [
    'affiliations, cities and mail are no names',
    [
      row(150, 140, 'Anna Smith'),
      row(150, 154, 'Institute of Rivers'),
      row(150, 168, 'Corso Elvezia 36'),
      row(150, 182, '80290 Green Valley'),
      row(150, 196, 'anna.smith@rivers.org'),
    ],
    ['Anna Smith'],
  ],
  [
    'a name cut by a line end is joined',
    [row(150, 140, 'Bo Lee, Carl Ott, Dora Elm, Anna'), row(150, 152, 'Smith, Eva Rau')],
    ['Bo Lee', 'Carl Ott', 'Dora Elm', 'Anna Smith', 'Eva Rau'],
  ],
  [
    'nobody is named in an anonymous copy',
    [row(150, 140, 'Anonymous Authors'), row(150, 152, 'Under review as a conference paper')],
    [],
  ],
] as const)('%s', (_, rows, names) => {
  expect(authorsOf(...rows.map((words) => [...words]))).toEqual(names)
})

test('names above the title are found when none stand below', () => {
  const names = structureOf({
    words: [row(150, 80, 'Anna Smith and Bo Lee'), title, abstract, paragraph(80, 260, 20)],
  }).authors
  expect(names).toEqual(['Anna Smith', 'Bo Lee'])
})
