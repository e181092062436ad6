/** What was measured on past issues and approved entries, figure by figure. */
import type { LengthProfile, Spread, StyleProfile } from '../../server/style/schema.ts'
import { openingWords, percent, spreadWords } from './profile-words.ts'
import styles from './style-pane.module.css'

export function ProfileTable({ profile }: { profile: StyleProfile }) {
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Lengths</th>
            <th scope="col">entries</th>
            <th scope="col">words</th>
            <th scope="col">paragraphs</th>
            <th scope="col">sentences</th>
          </tr>
        </thead>
        <tbody>
          <LengthRow name="★ starred" lengths={profile.starred} />
          <LengthRow name="☆ others" lengths={profile.plain} />
        </tbody>
      </table>
      <dl className={styles.figures}>
        <dt>Sentences a paragraph</dt>
        <dd>{spreadWords(profile.sentencesPerParagraph)}</dd>
        <dt>Words a sentence</dt>
        <dd>{spreadWords(profile.wordsPerSentence)}</dd>
        <dt>Numbers an entry</dt>
        <dd>
          {spreadWords(profile.numbersPerEntry)}
          {profile.arrows > 0 && `; ${profile.arrows} written as before → after`}
        </dd>
        <dt>First person</dt>
        <dd>{percent(profile.firstPersonShare)} of the sentences</dd>
        <dt>Contractions</dt>
        <dd>
          {profile.contractionsPer100Words === null ? 'none' : profile.contractionsPer100Words.toFixed(1)} a hundred
          words
        </dd>
        <dt>Questions</dt>
        <dd>in {percent(profile.questionShare)} of the entries</dd>
        <dt>Openings</dt>
        <dd>{openingWords(profile.openings)}</dd>
        <dt>Never used</dt>
        <dd>{profile.neverUsed.join(' · ') || 'each of the usual stock phrases stands there once at least'}</dd>
        <dt>Slips, not learnt</dt>
        <dd>
          {profile.slips.length === 0 ? (
            'none'
          ) : (
            <ul>
              {profile.slips.map(({ heading, message }) => (
                <li key={`${heading} ${message}`}>
                  {message} <span className={styles.soft}>({heading})</span>
                </li>
              ))}
            </ul>
          )}
        </dd>
      </dl>
    </>
  )
}

function LengthRow({ name, lengths }: { name: string; lengths: LengthProfile }) {
  const cell = (spread: Spread) => <td>{spreadWords(spread)}</td>
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{lengths.words.n}</td>
      {cell(lengths.words)}
      {cell(lengths.paragraphs)}
      {cell(lengths.sentences)}
    </tr>
  )
}
