/**
 * Words that say what a sentence does in a paper, and how much they count. The weights of `gist` were fitted by ridge
 * regression to ROUGE of abstract sentences against one-line summaries (SciTLDR dev, the even lines; see bench/offline.ts).
 */
export type Cue = { pattern: RegExp; weight: number }

/** Is this the sentence that tells the paper in one line? */
export const gist: readonly Cue[] = [
  {
    pattern:
      /\b(?:we|this (?:paper|work|study)|our (?:work|paper))\b.{0,40}\b(?:propose|present|introduce|develop|design|describe|devise|formulate|suggest)/i,
    weight: 0.85,
  },
  { pattern: /\b(?:in this (?:paper|work|study)|this (?:paper|work)|in this article)\b/i, weight: 0.57 },
  {
    pattern: /\b(?:called|named|dubbed|termed|coined|referred to as)\b|\([A-Z][A-Za-z0-9-]*[A-Z][A-Za-z0-9-]*\)/,
    weight: 0.35,
  },
  { pattern: /\bwe\b/i, weight: 0.26 },
  {
    pattern:
      /\b(?:we|this (?:paper|work))\b.{0,30}\b(?:show|demonstrate|find|prove|analy[sz]e|study|argue|investigate|explore|examine|observe|identify|establish|provide|derive)/i,
    weight: 0.18,
  },
  { pattern: /\ban? (?:new|novel|simple|general|efficient|unified|end-to-end)\b/i, weight: 0.18 },
  { pattern: /\b(?:method|approach|framework|algorithm|model|architecture)\b/i, weight: 0.16 },
  {
    pattern: /\b(?:however|unfortunately|but|despite|although|cannot|lack|challenge|difficult|limitation)\b/i,
    weight: -0.12,
  },
  { pattern: /:/, weight: -0.18 },
  {
    pattern: /\b(?:recent(?:ly)?|typically|traditionally|existing|many|often|usually|commonly|important|widely)\b/i,
    weight: -0.21,
  },
  {
    pattern:
      /^(?:specifically|in particular|concretely|to this end|moreover|furthermore|in addition|additionally|then|for example|also|finally|first|second|as a result)\b/i,
    weight: -0.24,
  },
  { pattern: /\b(?:code|available at|http|github)\b/i, weight: -0.24 },
  { pattern: /\d+(?:\.\d+)?\s?%|\b\d+(?:\.\d+)?x\b/i, weight: -0.24 },
]

/** By hand, for whole papers, where no references exist. */
export const how: readonly Cue[] = [
  {
    pattern:
      /\b(?:we|it|model|method|network|algorithm|system|approach)\b.{0,25}\b(?:use[sd]?|train(?:s|ed)?|appl(?:y|ies|ied)|comput(?:e|es|ed)|adopt|employ|combin(?:e|es|ed)|optimi[sz]e|sampl(?:e|es|ed)|estimat(?:e|es|ed)|predict|learn|select|replac|add|tak(?:e|es))/i,
    weight: 0.6,
  },
  {
    pattern:
      /\b(?:consists? of|is composed of|built on|works? by|by (?:\w+ly )?\w+ing|instead of|rather than|given an?|so that|the (?:key|main|basic|core) idea)\b/i,
    weight: 0.5,
  },
  { pattern: /\b(?:we|our)\b/i, weight: 0.5 },
  {
    pattern:
      /\b(?:encoder|decoder|layer|loss|objective|step|sampl|dataset|training|input|output|parameter|architecture|algorithm)\w*\b/i,
    weight: 0.25,
  },
  {
    pattern: /\b(?:in general|recent|existing|typically|one (?:can|may)|it is (?:well )?known|previous|compare)\b/i,
    weight: -0.6,
  },
]
export const result: readonly Cue[] = [
  {
    pattern:
      /\b(?:outperform|surpass|exceed|improv|achiev|reduc|increas|faster|better|higher|lower|fewer|competitive|match(?:es)?|drop|gain)\w*/i,
    weight: 0.5,
  },
  { pattern: /\b\d+(?:\.\d+)?\s?(?:%|x\b|×|points?\b|times\b)|\bfrom \d[\d.]* to \d|\b\d+\.\d+\b/i, weight: 0.6 },
  { pattern: /\b(?:than|compared (?:to|with)|over the|relative to|against|versus)\b/i, weight: 0.35 },
  {
    pattern:
      /\b(?:we|results?|experiments?) (?:also )?(?:find|found|show|observe|demonstrate|indicate|suggest|confirm)\w*/i,
    weight: 0.4,
  },
  {
    pattern: /\b(?:accuracy|error|BLEU|F1|recall|precision|perplexity|score|speed-?up|state[- ]of[- ]the[- ]art)\b/i,
    weight: 0.3,
  },
  // Numbers of the set-up are no results.
  {
    pattern: /\b(?:learning rate|batch size|epochs?|annealed|hyper-?parameters?|hidden units|warm-?up)\b/i,
    weight: -0.8,
  },
]
export const caveat: readonly Cue[] = [
  { pattern: /\b(?:limitation|limited to|drawback|shortcoming|weakness|caveat|downside)s?\b/i, weight: 1 },
  {
    pattern:
      /\b(?:fails?|failed|failure|cannot|could not|(?:does|do|did) not (?!need)|unable|unclear|remains?|left (?:for|to)|future work|open (?:question|problem))\b/i,
    weight: 0.6,
  },
  {
    pattern:
      /\b(?:at the (?:cost|expense)|trade-?off|assum(?:es?|ption)|expensive|slower|worse|degrad\w*|may not|might not)\b/i,
    weight: 0.6,
  },
  { pattern: /\b(?:however|although|despite|except)\b/i, weight: 0.3 },
]

/** What makes a sentence hard to read out of its place. */
export const outOfPlace: readonly Cue[] = [
  {
    pattern:
      /\b(?:fig(?:ure)?s?|tables?|sections?|sects?|secs?|appendix|eqs?|equations?|algorithm|theorem|lemma|rows?|columns?)\.?\s*\(?(?:\d|[A-Z]\b)/i,
    weight: -0.9,
  },
  {
    pattern:
      /\b(?:above|below|as follows|the following|the former|the latter|as (?:shown|discussed|described|mentioned)|previous section|next section|respectively)\b/i,
    weight: -0.5,
  },
  {
    pattern:
      /\b(?:this|these|those|such|the same) (?:issue|problem|challenge|consideration|limitation|question|difficult|idea|case|approach|method|setting|result|observation|finding|task|condition|assumption|new approach)/i,
    weight: -0.6,
  },
  { pattern: /(?:\[\d[\d,\s–-]*\]|\((?:[^()]*\b(?:19|20)\d\d[a-z]?)\))/, weight: -0.3 },
  {
    pattern:
      /^(?:However|But|Yet|Thus|Hence|Therefore|Then|Instead|Otherwise|Consequently|Similarly|Likewise|Indeed|Nevertheless|For (?:example|instance)|In (?:contrast|other words|this case)|On the other hand|As a (?:result|consequence)|Note that|Recall that|Second|Third|Next)\b/,
    weight: -0.35,
  },
  {
    pattern:
      /\b(?:rest of (?:this|the) paper|is organi[sz]ed|we refer (?:the reader|to)|see\b|in (?:this|the next|the following) (?:section|appendix)|^in (?:sect|sec|section|appendix)\b)/i,
    weight: -1.5,
  },
  { pattern: /[\^_]\{|\bproof\b/, weight: -1 },
]

export const cueScore = (sentence: string, cues: readonly Cue[]): number =>
  cues.reduce((sum, { pattern, weight }) => sum + (pattern.test(sentence) ? weight : 0), 0)
