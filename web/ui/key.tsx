/** Key badges: one key beside its button, and the bar of all keys at the foot of a page. */
import { keysOf, printKeys } from './key-map.ts'
import { useKeyRegistry, useKeysOf } from './keys.tsx'
import styles from './key.module.css'

const isMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent)

export function Strokes({ keys }: { keys: string }) {
  const [first, second] = printKeys(keys, isMac())
  return (
    <span className={styles.strokes}>
      <kbd>{first}</kbd>
      {second !== undefined && <kbd>{second}</kbd>}
    </span>
  )
}

/** The badge of a command; nothing while no component offers the command. */
export function Key({ command }: { command: string }) {
  const keys = useKeysOf(command)
  return keys === null ? null : <Strokes keys={keys} />
}

/** Every key of the page that has no badge of its own. */
export function KeyBar() {
  const registry = useKeyRegistry()
  const bindings = registry.offered('page').filter((binding) => (binding.badge ?? 'bar') === 'bar')
  if (bindings.length === 0) return null
  return (
    <ul className={styles.bar} aria-label="Keys of this page">
      {bindings.map((binding) => (
        <li key={binding.command} data-joined={binding.short === ''}>
          <button type="button" tabIndex={-1} title={binding.label} onClick={binding.run}>
            <Strokes keys={keysOf(binding, registry.overrides())} /> {binding.short ?? binding.label}
          </button>
        </li>
      ))}
    </ul>
  )
}
