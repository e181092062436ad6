/** The line that heads a draft made without a model: the program's own words, about no paper. */
export const offlineHead = 'Extracted sentences, not a written summary'
