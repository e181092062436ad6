/** Live work by week and prompt version: what your edits of drafts cost. */
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { useRead } from '../ui/use-api.tsx'
import { evalsApi } from './evals-api.ts'
import styles from './compare-table.module.css'

export function LiveWork() {
  const { data, error, refetch } = useRead(['evals', 'live'], (api) => evalsApi(api).live())
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading what="live work" />
  if (data.weeks.length === 0) return <Empty title="No draft was edited and approved yet" />
  return (
    <section className={styles.details} aria-label="Live work">
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              {['week of', 'prompt', 'model', 'papers', 'words changed', 'fixed', 'added', 'minutes a paper'].map(
                (name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {data.weeks.map((week) => (
              <tr key={[week.week, week.promptName, week.promptSha, week.model].join(' ')}>
                <th scope="row">{week.week}</th>
                <td>
                  {week.promptName}
                  {week.promptSha !== null && <small>{week.promptSha.slice(0, 10)}</small>}
                </td>
                <td>{week.model}</td>
                <td>{week.papers}</td>
                <td>{percent(week.cost)}</td>
                <td>{percent(week.fixed)}</td>
                <td>{percent(week.added)}</td>
                <td>{week.minutes.toFixed(1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.note}>
        Words changed between draft and approved text, as a share of the longer: “fixed” in sentences of the model,
        “added” in sentences of your own. It also falls when an editor gets tired: read it beside the wrong facts.
      </p>
    </section>
  )
}

const percent = (share: number): string => `${Math.round(share * 100)} %`
