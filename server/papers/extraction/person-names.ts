/** Is this string the name of a person? By its form and by what it does not say. */

/** Affiliations, imprints, roles: words that no name holds. */
const notAName =
  /universit|institut|department|dept|laborator|\blabs?\b|school|college|research|google|microsoft|facebook|openai|deepmind|corporation|\binc\b|\bltd\b|gmbh|center|centre|academy|hospital|faculty|\bcsail\b|\busa\b|\bu\.s\.a|germany|china|france|canada|\buk\b|japan|india|street|avenue|\broad\b|\bbox\b|abstract|e-?mail|received|accepted|published|conference|proceedings|journal|copyright|arxiv|technolog|sciences?\b|engineering|division|group|brain\b|\bai\b|supervis|advisor|version|submitted|preprint|anonymous|under review|equal contribution|correspond|\bauthors\b|draft|naturforsch|\bsystems?\b|^\W*(abstract|introduction)/i
const particle = /^(van|von|der|den|de|del|della|di|da|dos|la|le|el|al|bin|ibn|ten|ter|zu|y|st\.?)$/i
const honour =
  /^(member|senior member|student member|fellow|ieee|ph\.?d\.?|m\.?d\.?|jr\.?|dr\.?|m\.?sc\.?|b\.?sc\.?|frcp.*|life fellow)$/i

export const saysAffiliation = (text: string): boolean => notAName.test(text)
export const isHonour = (text: string): boolean => honour.test(text)

/** @param marked the line has raised marks, which prove it to be of authors: then lower case (a small-capitals font) is a name too */
export function isPersonName(text: string, marked: boolean): boolean {
  const name = text.trim()
  if (name.length < 4 || name.length > 45 || notAName.test(name)) return false
  if (/[@:{}[\]()/=<>|]|(?<!\p{L})\d|\d\p{L}/u.test(name) || (/\d/.test(name) && !marked)) return false
  const words = name.split(/\s+/)
  if (words.length < 2 || words.length > 6) return false
  let capitals = 0
  for (const word of words) {
    if (particle.test(word)) continue
    if (/^(?:\p{Lu}[\p{L}\p{M}\d'’‐\-.]*|\p{Lu}\.)$/u.test(word)) capitals += 1
    else if (/^\p{L}[\p{L}'’-]*$/u.test(word) && /\p{Lu}/u.test(word)) capitals += 1
    else if (marked && capitals >= 1 && /^\p{Ll}{3,}$/u.test(word) && words.length <= 3) capitals += 0.5
    else return false
  }
  return capitals >= 1.5
}

/** As it is written: capitals throughout become a name in mixed case, marks at the end go. */
export function tidyName(text: string): string {
  const name = text
    .replace(/\s+/g, ' ')
    .replace(/[^\p{L}\p{M}.\d]+$/u, '')
    .trim()
  if (name !== name.toUpperCase() || name.length <= 5) return name
  return name
    .toLowerCase()
    .replace(/(^|[\s'’.-])(\p{Ll})/gu, (_, before: string, first: string) => before + first.toUpperCase())
}
