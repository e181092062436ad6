import { expect, test } from 'vitest'
import { sortFiles } from './dropped-files.ts'

test('what is not a PDF is named, hidden files are nobody’s business', () => {
  const files = ['a.PDF', 'notes.txt', '.DS_Store'].map((name) => new File(['x'], name))
  files.push(new File(['x'], 'without-ending', { type: 'application/pdf' }))
  const { pdfs, others } = sortFiles(files)
  expect(pdfs.map((file) => file.name)).toEqual(['a.PDF', 'without-ending'])
  expect(others).toEqual(['notes.txt'])
})
