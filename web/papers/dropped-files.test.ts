import { expect, test } from 'vitest'
import { sortFiles } from './dropped-files.ts'

test('PDFs are papers, texts and web pages past issues; the rest is named, hidden files are nobody’s business', () => {
  const files = ['a.PDF', 'issue.txt', 'issue.HTML', 'table.csv', '.DS_Store'].map((name) => new File(['x'], name))
  files.push(new File(['x'], 'without-ending', { type: 'application/pdf' }))
  const { pdfs, issues, others } = sortFiles(files)
  expect(pdfs.map((file) => file.name)).toEqual(['a.PDF', 'without-ending'])
  expect(issues.map((file) => file.name)).toEqual(['issue.txt', 'issue.HTML'])
  expect(others).toEqual(['table.csv'])
})
