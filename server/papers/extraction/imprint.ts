/** Does a line in the margin zone read like an imprint: journal, volume, rights, identifiers, a shop's stamp? */

/** One of these is enough at the edge of a page. */
const sure =
  /©\s*(?:(?:the|by)\b|(?:19|20)\d\d|\p{Lu}[\p{L}.])|^\s*copyright\b|all rights reserved|advance access|\bissn\b[\s:]*\d|\bdownloaded\b.*\b(?:from|by)\b|authorized licensed use|contents lists available|journal homepage|\d{4}-\d{3}[\dX]\s*\/|\b97[89]-[\d-]{8,}.*\$/iu
/** A doi or address that is the whole line. */
const address = /^\s*(?:doi\s*:|https?:\/\/\S+$|www\.\S+$)|^\S*doi\.org\/10\.\S+$/i
/** Each is a hint; two make an imprint. */
const hints: readonly RegExp[] = [
  /\bvol(?:ume)?\b\.?\s*\d|\bband\s*\d/i,
  /\bno\.\s*\d|\bissue\b\s*\d/i,
  /\bpp?\.\s*\d|\bpages\s+\d/i,
  /\b(?:19|20)\d\d\b/,
  /\b\d+\s*[:(,]\s*\d+.*\d\s*[-–—]\s*\d/,
  /\b(?:journal|transactions|letters|bulletin|magazine|proceedings|annals|archives?|review|workshop|symposium|conference|zeitschrift|verlag)\b/i,
  /\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|fall|winter)\b/i,
  /\bdoi\b|doi\.org|https?:\/\/|www\./i,
  /\bpublished\b|\bunder review\b|\bpreprint\b|\bto appear\b|\baccepted\b|\bin press\b/i,
  /\bieee\b|\bacm\b|\belsevier\b|\bspringer\b|\bpress\b/i,
]
/** Words of a sentence: an imprint is a list of names and numbers. */
const sentence = /\b(?:is|are|was|were|has|have|we|our|this|that|which|can)\b/i

export const isSureImprint = (text: string): boolean =>
  text.length < 220 && sure.test(text) && !/©\s*\p{Ll}/u.test(text)
export const isAddressLine = (text: string): boolean => text.length < 120 && address.test(text)
export const isLikelyImprint = (text: string): boolean =>
  text.length < 160 && !sentence.test(text) && hints.filter((hint) => hint.test(text)).length >= 2
