import type { Shown } from './shown.ts'

/** `only the names, please`: those of the rows that were shown, which need not be asked for again. */
export function namesOnly(text: string, { rows, more }: Shown): string | undefined {
  if (!asksNames.test(text) || rows.length === 0) return undefined
  // Of several kinds the name alone does not say what it is.
  const isMixed = new Set(rows.map(({ noun }) => noun)).size > 1
  const said = rows.map(({ name, noun }) => (isMixed ? `${noun} ${name}`.trim() : name))
  const names = [...new Set(said)].map((name) => `- ${name}`)
  if (more === undefined || more === 0) return names.join('\n')
  return [...names, '', `${more} more were not shown: ask for more first.`].join('\n')
}

const asksNames =
  /^\W*(?:and |ok(?:ay)?,? |now |please )*(?:(?:show|give|list|print|tell)(?: me| us)? )?(?:(?:(?:as|in) )?(?:a )?(?:(?:plain |simple |bare )?list of )?(?:only |just )?(?:(?:only|just)(?: the| their)? names|(?:the |their )?names(?: only|,? nothing else)|nothing but (?:the |their )?names)|(?:just |only )?(?:give|list|tell)(?: me)? (?:just |only )?(?:the |their )names|(?:as )?a list of (?:the |their )?names)(?: of (?:them|those|these))?(?:,? (?:as|in) an? (?:plain |simple )?list)?(?:,? (?:please|thanks))?\W*$/i
