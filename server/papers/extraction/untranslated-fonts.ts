/** Lets pdf.js leave the outlines of fonts alone, of which text needs nothing: an eighth of the time to read a paper. */
import { registerHooks } from 'node:module'

const workerFile = '/pdfjs-dist/legacy/build/pdf.worker.mjs'

/**
 * Two places in the constructor of pdf.js's font, where it goes on to read, mend and rewrite the font's program, and what is
 * put in front of each. Rendering needs the program: only `read-pdf.ts` asks for the extra properties.
 *
 * The codes' meaning comes from the file's own words where it has a ToUnicode map or names an encoding: pdf.js asks the
 * program's encoding only after these (`adjustType1ToUnicode`, `adjustTrueTypeToUnicode`). A Type 1 program has its encoding in
 * its head, in clear text: that is read as pdf.js does it, and the coded rest, the outlines, is left. (0x80 starts a packed form.)
 */
const seams = [
  {
    before: '[type, subtype] = getFontFileType(file, properties);',
    put: `
    if (evaluatorOptions.fontExtraProperties && (properties.hasIncludedToUnicodeMap || (!properties.composite && properties.baseEncodingName))) {
      amendFallbackToUnicode(properties)
      return
    }`,
  },
  {
    before: 'const cff = subtype === "Type1C" || subtype === "CIDFontType0C"',
    put: `
    if (evaluatorOptions.fontExtraProperties && type === "Type1" && subtype !== "Type1C" && !properties.composite && file.peekBytes(1)[0] !== 0x80) {
      new Type1Parser(getHeaderBlock(file, properties.length1).stream, false, true).extractFontHeader(properties)
      if (properties.builtInEncoding) adjustType1ToUnicode(properties, properties.builtInEncoding)
      adjustWidths(properties)
      break
    }`,
  },
]

/** @returns pdf.js's worker with the short cuts in it. Throws when the worker has changed, and a place is missing or there twice. */
export function withShortCuts(worker: string): string {
  return seams.reduce((source, { before, put }) => {
    const parts = source.split(before)
    if (parts.length !== 2) throw new Error(`pdf.js has changed: "${before}" is there ${parts.length - 1} times`)
    return parts.join(`${put}\n${before}`)
  }, worker)
}

/** For this process: call it before pdf.js is imported. */
export function leaveFontsUntranslated(): void {
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      if (!url.endsWith(workerFile) || !(loaded.source instanceof Uint8Array)) return loaded
      return { ...loaded, source: withShortCuts(Buffer.from(loaded.source).toString('utf8')) }
    },
  })
}
