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

/**
 * pdf.js's own port for one process clones every glyph of every page (8 % of the time to read one). The glyphs, paths and
 * fonts are only read on this side, so they are shared; both halves listen on the same port, as pdf.js does it.
 */
export class SharedPort {
  readonly #listeners = new Set<Listener>()
  readonly #turn = Promise.resolve()

  postMessage(message: unknown): void {
    const data = copy(message, copiedLevels)
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
