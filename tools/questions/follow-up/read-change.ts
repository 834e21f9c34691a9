import { type Plan, readPlan } from '../plan.ts'

/** What a follow-up does to the rows of the answer before. */
export interface Change {
  plan: Plan
  /**
   * `narrow`: its conditions are added, or take the place of those on the same member; `without`: what
   * it says is left out; `also`: what it says comes beside; `rest`: those that were not shown.
   */
  way: 'narrow' | 'without' | 'also' | 'rest'
  /** Whether it asks for the rows themselves, rather than for a number or a yes. */
  lists: boolean
  /** Asked of those that were shown: what they are stays as it is. */
  isOfShown?: boolean
}

/** Whether a text can only be meant of rows: some left out, some beside, the others, a further column. */
export function changesRows(step: string): boolean {
  const text = plainer(step)
  const [, without] = leftOut.exec(text) ?? []
  return (
    rest.test(text) ||
    inShape.test(step) ||
    (without !== undefined && !/^an? /i.test(without)) ||
    [...beside, ...columns].some((pattern) => pattern.test(text))
  )
}

export function readChange(step: string, now: Date): Change {
  const text = plainer(step)
  if (rest.test(text)) return { plan: readPlan('list', now), way: 'rest', lists: true }
  const [, without] = leftOut.exec(text) ?? []
  if (without !== undefined && !/^an? /i.test(without))
    return {
      // To be fine is a state here, and no word to go on with.
      plan: readPlan(without.replace(/\bok(?:ay)?\b/i, 'fine'), now),
      way: 'without',
      lists: false,
    }
  const also = beside.map((pattern) => pattern.exec(text)?.[1]).find((found) => found !== undefined)
  if (also !== undefined) return { plan: readPlan(also, now), way: 'also', lists: false }
  const column = columns
    .map((pattern) => pattern.exec(text)?.[1])
    .find((found) => found !== undefined)
  const plan = readPlan(
    column === undefined ? text : `show their ${column.replace(/\bage\b/gi, 'creation date')}`,
    now,
  )
  // The verb says which date is asked for.
  const words =
    plan.asked === 'when' ? plan.words.filter(({ word }) => !begun.test(word)) : plan.words
  return { plan: { ...plan, words }, way: 'narrow', lists: wantsRows.test(text) }
}

const begun = /^(?:creat|launch|start|made|open|modif|chang|updat|delet|last|sign|logg?)\w*$/

const wantsRows = /^(?:please )?(?:list|show|name|display|give|which|what)\b/i

/** Without what only says that it goes on from before. */
function plainer(step: string): string {
  const plain = step
    .trim()
    .replace(/[\s?!.]+$/, '')
    .replace(
      /^(?:(?:ok(?:ay)?|so|now|then|well|please|and|but|also(?= (?:in|for|by))|what about|how about|or)\b,? )+/i,
      '',
    )
    .replace(
      /^(?:do |give me |show me |show )?(?:the )?same(?: thing| list| question| again)?(?: please)?,? ?(?:but |again )?(?=for|in|with|by|of|only|just|without|sort|order|as|over|since|from|$)/i,
      '',
    )
    .replace(
      /\b(?:of )?(?:the|these|those) (?:two|three|four|both)\b(?! (?:most|least|[a-z]{3,}est)\b)|\bof (?:them|those|these)(?: all)?\b/gi,
      ' ',
    )
    .replace(inShape, (_, how: string) =>
      /^(?:sort|order|rank)/i.test(how) ? 'sort by' : 'grouped by',
    )
    .replace(whose, 'show their owner')
    .replace(inUse, 'which are not unused')
    .replace(/^(?:only|just) (?:for |the )?/i, 'only ')
    .replace(/\s+/g, ' ')
    .trim()
  return comparatives.reduce((said, [pattern, most]) => said.replace(pattern, most), plain)
}

/** `sort them by size`, `break that down by type`: how the rows stand, and nothing of what they are. */
const inShape =
  /^(?:(?:can|could|would|will) you )?(?:please )?(sort(?:ed)?|order(?:ed)?|rank(?:ed)?|group(?:ed)?|split|count|cluster|break|breakdown|summari[sz]e)(?: (?:them|it|that|this|these|those|the (?:list|results?|rows|\w+s)|(?:it|that|them|this) all))?(?: (?:down|up|out))? (?:by|per|according to)(?: (?:their|the))?(?= )/i

/** Whose they are is a column of each. */
const whose =
  /^(?:who(?:m)? (?:owns?|is responsible for|is in charge of) (?:them|these|those|each)(?: all)?|who(?:m)? (?:do|does) (?:they|these|those|each)(?: all)? belong to|whose (?:are|is) (?:they|these|those|each)|who(?:m)? (?:should|do|can|could|must|shall|would|to|does one) ?(?:i|we|one)? ?(?:call|contact|ask|ping|page|wake|tell|talk to|speak to|reach|turn to|blame|thank)(?: about| for| because of| to| regarding)? (?:them|these|those|each)(?: all)?)$/i

const inUse =
  /^(?:which|what)(?: ones| of (?:them|these|those)| [\w ]+s)? (?:are|is) (?:still |currently |actually |really )*(?:in use|used|being used)$/i

/** `the older one`: of those that were shown it is the oldest. */
const comparatives: readonly (readonly [RegExp, string])[] = [
  [/\bolder\b(?! than)/gi, 'oldest'],
  [/\b(?:newer|younger)\b(?! than)/gi, 'newest'],
  [/\b(?:bigger|larger)\b(?! than)/gi, 'largest'],
  [/\bsmaller\b(?! than)/gi, 'smallest'],
  [/\b(?:pricier|more expensive|costlier|dearer)\b(?! than)/gi, 'priciest'],
  [/\bcheaper\b(?! than)/gi, 'cheapest'],
  [/\bbusier\b(?! than)/gi, 'busiest'],
  [/\bquieter\b(?! than)/gi, 'quietest'],
  [/\bfuller\b(?! than)/gi, 'fullest'],
  [
    /\b(?:the )?(?:next|first|soonest)(?: one)?(?: (?:that|which)(?: will)?| to)? (?:expires?|expiring|run(?:s|ning)? out|lapses?)\b/gi,
    'the oldest expiry',
  ],
]

const rest =
  /^(?:list |show (?:me )?)?(?:only )?(?:(?:not (?:those|these|them)|no),? (?:but )?)?(?:the )?(?:others?|other ones|rest|remaining(?: ones)?|opposite)(?: of (?:them|those|these|it|the list))?$|\b(?:ones?|those|which|them) (?:that |which |who )?(?:are|is|do|does|have|has)(?:n'?t| not)(?: any)?$|^(?:which (?:ones? )?)?(?:are|is|do|does|have|has)(?:n'?t| not)$/i

const things =
  '(?: (?:ones?|instances?|servers?|volumes?|buckets?|databases?|functions?|queues?|tables?|services?|users?|roles?|stacks?|alarms?|keys?))?'

const leftOut = new RegExp(
  '^(?:leave (?:out|off|away)|leaving out|exclud(?:e|ing)|without|skip(?:ping)?|hid(?:e|ing)|drop|omit(?:ting)?|ignor(?:e|ing)|minus|except(?: for)?|filter out|not|no|but not|anything but|all but) ' +
    `(?:the |any |all )?(?:ones? |those |what )?(?:(?:that|which|who) )?(?:(?:are|is) )?(?:in |from |of )?(?:the )?(.+?)${things}$`,
  'i',
)

const beside: readonly RegExp[] = [
  /^(?:also|include|including|add|plus)(?: also)? (?:the )?(.+?) ones(?: too| as well)?$/i,
  new RegExp(
    `^(?:also |include |including |add |plus |with )?(?:the )?(.+?)${things} (?:too|as well)$`,
    'i',
  ),
  /^also (?:the )?(?!by|in |for |with |show|list|sort)(\w+)$/i,
]

/** A further member of each is wanted, rather than only those that have one. */
const columns: readonly RegExp[] = [
  /^(?:(?:show|list|give|print)(?: me| us)?(?: (?:it|them|that|this|all))? )?(?:as|in) an? (?:table|list|csv)(?: format| form)?(?: (?:with|of|including|plus|showing|and) (?:the |their |its |an? )?(?:columns? )?(.+?))(?: columns?)?$/i,
  /^(?:show |list )?(?:me |them |it )?(?:with|plus|add|include|including|along with) (?:their|its|the|each one's|a column for|columns? for|a column|the columns?) (?!tag )(.+?)(?: columns?)?(?: too| as well)?$/i,
  /^(?:show |list )?(?:me |them |it )?(?:with|plus|add|include|including|along with) ((?:owners?|names?|ids?|arns?|tags|types?|sizes?|regions?|dates?|ages?|ips?|ip address(?:es)?|(?:private|public) ips?|states?|status|versions?|runtimes?|creation (?:dates?|times?)|vpcs?|subnets?|engines?|descriptions?|class(?:es)?)(?:(?:,| and|, and) (?:the |their )?[\w ]+)?)$/i,
]
