/** Breaks a PDF in one of many ways, the same way for the same draw: bytes in, other bytes out. Knows just enough of the format to break it deep inside. */
import { constants, deflateSync, inflateSync } from 'node:zlib'
import type { Random } from '../evals/statistics/random.ts'

type Mutation = (file: Buffer, draw: Random) => Buffer

const below = (draw: Random, count: number): number => Math.floor(draw() * count)
const pick = <T>(draw: Random, items: readonly T[]): T | undefined => items[below(draw, items.length)]

/** A stretch of at most `most` bytes. */
function stretch(file: Buffer, draw: Random, most: number): [from: number, to: number] {
  const from = below(draw, file.length)
  return [from, Math.min(file.length, from + 1 + below(draw, most))]
}

function spliced(file: Buffer, from: number, to: number, put: string | Buffer): Buffer {
  return Buffer.concat([
    file.subarray(0, from),
    typeof put === 'string' ? Buffer.from(put, 'latin1') : put,
    file.subarray(to),
  ])
}

function flipped(file: Buffer, draw: Random, from: number, to: number, count: number): Buffer {
  const out = Buffer.from(file)
  for (let i = 0; i < count; i++) out[from + below(draw, to - from)] = below(draw, 256)
  return out
}

/** The matches of a pattern in the file read as Latin-1; `pattern` has the flag g. */
const matches = (file: Buffer, pattern: RegExp): RegExpExecArray[] => [...file.toString('latin1').matchAll(pattern)]

/** Replace one to `most` of the matches, each by what `put` makes of it; the file as it is when there are none. */
function replaced(file: Buffer, draw: Random, pattern: RegExp, most: number, put: (match: string) => string): Buffer {
  const found = matches(file, pattern)
  const chosen = new Set(Array.from({ length: 1 + below(draw, most) }, () => pick(draw, found)))
  return [...chosen]
    .filter((match) => match !== undefined)
    .toSorted((a, b) => b.index - a.index)
    .reduce((text, match) => spliced(text, match.index, match.index + match[0].length, put(match[0])), file)
}

type Packed = { number: number; dictionary: string; from: number; to: number }

/** The deflated streams of the file, objects with plain dictionaries. */
function packedStreams(file: Buffer): Packed[] {
  return matches(file, /(\d+) 0 obj\s*(<<(?:[^s]|s(?!tream))*?>>)\s*stream\r?\n/g).flatMap((match) => {
    const from = match.index + match[0].length
    const to = file.indexOf('endstream', from)
    const dictionary = match[2] ?? ''
    const isPlain = /\/Filter\s*\[?\s*\/FlateDecode\s*\]?/.test(dictionary) && !dictionary.includes('/XRef')
    return to > 0 && isPlain ? [{ number: Number(match[1]), dictionary, from, to }] : []
  })
}

/**
 * Unpack one stream, change what is in it, and add it packed again at the end of the file, as an editor of PDFs would:
 * everything else still opens, so the change is met by what reads pages and not by what repairs files.
 */
function inside(change: (content: Buffer, draw: Random) => Buffer, wanted: RegExp = /^/): Mutation {
  return (file, draw) => {
    const root = matches(file, /\/Root\s+(\d+ \d+ R)/g).at(-1)?.[1]
    const before = matches(file, /startxref\s+(\d+)/g).at(-1)?.[1]
    const streams = packedStreams(file)
    if (root === undefined || before === undefined || streams.length === 0 || file.includes('/Encrypt'))
      return flipped(file, draw, 0, file.length, 50)
    let [stream, content]: [Packed | undefined, Buffer] = [undefined, Buffer.alloc(0)]
    for (let tries = 0; tries < 40; tries++) {
      stream = pick(draw, streams)!
      try {
        const data = file.subarray(stream.from, stream.to)
        content = inflateSync(data, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 2 ** 25 })
      } catch {
        continue
      }
      if (content.length > 0 && wanted.test(content.toString('latin1', 0, 5000))) break
    }
    const data = deflateSync(change(content, draw))
    const dictionary = stream!.dictionary
      .replace(/\/Length\s+\d+(?:\s+\d+\s+R)?/, '')
      .replace(/>>$/, `/Length ${data.length} >>`)
    const object = `\n${stream!.number} 0 obj\n${dictionary}\nstream\n`
    const start = file.length + object.length + data.length + '\nendstream\nendobj\n'.length
    const table = `xref\n${stream!.number} 1\n${String(file.length + 1).padStart(10, '0')} 00000 n \n`
    const trailer = `trailer\n<< /Size 100000 /Root ${root} /Prev ${before} >>\nstartxref\n${start}\n%%EOF\n`
    return Buffer.concat([file, Buffer.from(object), data, Buffer.from(`\nendstream\nendobj\n${table}${trailer}`)])
  }
}

/** What page content looks like, as against fonts, pictures and packed objects. */
const drawing = /\b(?:BT|Tf|cm|re|Do)\b/
const number = /(?<![\w/#.])-?\d+(?:\.\d+)?(?![\w.])/g
const hugeNumbers = ['2147483648', '-99999999999', '1e308', '65536', '4294967295', '0.00000000000001', '-1', '0', 'NaN']

/** Every way to break a file, by name. Each may leave a file as it is where it has nothing to break. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'cut short': (file, draw) => file.subarray(0, below(draw, file.length)),
  'cut at the start': (file, draw) => file.subarray(below(draw, Math.min(file.length, 20_000))),
  'a few bytes': (file, draw) => flipped(file, draw, 0, file.length, 1 + below(draw, 20)),
  'many bytes': (file, draw) => flipped(file, draw, 0, file.length, 100 + below(draw, 2000)),
  'a stretch zeroed': (file, draw) => Buffer.from(file).fill(0, ...stretch(file, draw, 5000)),
  'a stretch lost': (file, draw) => spliced(file, ...stretch(file, draw, 5000), ''),
  'a stretch twice': (file, draw) => {
    const [from, to] = stretch(file, draw, 50_000)
    return spliced(file, to, to, file.subarray(from, to))
  },
  'objects swapped': (file, draw) => {
    const heads = matches(file, /\d+ \d+ obj\b/g)
    const [one, two] = [pick(draw, heads), pick(draw, heads)].toSorted((a, b) => (a?.index ?? 0) - (b?.index ?? 0))
    if (!one || !two || one === two) return file
    return spliced(
      spliced(file, two.index, two.index + two[0].length, one[0]),
      one.index,
      one.index + one[0].length,
      two[0],
    )
  },
  'references mixed up': (file, draw) => {
    const all = matches(file, /\d+ \d+ R\b/g).map(([text]) => text)
    return replaced(file, draw, /\d+ \d+ R\b/g, 6, () => pick(draw, all) ?? '')
  },
  'objects that hold themselves': (file, draw) => {
    const numbers = matches(file, /(\d+) 0 obj\b/g)
    const at = pick(draw, numbers)
    if (!at) return file
    const end = file.indexOf('endobj', at.index)
    const body = file.subarray(at.index, end).toString('latin1')
    return spliced(file, at.index, end, body.replace(/\d+ 0 R/g, `${at[1]} 0 R`))
  },
  'no cross references': (file) =>
    Buffer.from(
      file
        .toString('latin1')
        .replaceAll(/startxref\s+\d+/g, '')
        .replaceAll(/\bxref\b/g, 'xxxx'),
      'latin1',
    ),
  'no trailer': (file) => Buffer.from(file.toString('latin1').replaceAll('/Root', '/Boot'), 'latin1'),
  'huge numbers': (file, draw) =>
    replaced(file, draw, /(?<=\/[A-Z][A-Za-z]+\s)\d+(?!\d* \d+ R)/g, 8, () => pick(draw, hugeNumbers)!),
  'huge boxes': (file, draw) =>
    replaced(file, draw, /\/(?:Media|Crop)Box\s*\[[^\]]*\]/g, 9, (match) =>
      match.replace(/-?[\d.]+/g, () => pick(draw, hugeNumbers)!),
    ),
  'wrong lengths': (file, draw) =>
    replaced(file, draw, /\/Length\s+\d+(?! \d+ R)/g, 9, () => `/Length ${below(draw, 100_000)}`),
  'wrong filters': (file, draw) =>
    replaced(file, draw, /\/FlateDecode/g, 5, () =>
      pick(draw, [
        '/LZWDecode',
        '/DCTDecode',
        '/JBIG2Decode',
        '/JPXDecode',
        '/RunLengthDecode',
        '/ASCII85Decode',
        '/CCITTFaxDecode',
        '/Crypt',
      ])!,
    ),
  'wrong types': (file, draw) =>
    replaced(
      file,
      draw,
      /\/(?:Type|Subtype|Encoding|ToUnicode|Contents|Resources|Font|Kids|Count|DescendantFonts|Widths|FirstChar)\b/g,
      6,
      (match) => pick(draw, ['/Type', '/Kids', '/Contents', '/Font', '/Widths', `${match}x`, ''])!,
    ),
  'deep nesting': (file, draw) => {
    const at = pick(draw, matches(file, /\d+ 0 obj\s/g))
    const open = pick(draw, ['[', '<<', '<< /A ', '('])!
    return at
      ? spliced(file, at.index + at[0].length, at.index + at[0].length, open.repeat(1000 + below(draw, 50_000)))
      : file
  },
  'damaged streams': (file, draw) => {
    const starts = matches(file, /stream\r?\n/g)
    let out = file
    for (let i = 1 + below(draw, 5); i > 0; i--) {
      const from = (pick(draw, starts)?.index ?? 0) + 8
      const to = Math.max(from + 1, Math.min(file.length, file.indexOf('endstream', from)))
      if (from < file.length) out = flipped(out, draw, from, to, 1 + below(draw, 30))
    }
    return out
  },
  'content: numbers': inside((text, draw) => replaced(text, draw, number, 40, () => pick(draw, hugeNumbers)!), drawing),
  'content: operators': inside(
    (text, draw) =>
      replaced(text, draw, /(?<=\s)(?:[A-Za-z]{1,3}\*?)(?=\s)/g, 40, () =>
        pick(draw, [
          'q',
          'Q',
          'BT',
          'ET',
          'Tf',
          'Tm',
          'Td',
          'Tj',
          'TJ',
          'cm',
          'Do',
          'gs',
          'BDC',
          'EMC',
          'BI',
          'EI',
          'sh',
          'W',
          'scn',
          "'",
        ])!,
      ),
    drawing,
  ),
  'content: over and over': inside((text, draw) => {
    const [from, to] = stretch(text, draw, 3000)
    return spliced(
      text,
      to,
      to,
      Buffer.concat(Array.from({ length: 1 + below(draw, 3000) }, () => text.subarray(from, to))),
    )
  }, drawing),
  'content: bytes': inside((text, draw) => flipped(text, draw, 0, text.length, 1 + below(draw, 200)), drawing),
  'packed: bytes': inside((text, draw) => flipped(text, draw, 0, text.length, 1 + below(draw, 100))),
  'packed: numbers': inside((text, draw) => replaced(text, draw, number, 20, () => pick(draw, hugeNumbers)!)),
  'packed: cut': inside((text, draw) => text.subarray(0, below(draw, text.length))),
}

/** @returns the file broken in the way of `kind` (a name of `mutations`); its own bytes are left as they are */
export function mutate(file: Uint8Array, kind: string, draw: Random): Uint8Array {
  const mutation = mutations[kind]
  if (!mutation) throw new Error(`no mutation "${kind}"`)
  return new Uint8Array(mutation(Buffer.from(file), draw))
}
