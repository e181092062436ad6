/** Words from pdf.js's plain text layer: for pages whose drawing is too heavy to walk. Knows no colours. */
import type { CleanGlyph } from './clean-glyph.ts'
import { createWordBuilder, type FontMetrics, type TextState } from './draw-words.ts'
import { multiply, type Matrix } from './matrix.ts'
import type { Box } from '../schema.ts'
import type { WalkOutput } from './walk-operators.ts'

/** pdf.js's text item: a string in one font, its matrix in PDF user space, its length in points. */
export type TextItem = { str: string; transform: readonly number[]; width: number; fontName: string }

const everywhere: Box = [-Infinity, -Infinity, Infinity, Infinity]

/** Each character is given the same share of its item's width: boxes of words are right to about a letter. */
export function wordsOfTextLayer(
  items: readonly TextItem[],
  viewport: Matrix,
  fontOf: (id: string) => FontMetrics,
  clean: Map<string, CleanGlyph>,
): WalkOutput {
  const builder = createWordBuilder(clean)
  for (const item of items) {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = item.transform
    const size = Math.hypot(c, d) || Math.hypot(a, b) || 1
    const characters = [...item.str]
    const width = ((item.width / size) * 1000) / Math.max(1, characters.length)
    const state: TextState = {
      metrics: { font: fontOf(item.fontName).font, widthScale: 0.001, em: 1 },
      size,
      charSpacing: 0,
      wordSpacing: 0,
      horizontalScale: 1,
      leading: 0,
      rise: 0,
      mode: 0,
      colour: '#000000',
      alpha: 1,
      clip: everywhere,
    }
    const glyphs = characters.map((unicode) => ({ unicode, width, isSpace: unicode === ' ' }))
    const matrix = multiply(viewport, [a / size, b / size, c / size, d / size, e, f])
    builder.draw(glyphs, matrix, 0, 0, state, 0)
  }
  builder.finish()
  const { words, characters, oddCharacters } = builder
  return { words, graphics: [], characters, oddCharacters }
}
