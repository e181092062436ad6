/** One call, whole: what was sent, what came back, and what it took. */
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { useRead } from '../ui/use-api.tsx'
import { costWords, durationWords, momentOf, purposeWords, stateOf, tokenWords } from './call-words.ts'
import { settingsApi } from './settings-api.ts'
import styles from './calls-page.module.css'

export function CallDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error, refetch } = useRead(['calls', 'one', id], (api) => settingsApi(api).call(id))
  const call = data?.call
  return (
    <Dialog
      title={call ? `${purposeWords(call)}, ${call.model}` : 'A model call'}
      size="wide"
      onClose={onClose}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {!call && !error && <Loading what="the call" />}
      {call && (
        <div className={styles.call}>
          {call.error && (
            <p className={styles.failed}>
              ! {stateOf(call).words}: {call.error.message}
            </p>
          )}
          <dl className={styles.facts}>
            <dt>When</dt>
            <dd>
              {momentOf(call.startedAt)}, took {durationWords(call.durationMs)}
            </dd>
            <dt>Tokens</dt>
            <dd>{tokenWords(call)}</dd>
            <dt>Cost</dt>
            <dd>{costWords({ ...call, wrote: call.reply !== '' })}</dd>
            <dt>Temperature</dt>
            <dd>{call.request.temperature ?? 'the model’s own'}</dd>
            <dt>Output limit</dt>
            <dd>{call.request.maxOutputTokens?.toLocaleString() ?? 'the model’s own'}</dd>
            {call.promptSha !== null && (
              <>
                <dt>Prompt version</dt>
                <dd>{call.promptSha.slice(0, 10)}</dd>
              </>
            )}
          </dl>
          {call.request.messages.map((message, index) => (
            // Messages of a kept call never move.
            <details key={`${index} ${message.role}`}>
              <summary>
                Sent as {message.role}, {message.content.length.toLocaleString()} characters
              </summary>
              <pre>{message.content}</pre>
            </details>
          ))}
          <details open>
            <summary>
              The answer{call.reply === '' ? ': none' : `, ${call.reply.length.toLocaleString()} characters`}
            </summary>
            {call.reply !== '' && <pre>{call.reply}</pre>}
          </details>
        </div>
      )}
    </Dialog>
  )
}
