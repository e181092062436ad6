/** How many tokens a text takes, near enough to stay inside a window and a budget: no tokenizer is loaded or fetched for it. */

/** English prose has some 4 characters a token; 3.6 leaves room for formulas and names. Other scripts: one a character. */
export function estimateTokens(text: string): number {
  const foreign = text.match(/[^\p{ASCII}\p{Script=Latin}\p{P}\p{S}\s]/gu)?.length ?? 0
  return Math.ceil((text.length - foreign) / 3.6 + foreign)
}
