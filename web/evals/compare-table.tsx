/** The table behind the card: every measure of every variant, with the difference to the base and its interval. */
import type { Measure, RunView, TableRow } from '../../server/evals/schema.ts'
import { blindWords, bootstrapCheck, difference, figure, measureNames, verdictGlyphs, verdictWords } from './figures.ts'
import styles from './compare-table.module.css'

export function CompareTable({ run: { table, run } }: { run: RunView }) {
  // A measure that nothing could be judged by is no column.
  const told = new Set(
    table.flatMap(({ measures }) => measures.flatMap(({ name, mean }) => (mean === null ? [] : name))),
  )
  const names = (table[0]?.measures ?? []).map(({ name }) => name).filter((name) => told.has(name))
  return (
    <section className={styles.details} aria-label="Details">
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">prompt</th>
              <th scope="col">drafts</th>
              {names.map((name) => (
                <th key={name} scope="col">
                  {measureNames[name]}
                </th>
              ))}
              <th scope="col">blind wins</th>
              <th scope="col">verdict</th>
            </tr>
          </thead>
          <tbody>
            {table.map((row) => (
              <tr key={row.variant.name} data-role={row.role}>
                <th scope="row">
                  {row.variant.name}
                  <small>{roleWords(row)}</small>
                </th>
                <td>
                  {row.cells.done}/{row.cells.expected}
                  {row.cells.failed > 0 && <small>{row.cells.failed} failed</small>}
                </td>
                {row.measures
                  .filter(({ name }) => told.has(name))
                  .map((measure) => (
                    <MeasureCell key={measure.name} measure={measure} />
                  ))}
                <td>{blindWords(row.blind)}</td>
                <td>
                  {row.verdict ? (
                    <>
                      <span aria-hidden="true">{verdictGlyphs[row.verdict.kind]}</span> {verdictWords[row.verdict.kind]}
                      <small>{row.verdict.why}</small>
                    </>
                  ) : (
                    '–'
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.note}>
        Below each figure: the difference to {run.base} with its 95 % interval, paper by paper. The verdict rests on
        wrong facts, then on blind wins; everything else is exploratory. The offline drafter copies sentences, so its
        wrong facts show how often the check itself errs.
      </p>
    </section>
  )
}

function MeasureCell({ measure }: { measure: Measure }) {
  const apart = difference(measure)
  const check = bootstrapCheck(measure)
  const { verdict } = measure
  const tells = verdict !== null && verdict.kind !== 'cant-tell'
  return (
    <td>
      {figure(measure.mean, measure.unit)}
      {apart && <small>{apart}</small>}
      {check && <small>{check}</small>}
      {tells && (
        <small title={verdict.why}>
          {verdictGlyphs[verdict.kind]} {verdictWords[verdict.kind]}
          {measure.exploratory && ', exploratory'}
        </small>
      )}
    </td>
  )
}

function roleWords({ role, variant, favoured }: TableRow): string {
  const what = role === 'base' ? 'the base' : role === 'offline' ? 'no model' : variant.model
  return favoured > 0 ? `${what}; ${favoured} texts favour it` : what
}
