/** `?`: every key of this page and of the app, each of which can be given another one. */
import { useState } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Strokes } from './key.tsx'
import { clashes, keysOf, strokeOf } from './key-map.ts'
import { useKeyRegistry } from './keys.tsx'
import styles from './key-help.module.css'

export function KeyHelp({ onClose }: { onClose: () => void }) {
  const registry = useKeyRegistry()
  const [changing, setChanging] = useState<string | null>(null)
  const overrides = registry.overrides()
  const sections = [
    { title: 'This page', bindings: registry.offered('page') },
    { title: 'Everywhere', bindings: registry.offered('app') },
  ]
  const doubled = sections.flatMap((section) => clashes(section.bindings, overrides))
  return (
    <Dialog title="Keys" onClose={onClose} size="wide" actions={<Button onClick={onClose}>Close</Button>}>
      <p className={styles.hint}>
        Letters work outside text fields, chords inside them too. Press “change”, then the new key; Esc keeps the old
        one.
      </p>
      {doubled.length > 0 && (
        <p role="alert" className={styles.clash}>
          On more than one command: {doubled.join(', ')}. The first one is used.
        </p>
      )}
      {sections.map((section) => (
        <section key={section.title} className={styles.section}>
          <h3>{section.title}</h3>
          <ul>
            {section.bindings.map((binding) => (
              <li key={binding.command}>
                <KeyOf keys={keysOf(binding, overrides)} changing={changing === binding.command} />
                <span>{binding.label}</span>
                <button
                  type="button"
                  aria-label={`Change the key of: ${binding.label}`}
                  onClick={() => setChanging(binding.command)}
                  onBlur={() => setChanging(null)}
                  onKeyDown={(event) => {
                    if (changing !== binding.command) return
                    event.preventDefault()
                    event.stopPropagation()
                    const stroke = strokeOf(event.nativeEvent)
                    if (stroke === null) return
                    if (stroke !== 'Escape') registry.remap(binding.command, stroke === binding.keys ? null : stroke)
                    setChanging(null)
                  }}
                >
                  {changing === binding.command ? 'press a key' : 'change'}
                </button>
                {overrides[binding.command] !== undefined && (
                  <button type="button" onClick={() => registry.remap(binding.command, null)}>
                    back to {binding.keys}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  )
}

function KeyOf({ keys, changing }: { keys: string; changing: boolean }) {
  return <span className={styles.keys}>{changing ? '…' : <Strokes keys={keys} />}</span>
}
