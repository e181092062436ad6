/** Listens to the keyboard once and runs the command that the map names; knows which commands the page offers now. */
import {
  createContext,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react'
import { keysOf, readStroke, strokeOf, type Binding, type KeyOverrides } from './key-map.ts'

/** `app` holds everywhere; `page` wins over it; an open `dialog` hides both. */
export type KeyLayer = 'app' | 'page' | 'dialog'
type Entry = { layer: KeyLayer; bindings: readonly Binding[]; shown: string }

export type KeyRegistry = {
  add: (entry: Entry) => () => void
  /** New closures for the same commands pass in silence; other keys or labels are told to the badges. */
  renew: (entry: Entry, bindings: readonly Binding[]) => void
  subscribe: (listener: () => void) => () => void
  /** Innermost layer first; what an open dialog hides is left out. */
  layers: () => readonly (readonly Binding[])[]
  /** The commands of one layer, in the order in which they were given. */
  offered: (layer: KeyLayer) => Binding[]
  version: () => number
  overrides: () => KeyOverrides
  /** Until it resolves, letters typed outside a text field do nothing: they were meant for the field that is about to open. */
  hold: (until: Promise<unknown>) => void
  isHeld: () => boolean
  /** null goes back to the key that the page chose. */
  remap: (command: string, keys: string | null) => void
}

const storageKey = 'galley.keys'

export function createKeyRegistry(storage: Pick<Storage, 'getItem' | 'setItem'>): KeyRegistry {
  let entries: Entry[] = []
  let version = 0
  let holds = 0
  let overrides = readOverrides(storage.getItem(storageKey))
  const listeners = new Set<() => void>()
  const changed = () => {
    version += 1
    for (const listener of listeners) listener()
  }
  const of = (layer: KeyLayer) => entries.filter((entry) => entry.layer === layer).map((entry) => entry.bindings)
  return {
    add(entry) {
      entries = [entry, ...entries]
      changed()
      return () => {
        entries = entries.filter((other) => other !== entry)
        changed()
      }
    },
    renew(entry, bindings) {
      entry.bindings = bindings
      if (entry.shown === shownOf(bindings)) return
      entry.shown = shownOf(bindings)
      changed()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    layers() {
      const dialogs = of('dialog')
      return dialogs.length > 0 ? dialogs.slice(0, 1) : [...of('page'), ...of('app')]
    },
    offered: (layer) => of(layer).toReversed().flat(),
    version: () => version,
    overrides: () => overrides,
    hold(until) {
      holds += 1
      void until.finally(() => {
        holds -= 1
      })
    },
    isHeld: () => holds > 0,
    remap(command, keys) {
      overrides = Object.fromEntries([
        ...Object.entries(overrides).filter(([name]) => name !== command),
        ...(keys === null ? [] : [[command, keys]]),
      ])
      storage.setItem(storageKey, JSON.stringify(overrides))
      changed()
    },
  }
}

function readOverrides(stored: string | null): KeyOverrides {
  try {
    const value: unknown = JSON.parse(stored ?? '{}')
    if (typeof value !== 'object' || value === null) return {}
    return Object.fromEntries(
      Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    )
  } catch {
    // Kept by hand or by another version: the pages' own keys hold.
    return {}
  }
}

const Registry = createContext<KeyRegistry | null>(null)

export function useKeyRegistry(): KeyRegistry {
  const registry = useContext(Registry)
  if (!registry) throw new Error('KeysProvider is missing')
  useSyncExternalStore(registry.subscribe, registry.version)
  return registry
}

/** Offers these commands while the component is shown. */
export function useKeys(bindings: readonly Binding[], layer: KeyLayer = 'page'): void {
  const registry = useContext(Registry)
  if (!registry) throw new Error('KeysProvider is missing')
  const entry = useRef<Entry>({ layer, bindings, shown: shownOf(bindings) })
  useLayoutEffect(() => registry.add(entry.current), [registry])
  useLayoutEffect(() => registry.renew(entry.current, bindings), [registry, bindings])
}

const shownOf = (bindings: readonly Binding[]) =>
  bindings.map(({ command, keys, label, short, badge }) => `${command} ${keys} ${label} ${short} ${badge}`).join('\n')

export function KeysProvider({ registry, children }: { registry: KeyRegistry; children: ReactNode }) {
  const [pending, setPending] = useState<string | null>(null)
  const waiting = useRef<string | null>(null)
  useEffect(() => {
    const remember = (stroke: string | null) => {
      waiting.current = stroke
      setPending(stroke)
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    const onKey = (event: KeyboardEvent) => {
      const stroke = strokeOf(event)
      if (stroke === null) return
      if (registry.isHeld() && !event.ctrlKey && !event.metaKey && !typesText(event.target)) {
        event.preventDefault()
        event.stopPropagation()
        return
      }
      const layers = registry.layers()
      const { run, pending: next } = readStroke(
        layers,
        registry.overrides(),
        waiting.current,
        stroke,
        typesText(event.target),
      )
      clearTimeout(timer)
      remember(next)
      if (next !== null) timer = setTimeout(() => remember(null), 1500)
      if (!run && next === null) return
      // A focused button or link keeps its own Enter and Space.
      if (run && (stroke === 'Enter' || stroke === 'Space') && pressesItself(event.target)) return
      event.preventDefault()
      event.stopPropagation()
      run?.run()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', onKey, { capture: true })
    }
  }, [registry])
  return (
    <Registry value={registry}>
      {children}
      <PendingStroke stroke={pending} />
    </Registry>
  )
}

function PendingStroke({ stroke }: { stroke: string | null }) {
  return (
    <output className="visually-hidden" aria-live="polite">
      {stroke === null ? '' : `${stroke}, waiting for a second key`}
    </output>
  )
}

/** The keys that a command has now, or null while no component offers it: a badge without a key can't be shown. */
export function useKeysOf(command: string): string | null {
  const registry = useKeyRegistry()
  const layers: KeyLayer[] = ['dialog', 'page', 'app']
  const binding = layers.flatMap(registry.offered).find((candidate) => candidate.command === command)
  return binding ? keysOf(binding, registry.overrides()) : null
}

function typesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'submit', 'file', 'range'].includes(target.type)
  )
}

function pressesItself(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('button, a[href], summary, [role="menuitem"], [role="tab"]') !== null
  )
}
