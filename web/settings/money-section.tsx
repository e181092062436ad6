/** What was spent today, and how much may be. */
import { useState, type FormEvent } from 'react'
import { usd } from '../../server/text/usd.ts'
import type { SettingsView } from '../api.ts'
import { useRead } from '../ui/use-api.tsx'
import { parseLimit } from './money.ts'
import { SaveRow } from './save-row.tsx'
import styles from './settings-page.module.css'
import { useFields } from './use-fields.ts'
import { settingsApi } from './settings-api.ts'

export function MoneySection({ settings }: SettingsView) {
  const fields = useFields(settings, ['spendLimitDayUsd', 'spendLimitRunUsd', 'allowUnknownPrices'])
  const [day, setDay] = useState(limitText(settings.spendLimitDayUsd))
  const [run, setRun] = useState(limitText(settings.spendLimitRunUsd))
  const isWrong = [day, run].some((text) => parseLimit(text) === 'wrong')
  const typed = (text: string, set: (text: string) => void, name: 'spendLimitDayUsd' | 'spendLimitRunUsd') => {
    set(text)
    const limit = parseLimit(text)
    if (limit !== 'wrong') fields.change({ [name]: limit })
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    void fields.save()
  }
  return (
    <>
      <Today limitUsd={settings.spendLimitDayUsd} />
      <form onSubmit={save} className={styles.form}>
        <div className={styles.pair}>
          <label>
            Limit for a day, US dollars
            <input
              inputMode="decimal"
              value={day}
              placeholder="no limit"
              onChange={(event) => typed(event.target.value, setDay, 'spendLimitDayUsd')}
            />
          </label>
          <label>
            Limit for a run, US dollars
            <input
              inputMode="decimal"
              value={run}
              placeholder="no limit"
              onChange={(event) => typed(event.target.value, setRun, 'spendLimitRunUsd')}
            />
          </label>
        </div>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={fields.typed.allowUnknownPrices}
            onChange={(event) => fields.change({ allowUnknownPrices: event.target.checked })}
          />
          Call models without a price although a limit is set; they are not counted
        </label>
        <p className={styles.hint}>
          A call that could pass a limit is not made. Before each one the most that it can cost is held back: its
          prompt, and all the output it may write. A day ends at midnight on this machine. A run is a comparison in
          Evals, or all that one draft takes.
        </p>
        <SaveRow
          disabled={!fields.changed || isWrong}
          error={isWrong ? 'A limit is a number above 0, such as 2.50; empty means none.' : fields.error}
        />
      </form>
    </>
  )
}

function Today({ limitUsd }: { limitUsd: number | null }) {
  const { data, error } = useRead(['spend'], (api) => settingsApi(api).spend())
  if (error) return <p className={styles.wrong}>! What was spent could not be read: {error.message}</p>
  if (!data) return <p className={styles.told}>Adding up…</p>
  const { spentUsd, reservedUsd } = data.spend
  return (
    <p className={styles.today}>
      <strong>{usd(spentUsd)}</strong> spent today{limitUsd !== null && ` of ${usd(limitUsd)}`}
      {reservedUsd > 0 && `, ${usd(reservedUsd)} held back for calls under way`}
      {limitUsd !== null && (
        <meter
          min={0}
          max={limitUsd}
          high={limitUsd * 0.8}
          value={Math.min(limitUsd, spentUsd + reservedUsd)}
          aria-label="Spent today, of the limit"
        />
      )}
    </p>
  )
}

const limitText = (limit: number | null): string => (limit === null ? '' : String(limit))
