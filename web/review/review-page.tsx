/** Review: the paper on the left, its entry on the right. Loads the paper's view; the desk does the rest. */
import { Page } from '../ui/page.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { useRead } from '../ui/use-api.tsx'
import { Desk } from './desk.tsx'

/** Give it the paper's id as `key`: each paper has a desk of its own. */
export function ReviewPage({ paperId }: { paperId: string }) {
  const answer = useRead(['review', paperId], (api) => api.review(paperId))
  if (answer.data) return <Desk view={answer.data.review} />
  return (
    <Page title="Review">
      {answer.error ? (
        <Failed error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <Loading what="the paper" />
      )}
    </Page>
  )
}
