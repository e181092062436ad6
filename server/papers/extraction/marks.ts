/** What the ends and starts of lines tell: ends of sentences, labels of captions. */

const sentenceEnd = /[.!?:;…。！？]["'”’»)\]]*(?:\^\{[\d,]+\})?$/
const caption =
  /^(?:fig(?:ure|\.)|table|tab\.|algorithm|scheme|рис(?:унок|\.)|табл(?:ица|\.)|abb(?:ildung|\.)|tabelle|listing|图|表)\s*(?:[A-Z]?\.?\d+|[IVX]+)(?![\p{L}\p{N}])/iu

/** Only the end is looked at: a pattern with $ walks the whole of a growing paragraph, again for each line. */
export const endsSentence = (text: string): boolean => sentenceEnd.test(text.slice(-160))

/** "Figure 3", "Table IV", "Рис. 2" at the start; null when there is none. */
export const captionStart = (text: string): string | null => caption.exec(text)?.[0] ?? null
