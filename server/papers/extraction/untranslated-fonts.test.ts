import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { withShortCuts } from './untranslated-fonts.ts'

const worker = readFileSync(fileURLToPath(import.meta.resolve('pdfjs-dist/legacy/build/pdf.worker.mjs')), 'utf8')

test("the short cuts fit the installed pdf.js's worker, and leave the rest of it as it is", () => {
  const shorter = withShortCuts(worker)
  expect(shorter.split('evaluatorOptions.fontExtraProperties && ').length).toBe(3)
  const added = shorter.length - worker.length
  expect(added).toBeGreaterThan(300)
  expect(added).toBeLessThan(1000)
})

test('a worker without one of the places is a bug that says so', () => {
  expect(() =>
    withShortCuts(worker.replace('getFontFileType(file, properties);', 'fileType(file, properties);')),
  ).toThrow(/pdf.js has changed.*0 times/)
})
