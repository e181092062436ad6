/** Names the rules of extraction: raised whenever they read a paper differently, so that stored texts are known to be old. */
export const extractorVersion = '3'
