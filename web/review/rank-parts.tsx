/** Why a draft stands where it does among the drafts of one request: what each feature is, and adds. */
import { featureNames, type DraftRank } from '../../server/drafting/schema.ts'
import { featureWords, learningWords, rankWords } from './words.ts'
import styles from './rank-parts.module.css'

export function RankParts({ rank }: { rank: DraftRank }) {
  return (
    <details className={styles.rank}>
      <summary>
        Why it is {rankWords(rank)} (score {rank.score.toFixed(2)})
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">what counts</th>
            <th scope="col">here</th>
            <th scope="col">adds</th>
          </tr>
        </thead>
        <tbody>
          {featureNames.map((name) => (
            <tr key={name}>
              <th scope="row">{featureWords[name]}</th>
              <td>{Math.round(rank.features[name] * 100)} %</td>
              <td>{rank.parts[name].toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{learningWords(rank)}</p>
    </details>
  )
}
