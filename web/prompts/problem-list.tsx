/** What keeps a prompt from being saved, each with its place; a click goes there. */
import type { PromptProblem } from '../../server/prompts/schema.ts'
import type { Lint } from './use-prompt-text.ts'
import styles from './problem-list.module.css'

type Props = { lint: Lint; onShow: (problem: PromptProblem) => void }

export function ProblemList({ lint: { problems, fresh, error }, onShow }: Props) {
  return (
    <section className={styles.problems} aria-label="Problems" aria-live="polite">
      {error && <p>! Not checked: {error.message} What you type is kept in this browser.</p>}
      {!error && problems.length === 0 && <p>{fresh ? '✓ It can be used.' : 'Checking…'}</p>}
      {problems.length > 0 && (
        <ul>
          {problems.map((problem) => (
            <li key={`${problem.line}:${problem.column} ${problem.message}`}>
              <button type="button" onClick={() => onShow(problem)}>
                <span>
                  ! line {problem.line}, column {problem.column}
                </span>
                {problem.message}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
