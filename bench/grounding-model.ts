/**
 * The optional model check on the labelled drafts, beside the rules: faults flagged and false alarms. The model is the stub, whose
 * rule knows numbers and shared words: this measures the way there and back (passages, calls, verdicts, words), not a model.
 */
import path from 'node:path'
import { createClaimCheck } from '../server/drafting/check-claims.ts'
import { claimsToAsk } from '../server/grounding/second-look.ts'
import { ground } from '../server/grounding/ground.ts'
import type { SecondLook } from '../server/grounding/schema.ts'
import { createChat } from '../server/llm/chat.ts'
import { startStubModel } from '../server/llm/stub/stub-model.ts'
import { createPrompts } from '../server/prompts/load.ts'
import { estimateTokens } from '../server/text/estimate-tokens.ts'
import type { Measures } from './bench.ts'
import { isFlagged, isRight, judge } from './grounding-drafts.ts'
import type { LabelledPaper } from './grounding-papers.ts'

export async function modelMeasures(papers: readonly LabelledPaper[], say: (line: string) => void): Promise<Measures> {
  const stub = await startStubModel()
  try {
    const chat = createChat({ baseUrl: stub.url, apiKey: null, now: () => new Date() })
    const ask = createClaimCheck({ chat, prompts: createPrompts(path.resolve('prompts')) })
    const looks = new Map<string, SecondLook>()
    const pagesShown = new Map<string, number[]>()
    for (const { index, drafts } of papers)
      for (const draft of drafts) {
        const claims = claimsToAsk(ground({ text: draft.prose, draft, paper: index }), index)
        for (const { sentence, passages } of claims)
          pagesShown.set(
            sentence,
            passages.map(({ pageNumber }) => pageNumber),
          )
        const by = { model: 'good', runId: 'bench' }
        for await (const call of ask(claims, by, new AbortController().signal))
          for (const look of call.looks) looks.set(look.sentence, look)
      }
    const sent = stub.requests.flatMap(({ body }) => body.messages ?? [])
    const tokens = sent.reduce((sum, { content }) => sum + estimateTokens(content), 0)
    say(`${looks.size} claims in ${stub.requests.length} calls with some ${tokens} tokens`)
    return report(papers, looks, pagesShown, say)
  } finally {
    await stub.close()
  }
}

function report(
  papers: readonly LabelledPaper[],
  looks: ReadonlyMap<string, SecondLook>,
  pagesShown: ReadonlyMap<string, readonly number[]>,
  say: (line: string) => void,
): Measures {
  const judged = papers.flatMap((paper) => judge(paper, say))
  const right = judged.filter(({ label }) => isRight(label))
  const faulty = judged.filter(({ label }) => !isRight(label))
  const entries = papers.reduce((sum, paper) => sum + paper.drafts.length, 0)
  type Entry = (typeof judged)[number]
  const doubted = ({ label }: Entry) => looks.get(label.sentence)?.state === 'says-otherwise'
  const counted = (who: string, is: (entry: Entry) => boolean) => {
    const caught = faulty.filter(is).length
    const alarms = right.filter(is).length
    say(`${who}: ${caught} of ${faulty.length} faulty sentences flagged, ${alarms} right ones in ${entries} entries`)
    return { caught: caught / faulty.length, alarms: alarms / entries }
  }
  say('sentences with at least one flag (slipsFlagged, falseAlarmsPerEntry count flags):')
  counted('the rules', isFlagged)
  const model = counted("the stub's rule in the model's place", doubted)
  counted('either', (entry) => isFlagged(entry) || doubted(entry))
  const errors = [...looks.values()].filter(({ state }) => state === 'check-error').length
  const asked = faulty.filter(({ label }) => pagesShown.has(label.sentence))
  const beside = asked.filter(({ label: { sentence, page } }) =>
    pagesShown.get(sentence)?.some((shown) => shown === page),
  )
  say(
    `what any model is shown: ${asked.length} of the ${faulty.length} faulty sentences, ${beside.length} beside a passage of the labelled page`,
  )
  say(`${errors} check errors; a stub is no model: nothing here says what one finds`)
  return { modelCheckCaught: model.caught, modelCheckAlarmsPerEntry: model.alarms, modelCheckErrors: errors }
}
