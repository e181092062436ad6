/** What a file is by its first bytes, before a PDF parser sees it. */
import { fail, ok, type Result } from '../../result.ts'
import type { PaperError } from '../schema.ts'

/** Latin-1 starts of the kinds of files that are saved as .pdf by mistake; a text start is looked for after white space. */
const binaryStarts: readonly [start: string, name: string][] = [
  ['PK\u0003\u0004', 'a ZIP archive or an office document'],
  ['\u001f\u008b', 'a gzip archive'],
  ['\u0089PNG', 'a PNG image'],
  ['\u00ff\u00d8\u00ff', 'a JPEG image'],
  ['GIF8', 'a GIF image'],
  ['II*\0', 'a TIFF image'],
  ['MM\0*', 'a TIFF image'],
  ['%!PS', 'a PostScript file'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Office document'],
  ['{\\rtf', 'an RTF document'],
  ['AT&TFORM', 'a DjVu file'],
]
const textStarts: readonly [start: RegExp, name: string][] = [
  [/^<(?:!doctype html|html|head|body|script)/i, 'a web page (HTML)'],
  [/^<\?xml/i, 'an XML file'],
  [/^(?:%[^\n]*\n\s*)*\\document(?:class|style)/, 'a LaTeX source file'],
]

/** The header may follow junk (a saved HTTP answer, a mail); readers look into the first kilobyte, we look further. */
const junkLimit = 64 * 1024

/**
 * @returns the bytes from the `%PDF` header on (a view, not a copy), or what the file is instead. Never throws.
 */
export function sniffFile(bytes: Uint8Array): Result<Uint8Array, PaperError> {
  if (bytes.length === 0) return fail({ kind: 'empty', message: 'The file is empty (0 bytes). Download it again.' })
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, junkLimit)).toString('latin1')
  const header = head.indexOf('%PDF-')
  if (header >= 0) return ok(header === 0 ? bytes : bytes.subarray(header))
  const what = kindOf(head)
  return fail({ kind: 'not-a-pdf', message: `This is not a PDF but ${what}. Download the PDF itself and add that.` })
}

function kindOf(head: string): string {
  const binary = binaryStarts.find(([start]) => head.startsWith(start))
  if (binary) return binary[1]
  const text = head.replace(/^\u00ef\u00bb\u00bf/, '').trimStart()
  const known = textStarts.find(([start]) => start.test(text))
  if (known) return known[1]
  return head.slice(0, 2000).includes('\0') ? 'a file of another kind' : 'a text file'
}

/** Whether the end of the file is there: a PDF ends with `%%EOF`, with at most some junk behind it. */
export function hasEnd(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).subarray(-2048).toString('latin1')
  return tail.includes('%%EOF')
}
