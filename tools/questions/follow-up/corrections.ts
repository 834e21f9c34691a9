/**
 * `no, I meant target groups`, `sorry, search-3`, `load balancers instead`: what was meant takes the place
 * of what was asked; the words that only say so are no part of it.
 */
export function withCorrection(text: string): string {
  const [, other] = sameFor.exec(text) ?? []
  if (other !== undefined) return `what about ${other}`
  const [, not] = notThat.exec(text) ?? []
  if (not !== undefined) return `what about ${not}`
  const lead = leads.exec(text)?.[0] ?? ''
  const rest = text.slice(lead.length).replace(instead, '').trim()
  if (rest === '' || rest === text.trim()) return text
  // A whole question stands alone, and so does what says itself how it goes on.
  return lead !== '' && isWhole.test(rest) ? rest : `what about ${rest}`
}

/** `same for search-2`. */
const sameFor =
  /^(?:and |now |then |please |can you |could you |ok(?:ay)?,? )*(?:do |show(?: me)? |give me |run |repeat )?(?:(?:the |that )?same(?: thing| question| list| again)?|(?:it|that)(?: again)?) (?:but )?(?:for|with) (\S.*?)(?:,? please)?$/i

/** `not orders-db, catalog-db`: the second is meant. */
const notThat =
  /^(?:no,? )?(?:i (?:mean|meant) )?not (?:the )?[\w.-]+(?: ones?)?(?:,| but)(?: rather)? (?!for\b|in\b)((?:the )?[\w.-]+(?: [\w.-]+)?)[.!?]*$/i

const leads =
  /^(?:(?:no|nope|wait|o?ops|oh|ah|ugh|argh|sorry|pardon|hm+|my bad|my mistake|wrong (?:one|question)|not (?:that|those|this|what i (?:meant|asked))(?: one)?)(?:[,.!:;–-]+ *| (?=(?:no|sorry|wait|actually|oops|wrong one|my bad|i (?:mean|meant|said)|meant)\b))|(?:sorry|o?ops|actually|rather|(?:i )?(?:mean|meant)(?: to (?:say|ask|see))?|i (?:said|wanted)(?: to (?:say|ask|see))?|i (?:was asking|asked)(?: about| for)?|make (?:it|that)) )+/i

const instead = /,? (?:instead|rather)(?=[.!?]*$)/i

const isWhole =
  /^(?:who|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|can|could|show|list|give|find|tell|count|only|just|without|and|sort|order|group|the same|same)\b/i
