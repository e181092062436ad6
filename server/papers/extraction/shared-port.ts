/** A port between pdf.js's two halves in one process that hands objects over instead of cloning them. */

type Listener = (event: { data: unknown }) => void

/** How deep a message is copied: the worker half empties and refills the lists of a chunk after it has sent them. */
const copiedLevels = 2

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function copy(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return levels > 0 ? value.map((item: unknown) => copy(item, levels - 1)) : value.slice()
  if (!isPlain(value)) return value
  const copied: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) copied[key] = levels > 0 ? copy(item, levels - 1) : item
  return copied
}

/** The third of the two-bit flags at the start of a font's packed facts, `disableFontFace`, as true. */
const noFontFace = 0b10_00_00

type Message = { action?: unknown; data?: unknown }

/**
 * The worker half builds the outline of every glyph (8 % of the time) for a reading half that has no font faces, and none
 * are wanted here. So the worker half is told that there are faces; the reading half is told, font by font, that there are none.
 * @param message a copy, changed in place
 */
function leaveOutOutlines({ action, data }: Message): void {
  if (action === 'GetDocRequest') {
    const { evaluatorOptions } = data as { evaluatorOptions: { disableFontFace: boolean } }
    evaluatorOptions.disableFontFace = false
  }
  if (action !== 'commonobj' || !Array.isArray(data) || data[1] !== 'Font') return
  const { buffer } = data[2] as { buffer?: ArrayBuffer }
  if (!buffer) return
  const flags = new Uint8Array(buffer, 0, 1)
  flags[0] = (flags[0]! & ~0b11_00_00) | noFontFace
}

/**
 * pdf.js's own port for one process clones every glyph of every page (8 % of the time to read one). The glyphs, paths and
 * fonts are only read on this side, so they are shared; both halves listen on the same port, as pdf.js does it.
 */
export class SharedPort {
  readonly #listeners = new Set<Listener>()
  readonly #turn = Promise.resolve()

  postMessage(message: unknown): void {
    const data = copy(message, copiedLevels) as Message
    leaveOutOutlines(data)
    void this.#turn.then(() => {
      for (const listener of this.#listeners) listener({ data })
    })
  }

  addEventListener(_name: string, listener: Listener, options?: { signal?: AbortSignal }): void {
    this.#listeners.add(listener)
    options?.signal?.addEventListener('abort', () => this.#listeners.delete(listener))
  }

  removeEventListener(_name: string, listener: Listener): void {
    this.#listeners.delete(listener)
  }
}
