/** The one map from keys to commands: how a stroke is written, and which command it means. Pure. */

/**
 * A command that a page offers while it is shown.
 * `keys` is one stroke (`j`, `J`, `?`, `Enter`, `Mod+Enter`, `F6`) or two, one after the other (`g p`). Capital = with Shift;
 * `Mod` = Ctrl, on a Mac Command. No stroke needs Alt, Option or AltGr.
 */
export type Binding = {
  /** Unique and stable, `room.verb`: remapped keys are kept under it. */
  command: string
  keys: string
  /** For the bar, the help and the command menu: "next sentence". */
  label: string
  /** What the bar says in place of the label; empty where the next key's words stand for both. */
  short?: string
  run: () => void
  /** Where the key is shown: in the bar at the foot of the page (the default), or by the page itself with `Key`. */
  badge?: 'bar' | 'own'
}

/** Remapped keys by command. */
export type KeyOverrides = Readonly<Record<string, string>>

/** What a keydown event tells. */
export type Stroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'>

/** The stroke as the map writes it, or null for one that is never a command: composing (IME), Alt or AltGr, a bare modifier. */
export function strokeOf(event: Stroke): string | null {
  if (event.isComposing || event.altKey || event.key === 'Dead' || event.key === 'Process') return null
  if (['Shift', 'Control', 'Meta', 'Alt', 'AltGraph', 'CapsLock'].includes(event.key)) return null
  const name = event.key === ' ' ? 'Space' : event.key
  if (event.ctrlKey || event.metaKey)
    return `Mod+${event.shiftKey ? 'Shift+' : ''}${name.length === 1 ? name.toLowerCase() : name}`
  return event.shiftKey && name.length > 1 ? `Shift+${name}` : name
}

export const keysOf = (binding: Binding, overrides: KeyOverrides): string => overrides[binding.command] ?? binding.keys

/** True for strokes that work while typing: chords with Mod, function keys, and Escape. */
export const worksInText = (keys: string): boolean => /^(?:Mod\+|F\d|Escape)/.test(keys)

/**
 * What a stroke means.
 * @param layers innermost first; the first layer that knows the stroke wins
 * @param pending the first stroke of a two-stroke command, or null
 * @returns the command to run, or the stroke to remember while a second one is awaited; neither when it means nothing
 */
export function readStroke(
  layers: readonly (readonly Binding[])[],
  overrides: KeyOverrides,
  pending: string | null,
  stroke: string,
  inText: boolean,
): { run: Binding | null; pending: string | null } {
  const wanted = pending === null ? stroke : `${pending} ${stroke}`
  for (const layer of layers) {
    const usable = layer.filter((binding) => !inText || worksInText(keysOf(binding, overrides)))
    const exact = usable.find((binding) => keysOf(binding, overrides) === wanted)
    if (exact) return { run: exact, pending: null }
  }
  const begins = layers.some((layer) =>
    layer.some((binding) => !inText && keysOf(binding, overrides).startsWith(`${wanted} `)),
  )
  if (begins) return { run: null, pending: wanted }
  // A second stroke that means nothing together may still mean something alone.
  return pending === null ? { run: null, pending: null } : readStroke(layers, overrides, null, stroke, inText)
}

/** Commands that share a key in one layer: a fault of the page, or of a remapping. */
export function clashes(layer: readonly Binding[], overrides: KeyOverrides): string[] {
  const keys = layer.map((binding) => keysOf(binding, overrides))
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))]
}

const shown: Record<string, string> = {
  Enter: '↵',
  Escape: 'Esc',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
}

/** Strokes as they are printed on badges: `['Ctrl+↵']`, `['g', 'p']`. */
export function printKeys(keys: string, isMac: boolean): string[] {
  return keys.split(' ').map((stroke) =>
    stroke
      .split(/\+(?=.)/)
      .map((part) => (part === 'Mod' ? (isMac ? '⌘' : 'Ctrl') : (shown[part] ?? part)))
      .join(isMac ? '' : '+'),
  )
}
