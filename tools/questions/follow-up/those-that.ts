/** `the ones that don't, who owns them?`: first which they are, then what is asked of them. */
export function thoseThat(text: string): { which: string; rest: string } | undefined {
  const [, others = ''] = ofOthers.exec(text) ?? []
  if (others !== '') return { which: 'the others', rest: others }
  const [, word = '', after = ''] = someOnes.exec(text) ?? []
  if (word !== '' && !byPlace.test(word))
    return {
      which: /\w(?:est|st)$/i.test(word) ? `the ${word} one` : `only the ${word} ones`,
      rest: after,
    }
  const [, said = '', rest = ''] = ownThat.exec(text) ?? []
  if (said === '') return undefined
  const isRest = /^(?:are|is|do|does|did|have|has)(?:n't| not)$/i.test(said)
  return { which: isRest ? 'the others' : `only the ones that ${said}`, rest }
}

/** `the rest of them, what state are they in?` */
const ofOthers =
  /^\W*(?:and |but |so |now |n |ok(?:ay)?,? |what about |how about |of )*(?:the )?(?:rest|others?|remaining(?: ones)?|other (?:ones|[a-z]+s))(?: of (?:them|those|these))?(?:[,:;–-]+ *| (?=(?:are|do|have|what|who|which|how|when) (?:they|those|is|are|do|does|state|many|old|big|of)\b))(.{4,})$/i

const ownThat =
  /^\W*(?:and |but |of |what about |how about )*(?:the ones|those) (?:that|which|who) ([^,:;?]{2,60}?)[,:;–] *((?:who|what|which|when|where|why|how|are|is|do|does|have|has|can)\b.+)$/i

/** `the gpu ones, who started them?`, `the oldest one: what is it for?` */
const someOnes =
  /^\W*(?:(?:and|but|so|now|ok(?:ay)?|then|of|what about|how about)\b,? *)*(?:the |those )([\w-]+) ones?[,:;–-]+ *((?:who|what|which|when|where|why|how|since|are|is|do|does|have|has|can)\b.+)$/i

/** By its number, its place or its name it is one that is known. */
const byPlace =
  /^(?:first|second|third|fourth|fifth|last|next|other|same|only|eu|us|\d+(?:st|nd|rd|th))$/i
