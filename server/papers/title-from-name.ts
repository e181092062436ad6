/** What a paper is called until, or unless, its own title can be read. */
export const titleFromName = (fileName: string): string =>
  fileName
    .replace(/\.pdf$/i, '')
    .replaceAll(/[_-]+/g, ' ')
    .trim() || 'Untitled'
