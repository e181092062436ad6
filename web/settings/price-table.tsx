/** What each model costs: the listed prices, and the editor's own in their place. */
import { useState, type FormEvent } from 'react'
import type { PriceList, SettingsView } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { useAct, useApi } from '../ui/use-api.tsx'
import { parseAmount } from './money.ts'
import { SaveRow } from './save-row.tsx'
import styles from './settings-page.module.css'

const empty = { model: '', input: '', output: '' }

export function PriceTable({ settings, listPrices, model, isPriced }: SettingsView) {
  const api = useApi()
  const act = useAct()
  const own = settings.prices
  const all: PriceList = { ...listPrices, ...own }
  const isUnknown = model.configured && !isPriced
  const [typed, setTyped] = useState({ ...empty, model: isUnknown ? model.name : '' })
  const input = parseAmount(typed.input)
  const output = parseAmount(typed.output)
  const name = typed.model.trim()
  const keep = (prices: PriceList, text: string) => act(api.changeSettings({ prices }), [['settings']], { text })
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (input === null || output === null) return
    const prices = { ...own, [name]: { inputUsd: input, outputUsd: output } }
    if (await keep(prices, `The price of ${name} is saved`)) setTyped(empty)
  }
  const remove = (gone: string) => {
    const { [gone]: before, ...rest } = own
    void act(api.changeSettings({ prices: rest }), [['settings']], {
      text: `Your price of ${gone} is removed`,
      undo: () => void keep({ ...rest, ...(before && { [gone]: before }) }, `Your price of ${gone} is back`),
    })
  }
  return (
    <>
      <h3>Prices</h3>
      {isUnknown && (
        <p className={styles.lead}>
          The price of <strong>{model.name}</strong> is not known: what its drafts cost is shown as unknown, never as 0.
        </p>
      )}
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th scope="col">Input, $ a million tokens</th>
              <th scope="col">Output</th>
              <th scope="col">From</th>
              <th scope="col">
                <span className="visually-hidden">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(all)
              .toSorted(([a], [b]) => a.localeCompare(b))
              .map(([row, { inputUsd, outputUsd }]) => (
                <tr key={row}>
                  <th scope="row">{row}</th>
                  <td>{inputUsd}</td>
                  <td>{outputUsd}</td>
                  <td>{row in own ? '✎ yours' : '? from memory: check'}</td>
                  <td className={styles.actions}>
                    <Button
                      look="quiet"
                      aria-label={`Change the price of ${row}`}
                      onClick={() => setTyped({ model: row, input: String(inputUsd), output: String(outputUsd) })}
                    >
                      Change
                    </Button>
                    {row in own && (
                      <Button look="quiet" aria-label={`Remove your price of ${row}`} onClick={() => remove(row)}>
                        Remove
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      <form onSubmit={(event) => void save(event)} className={styles.form}>
        <div className={styles.price}>
          <label>
            Model
            <input
              value={typed.model}
              maxLength={200}
              spellCheck={false}
              onChange={(event) => setTyped({ ...typed, model: event.target.value })}
            />
          </label>
          <label>
            Input, $
            <input
              inputMode="decimal"
              value={typed.input}
              onChange={(event) => setTyped({ ...typed, input: event.target.value })}
            />
          </label>
          <label>
            Output, $
            <input
              inputMode="decimal"
              value={typed.output}
              onChange={(event) => setTyped({ ...typed, output: event.target.value })}
            />
          </label>
        </div>
        <p className={styles.hint}>
          US dollars for a million tokens, as the provider lists them. A model on your own machine costs 0 and 0.
        </p>
        <SaveRow label="Save the price" disabled={name === '' || input === null || output === null} error={null} />
      </form>
    </>
  )
}
