/** Before any paper: how to begin, on one page. */
import { Link } from 'wouter'
import type { StatusView } from '../../server/desk/schema.ts'
import { Button } from '../ui/button.tsx'
import styles from './first-visit.module.css'

type Props = { status: StatusView | undefined; busy: boolean; onChoose: () => void; onSamples: () => void }

export function FirstVisit({ status, busy, onChoose, onSamples }: Props) {
  return (
    <div className={styles.visit}>
      <h1>Papers in, an issue out.</h1>
      <p className={styles.lead}>
        Galley reads each PDF, drafts an entry in your house style, and sets the two side by side. You read, rewrite and
        approve; every sentence leads back to its passage in the paper.
      </p>
      <div className={styles.drop}>
        <p>Drop PDFs or a folder anywhere on this page.</p>
        <div className={styles.ways}>
          <Button look="main" onClick={onChoose} command="papers.add">
            Choose PDFs
          </Button>
          <span>or</span>
          <Button onClick={onSamples} disabled={busy} command="papers.samples">
            {busy ? 'Adding…' : 'Try the three sample papers'}
          </Button>
        </div>
      </div>
      <p className={styles.model}>
        <Link href="/prompts?tab=style">Drop a past issue</Link>, here or there: your lengths and your voice.
      </p>
      {status && !status.model.configured && (
        <p className={styles.model}>
          No model is connected: drafts are extracted sentences, not written summaries.{' '}
          <Link href="/settings">Connect a model</Link> when you like; everything else works without.
        </p>
      )}
      <ol className={styles.steps}>
        <li>Read the paper and jot notes beside it.</li>
        <li>Ask for a draft built on your notes, or write it yourself.</li>
        <li>Check each sentence against its passage, rewrite, approve.</li>
        <li>Put the approved entries in order and export the issue.</li>
      </ol>
    </div>
  )
}
