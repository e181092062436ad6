/** What the last thirty days cost, a line a day. */
import { Failed, Loading } from '../ui/states.tsx'
import { useRead } from '../ui/use-api.tsx'
import styles from './calls-page.module.css'
import { usd } from '../../server/text/usd.ts'
import { settingsApi } from './settings-api.ts'

export function SpendDays() {
  const { data, error, refetch } = useRead(['spend'], (api) => settingsApi(api).spend())
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading what="the days" />
  const { days } = data.spend
  const most = Math.max(...days.map(({ costUsd }) => costUsd), Number.MIN_VALUE)
  return (
    <section className={styles.days} aria-label="Spending by day">
      <h2>By day</h2>
      <ul>
        {days.map(({ day, calls, costUsd, unknown }) => (
          <li key={day}>
            <span>{day}</span>
            <span>
              <strong>{usd(costUsd)}</strong>, {calls} {calls === 1 ? 'call' : 'calls'}
              {unknown > 0 && `, ${unknown} at an unknown cost`}
            </span>
            <span className={styles.bar} style={{ inlineSize: `${(costUsd / most) * 100}%` }} />
          </li>
        ))}
      </ul>
    </section>
  )
}
