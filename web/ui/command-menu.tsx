/** Ctrl/Cmd+K: every command of the page by name. */
import { useRef, useState, type KeyboardEvent } from 'react'
import { Dialog } from './dialog.tsx'
import { Strokes } from './key.tsx'
import { keysOf, type Binding } from './key-map.ts'
import { useKeyRegistry } from './keys.tsx'
import styles from './command-menu.module.css'

export function CommandMenu({ onClose }: { onClose: () => void }) {
  const registry = useKeyRegistry()
  const [query, setQuery] = useState('')
  const host = useRef<HTMLDivElement>(null)
  const commands = [...registry.offered('page'), ...registry.offered('app')].filter((binding) =>
    matches(binding, query),
  )
  const run = (binding: Binding | undefined) => {
    onClose()
    // After the dialog has given the focus back.
    if (binding) setTimeout(binding.run)
  }
  const move = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    const stops = [...(host.current?.querySelectorAll<HTMLElement>('input, button') ?? [])]
    const here = stops.findIndex((stop) => stop === document.activeElement)
    stops[(here + by + stops.length) % stops.length]?.focus()
  }
  return (
    <Dialog title="Commands" onClose={onClose}>
      <search ref={host}>
        <input
          className={styles.query}
          aria-label="Find a command"
          placeholder="Type a few letters, Enter takes the first"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') run(commands[0])
            else move(event)
          }}
        />
        <ul className={styles.list}>
          {commands.map((binding) => (
            <li key={binding.command}>
              <button type="button" onClick={() => run(binding)} onKeyDown={move}>
                <span>{binding.label}</span>
                <Strokes keys={keysOf(binding, registry.overrides())} />
              </button>
            </li>
          ))}
        </ul>
      </search>
      {commands.length === 0 && <p>No command with these letters on this page.</p>}
    </Dialog>
  )
}

const matches = (binding: Binding, query: string) =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => binding.label.toLowerCase().includes(word))
