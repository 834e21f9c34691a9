import { unseen } from '../../client/unseen.ts'

/** Text of a model or of AWS as a person sees it: nothing in it hides, or turns what is beside it. */
export const shown = (text: string): string =>
  text.replace(unseen, (found) => (found === '\n' || found === '\t' ? found : ''))

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

/** Markdown's entities, which are written for the signs that they name. */
export const unescaped = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity)

/** The address of a link where it leads to the web; undefined for all else. */
export function webAddress(href: string): URL | undefined {
  const url = URL.parse(href.trim())
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined
  // Who is named before the @ is not where it leads.
  return url.username === '' && url.password === '' ? url : undefined
}
