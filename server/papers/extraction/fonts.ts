/** pdf.js's font objects -> the facts that the rules use, and the em of Type 3 fonts. */
import type { FontMetrics } from './draw-words.ts'
import { op } from './operator-codes.ts'
import type { OperatorList } from './walk-operators.ts'

/** The part of pdf.js's font object that is read; every field may be missing. */
export type PdfFont = {
  name?: string
  bold?: boolean
  black?: boolean
  italic?: boolean
  vertical?: boolean
  isType3Font?: boolean
  fontMatrix?: readonly number[]
}

// TeX and publishers' fonts rarely set the flag. "-Medium" is a body weight (StoneSerifStd-Medium), "-Medi" is bold (NimbusRomNo9L-Medi).
const boldName =
  /bold|black|heavy|demi|semib|[-,]medi(ital)?$|^CMBX|^CMB\d|^CMSSBX|^SFBX|^SFRB|^ECBX|Lin(Libertine|Biolinum)[TO]?Z?B|[-.]B\+?[0-9a-f]*$|-Bd|ptmb|phvb|pplb|MTBD|CMCSCB|^T1-?xbtx|^txb|^xb/i
const italicName = /ital|obli|slant|^CMTI|^CMSL|^SFTI|^SFSL|^ECTI|-It$|-I$|TI$|ptmri/i

/** The fonts of one file, each looked up once; Type 3 fonts learn their em from the pages. */
export type FontBook = {
  metricsOf(id: string): FontMetrics
  /** Let the Type 3 fonts of a page learn their em before its words are built. */
  learn(operators: OperatorList): void
}

/** @param find pdf.js's font object by its id, or null when it has none */
export function createFontBook(find: (id: string) => PdfFont | null): FontBook {
  const book = new Map<string, FontMetrics>()
  const widths = new Map<string, { sum: number; count: number }>()

  const metricsOf = (id: string): FontMetrics => {
    let known = book.get(id)
    if (!known) {
      const font = find(id) ?? {}
      const name = (font.name ?? '').replace(/^[A-Z]{6}\+/, '')
      const type3 = font.isType3Font === true
      known = {
        font: {
          id,
          name,
          bold: font.bold === true || font.black === true || boldName.test(name),
          italic: font.italic === true || italicName.test(name),
          type3,
          vertical: font.vertical === true,
        },
        widthScale: type3 ? (font.fontMatrix?.[0] ?? 0.001) : 0.001,
        em: 1,
      }
      book.set(id, known)
    }
    return known
  }

  return {
    metricsOf,
    learn({ fnArray, argsArray }) {
      let current: FontMetrics | null = null
      for (let i = 0; i < fnArray.length; i++) {
        if (fnArray[i] === op.setFont) current = metricsOf(argsArray[i][0])
        else if (fnArray[i] === op.showText && current?.font.type3) {
          // Matrix and bounding box of a Type 3 font tell no size; a letter is half an em wide on average.
          const seen = widths.get(current.font.id) ?? { sum: 0, count: 0 }
          if (seen.count > 400) continue
          for (const glyph of argsArray[i][0]) {
            if (typeof glyph === 'number' || !(glyph.width > 0)) continue
            seen.sum += glyph.width * Math.abs(current.widthScale)
            seen.count += 1
          }
          widths.set(current.font.id, seen)
          if (seen.count > 0) current.em = (2 * seen.sum) / seen.count
        }
      }
    },
  }
}
