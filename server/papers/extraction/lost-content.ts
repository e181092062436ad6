/** Tells a page that draws nothing from one whose content can't be unpacked: pdf.js shows both as empty. */
import { constants, inflateSync } from 'node:zlib'

/**
 * @param bytes of the file; @param ref the page's object number and generation
 * @returns true when the page has a content stream that holds something and can't be unpacked. False also when that can't
 * be told (the page's dictionary is itself packed, the file is locked). Never throws.
 */
export function hasLostContent(bytes: Uint8Array, ref: { num: number; gen: number }): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (file.includes('/Encrypt')) return false
  const page = objectAt(file, ref.num, ref.gen)?.toString('latin1') ?? ''
  const contents = /\/Contents\s*(?:\[([^\]]*)\]|(\d+\s+\d+\s+R))/.exec(page)
  const refs = (contents?.[1] ?? contents?.[2] ?? '').matchAll(/(\d+)\s+(\d+)\s+R/g)
  return [...refs].some(([, number, generation]) => isLost(objectAt(file, Number(number), Number(generation))))
}

function objectAt(file: Buffer, number: number, generation: number): Buffer | null {
  const head = Buffer.from(`\n${number} ${generation} obj`)
  const start = file.lastIndexOf(head)
  if (start < 0) return null
  const end = file.indexOf('endobj', start)
  return file.subarray(start + head.length, end < 0 ? file.length : end)
}

function isLost(object: Buffer | null): boolean {
  const at = object?.indexOf('stream') ?? -1
  if (!object || at < 0) return false
  const dictionary = object.subarray(0, at).toString('latin1')
  const begin = object[at + 6] === 0x0d ? at + 8 : at + 7
  const data = object.subarray(begin, object.lastIndexOf('endstream'))
  if (data.toString('latin1').trim() === '') return false
  if (!dictionary.includes('/FlateDecode')) return dictionary.includes('/Filter')
  try {
    return inflateSync(data, { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1').trim() !== ''
  } catch {
    return true
  }
}
