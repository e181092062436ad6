/** The part of an exported page that is pasted into a newsletter editor, without the layout table round it. */
export function clipboardHtml(page: string): HTMLElement {
  const parsed = new DOMParser().parseFromString(page, 'text/html')
  return parsed.getElementById('issue') ?? parsed.body
}
