/** What a sentence does: state something of the paper, ask, or give an opinion. */

export type ClaimKind = 'claim' | 'question' | 'take' | 'chatter'

/**
 * A question, a sentence in the first person, or general praise without figures makes no claim. A take with a number or a
 * comparison in it is still a claim; "I-VILA" is a name.
 */
export function claimKind(sentence: string): ClaimKind {
  if (/\?["”’)]*\s*$/.test(sentence)) return 'question'
  const firstPerson = /(?<![\p{L}\p{N}-])(?:I(?:['’](?:d|m|ve|ll))?(?![\p{L}\p{N}'’-])|makes me|my\b|personally)/u
  if (firstPerson.test(sentence) && !/\d/.test(sentence.replace(/[\p{L}-]+\d+/gu, ''))) return 'take'
  const praise =
    /\b(?:solid|valuable|useful|insightful|practical|interesting|promising|important|raise|step|resource)\b/i
  if (
    /^(?:overall|in conclusion|in general|all in all|these findings raise|to sum up)\b/i.test(sentence) &&
    !/\d/.test(sentence) &&
    praise.test(sentence)
  )
    return 'chatter'
  if (/\b(?:interesting part|clever part|nice (?:part|touch)|valuable resource|fascinating|love to)\b/i.test(sentence))
    return 'chatter'
  if (/:\s*$/.test(sentence) && !/\d/.test(sentence)) return 'chatter'
  return 'claim'
}
