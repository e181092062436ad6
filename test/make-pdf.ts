/** PDFs for tests, written as source: a few hundred bytes that show one thing. */
import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'

export type MadePage = {
  /** Content stream source; see `words` and `lines`. */
  content: string
  /** `[x0, y0, x1, y1]` in points, origin bottom left; US Letter by default. */
  mediaBox?: readonly number[]
  cropBox?: readonly number[]
  rotate?: number
  /** Addresses that rectangles lead to, `[x0, y0, x1, y1]`, origin bottom left. */
  links?: readonly { url: string; rect: readonly number[] }[]
  /** Filter and bytes in place of the content, to break them. */
  raw?: { filter: string; data: Uint8Array }
}
export type MadePdf = {
  pages: readonly MadePage[]
  /** Further fonts by resource name, each the source of a font dictionary. F1 is Helvetica, F2 bold, F3 Times. */
  fonts?: Readonly<Record<string, string>>
  /** Objects that fonts and pages refer to, by number (from 100 up): source of a dictionary, or with a stream. */
  objects?: Readonly<Record<number, string | { dictionary: string; stream: string }>>
  /** Source of an XObject dictionary: `/Im1 100 0 R`. */
  xObjects?: string
  /** Source of an ExtGState dictionary: `/Glass << /ca 0 >>`. */
  states?: string
  /** Locks the file (RC4, 40 bits); an empty user password opens silently. */
  encrypt?: { user: string; owner: string }
}

/** Text at (x, y), origin bottom left. */
export function words(x: number, y: number, text: string, size = 10, font = 'F1'): string {
  return `BT /${font} ${size} Tf ${x} ${y} Td (${text.replace(/[\\()]/g, '\\$&')}) Tj ET\n`
}

/** Lines of text under each other. */
export function lines(x: number, y: number, texts: readonly string[], size = 10, leading = 12, font = 'F1'): string {
  return texts.map((text, i) => words(x, y - i * leading, text, size, font)).join('')
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

export function makePdf({ pages, fonts = {}, objects = {}, xObjects, states, encrypt }: MadePdf): Uint8Array {
  const lock = encrypt ? createLock(encrypt.user, encrypt.owner) : null
  const chunks: Buffer[] = [latin1('%PDF-1.4\n')]
  const offsets = new Map<number, number>()
  let length = chunks[0]?.length ?? 0
  const push = (chunk: Buffer): void => {
    chunks.push(chunk)
    length += chunk.length
  }
  const put = (number: number, dictionary: string, stream?: Uint8Array): void => {
    offsets.set(number, length)
    const data = stream && lock ? lock.encrypt(number, stream) : stream
    push(latin1(`${number} 0 obj\n${data ? dictionary.replace('>>', `/Length ${data.length} >>`) : dictionary}\n`))
    if (data) {
      push(latin1('stream\n'))
      push(Buffer.from(data))
      push(latin1('\nendstream\n'))
    }
    push(latin1('endobj\n'))
  }

  const base = (name: string): string =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`
  const allFonts = { F1: base('Helvetica'), F2: base('Helvetica-Bold'), F3: base('Times-Roman'), ...fonts }
  const kids = pages.map((_, i) => `${10 + 2 * i} 0 R`).join(' ')
  put(1, '<< /Type /Catalog /Pages 2 0 R >>')
  put(2, `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  const fontSource = Object.entries(allFonts).map(([name, source]) => `/${name} ${source}`)
  const resource = (name: string, source: string | undefined): string =>
    source === undefined ? '' : `/${name} << ${source} >>`
  put(3, `<< /Font << ${fontSource.join(' ')} >> ${resource('XObject', xObjects)} ${resource('ExtGState', states)} >>`)
  for (const [i, page] of pages.entries()) {
    const box = (name: string, values: readonly number[] | undefined): string =>
      values ? `/${name} [${values.join(' ')}]` : ''
    const annotations = (page.links ?? []).map(
      ({ url, rect }) => `<< /Type /Annot /Subtype /Link /Rect [${rect.join(' ')}] /A << /S /URI /URI (${url}) >> >>`,
    )
    put(
      10 + 2 * i,
      `<< /Type /Page /Parent 2 0 R ${box('MediaBox', page.mediaBox ?? [0, 0, 612, 792])} ${box('CropBox', page.cropBox)} /Rotate ${page.rotate ?? 0} /Resources 3 0 R /Annots [${annotations.join(' ')}] /Contents ${11 + 2 * i} 0 R >>`,
    )
    const { filter, data } = page.raw ?? { filter: '/FlateDecode', data: deflateSync(latin1(page.content)) }
    put(11 + 2 * i, `<< /Filter ${filter} >>`, data)
  }
  for (const [number, object] of Object.entries(objects))
    if (typeof object === 'string') put(Number(number), object)
    else put(Number(number), object.dictionary, latin1(object.stream))
  if (lock) put(4, lock.dictionary)

  const start = length
  const entries = [...offsets].toSorted(([a], [b]) => a - b)
  const table = entries.map(([number, at]) => `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const locked = lock ? `/Encrypt 4 0 R /ID [<${fileId}> <${fileId}>]` : ''
  const size = (entries.at(-1)?.[0] ?? 0) + 1
  push(latin1(`xref\n0 1\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${locked} >>\n`))
  push(latin1(`startxref\n${start}\n%%EOF\n`))
  return new Uint8Array(Buffer.concat(chunks))
}

const fileId = '00112233445566778899aabbccddeeff'
/** The padding of passwords (PDF 32000-1, 7.6.3.3, algorithm 2). */
const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const padded = (password: string): Buffer => Buffer.concat([latin1(password), padding]).subarray(0, 32)
const md5 = (...parts: readonly Uint8Array[]): Buffer => createHash('md5').update(Buffer.concat(parts)).digest()

/** The standard security handler, revision 2. */
function createLock(user: string, owner: string) {
  const ownerEntry = rc4(md5(padded(owner)).subarray(0, 5), padded(user))
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff])
  const key = md5(padded(user), ownerEntry, permissions, Buffer.from(fileId, 'hex')).subarray(0, 5)
  const userEntry = rc4(key, padding)
  const hex = (bytes: Buffer): string => `<${bytes.toString('hex')}>`
  return {
    dictionary: `<< /Filter /Standard /V 1 /R 2 /O ${hex(ownerEntry)} /U ${hex(userEntry)} /P -4 >>`,
    encrypt(number: number, data: Uint8Array): Buffer {
      const salt = Buffer.from([number & 255, (number >> 8) & 255, number >> 16, 0, 0])
      return rc4(md5(key, salt).subarray(0, 10), data)
    },
  }
}

function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i)
  const at = (i: number): number => state[i & 255] ?? 0
  const swap = (i: number, j: number): void => {
    const kept = at(i)
    state[i & 255] = at(j)
    state[j & 255] = kept
  }
  let j = 0
  for (let i = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 255
    swap(i, j)
  }
  let i = 0
  j = 0
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) & 255
      j = (j + at(i)) & 255
      swap(i, j)
      return byte ^ at(at(i) + at(j))
    }),
  )
}
