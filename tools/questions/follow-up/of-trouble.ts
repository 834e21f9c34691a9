import { kindsSaid } from '../things/kind-said.ts'
import { takeRegions } from '../words/regions.ts'
import { Text } from '../words/text.ts'
import { called } from './meant.ts'
import { sentencesSaid } from './sentences-said.ts'
import type { Resolved, Row, Shown } from './shown.ts'
import { stepsOf } from './steps.ts'

/**
 * What is asked next while something is broken, in words that name nothing: since when, who brought the release, what
 * its pipeline said, whether another place has it too. It is of what is broken, and not of the row that shows it.
 */
export function ofTrouble(text: string, shown: Shown): Resolved | undefined {
  const trouble = troubleOf(shown)
  if (trouble === undefined) return undefined
  for (const { says, resolve } of asks) {
    const found = says.exec(text)
    const resolved = found === null ? undefined : resolve({ ...trouble, found, text })
    if (resolved !== undefined)
      return resolved.question.includes(trouble.row.name)
        ? { ...resolved, ...noteOf(trouble) }
        : resolved
  }
  return undefined
}

interface Trouble {
  row: Row
  /** The answer that told of it. */
  told: Shown
  /** Whether that is the latest answer, and a list, which does not tell since when. */
  isList: boolean
  /** Of how many it is the first. */
  of?: number
}

/** Of several it is said which one is meant. */
export const noteOf = ({ row, of = 1 }: Pick<Trouble, 'row' | 'of'>): { note?: string } =>
  of < 2 ? {} : { note: `Of ${called(row)}, the first of the ${of} that were shown.` }

/** What is broken, as the latest answers tell; what was asked of it since does not change what it is. */
export function troubleOf(shown: Shown): Trouble | undefined {
  for (let one: Shown | undefined = shown; one !== undefined; one = one.before) {
    const row = brokenIn(one)
    const isList = one.call?.operation.startsWith('recipe:') === false
    const of =
      row !== undefined && row.noun === 'alarm' ? new Set(one.rows.map(({ name }) => name)).size : 1
    if (row !== undefined) return { row, told: one, isList, of }
    if (!ofTheSame.test(one.call?.operation ?? '') && !whomSaid.test(one.question)) return undefined
  }
  return undefined
}

/** Answers on what surrounds something broken: who, when, what else. */
const ofTheSame =
  /^recipe:(?:recent_changes|failed_runs|log_errors|metrics)$|^ecs:DescribeServices$|^codepipeline:/
const whomSaid = /\bby the alarms on\b/

function brokenIn({ call, rows, question, said = '' }: Shown): Row | undefined {
  const operation = call?.operation ?? ''
  const [first, ...others] = rows
  if (operation === 'recipe:service_errors') {
    const { name } = call?.parameters ?? {}
    return typeof name === 'string' && name !== '' ? { name, noun: 'service' } : undefined
  }
  if (first === undefined) return undefined
  if (operation === 'recipe:overview') return troubled.test(first.noun) ? first : undefined
  if (operation === 'recipe:firing_alarms' || operation === 'recipe:services_short_of_tasks')
    return first
  const groups = new Set(rows.map(({ members = {} }) => members.TargetGroup))
  const [group] = groups
  if (first.noun === 'target' && groups.size === 1 && group !== undefined)
    return { name: group, noun: 'target group' }
  const isAsked = stepsOf(question).some((step) => trouble.test(step)) || saidSo.test(said)
  const isOne = others.length === 0 || (first.noun === 'alarm' && rows.length <= mostAlarms)
  // Who explains a failure knows a service by its name alone.
  const plain = {
    ...first,
    name: first.noun === 'service' ? first.name.replace(/^.*\//, '') : first.name,
  }
  return isAsked && isOne && troubled.test(first.noun) ? plain : undefined
}

/** What was asked of some rows may have been whether they are short of what they should have. */
const saidSo = /\b(?:fewer tasks than desired|service short of tasks|unhealthy targets?)\b/i

/** Alarms that fire at once are mostly of one trouble. */
const mostAlarms = 4
const troubled = /^(?:service|alarm|target group|load balancer)$/
const trouble =
  /\b(?:down|broken|brok?e|fail\w*|errors?|unhealthy|5xx|50\d|slow|wrong|outage|incident|firing|dead|offline|unavailable|going on|hit|affected)\b/i

/** `service checkout-api`, or what is behind the alarm that told of it. */
const serviceOf = (row: Row): string =>
  row.noun === 'service' ? called(row) : `the service behind ${row.noun} "${row.name}"`

interface Asked extends Trouble {
  found: RegExpExecArray
  text: string
}

interface Ask {
  says: RegExp
  resolve: (asked: Asked) => Resolved | undefined
}

const lead =
  '^\\W*(?:(?:and|but|so|ok(?:ay)?|then|now|hm+|thanks|thx|right|well|great|good|also|wait|yeah|yes|no|ah)\\b[,.!: ]*)*'
const end = '(?: (?:then|now|please|pls|exactly|actually|anyway|though|tho|btw))*\\W*$'
const whole = (body: string) => new RegExp(`${lead}(?:${body})${end}`, 'i')

const it =
  '(?:it|that|this|those|them|(?:the|that|this|its|their) (?:latest |last |new |bad |broken |current )?(?:release|deploy(?:ment)?|version|change|build|rollout|image|revision|update|code|thing|service))'

const asks: readonly Ask[] = [
  {
    says: whole(
      `(?:(?:can|could) (?:i|you|we) |let me |please )*(?:show|give|see|get|any|what(?:'s| is| do| are)?|are there)?(?: me| us)?(?: (?:in|the|its|any|actual|last|latest|relevant|some|there))* ?(?:error )?(?:logs?|log ?lines?|log (?:messages?|entries)|stack ?traces?|exceptions?)(?: (?:say|of it|for it|for (?:this|that)|about (?:it|this|that)))?`,
    ),
    resolve: ({ row }) =>
      row.noun === 'service'
        ? { question: `show errors in the logs of ${called(row)}` }
        : { question: `show errors in the logs of ${serviceOf(row)}` },
  },
  {
    says: whole(
      '(?:since when|from when|how long(?: ago)?|for how long|when|since what time|what time)(?: exactly| already)?(?: (?:is|are|was|were|did|has|have))?(?: (?:it|that|this|they|the \\w+))?(?: (?:been|start(?:ed)?|beg[iau]n|happen(?:ed|ing)?|going on|broken|down|failing|like (?:this|that)|so|go(?: down)?|break|fail|now|already))*',
    ),
    // An alarm says it of itself, whether or not what is behind it is known.
    resolve: ({ row, isList }) =>
      isList
        ? {
            question:
              row.noun === 'alarm'
                ? `since when is ${called(row)} firing?`
                : `why is ${called(row)} failing?`,
          }
        : undefined,
  },
  {
    says: whole(
      `who(?:'s| is| was| has| had| did)?(?: (?:it|that))?(?: (?:deploy(?:ed|s)?|ship(?:ped)?|push(?:ed)?|releas(?:ed|es?)|roll(?:ed)? out|deliver(?:ed)?|merg(?:ed|es?)|publish(?:ed)?|put|brought|broke|caused|behind|responsible for|to blame for|did|trigger(?:ed)?|launch(?:ed)?|approv(?:ed|es?)|made|sent))(?: (?:out|live|up|in))?(?: ${it})?(?: (?:out|live|up|in|to prod(?:uction)?|into prod(?:uction)?|there))*(?:,? (?:and )?(?:when|how|since when))?`,
    ),
    resolve: ({ row, told }) => {
      const [said] = sentencesSaid(told.said ?? '', /\bby [a-z][\w-]+(?:\.[a-z][\w-]+|-[\w-]+)/)
      return said === undefined
        ? { question: `who deployed ${serviceOf(row)} last?` }
        : { question: 'who did that?', said }
    },
  },
  {
    says: whole(
      `(?:(?:did|has|have|was|is|does|do|how did|how is|what about|what did|what does)\\b.{0,50}\\b)?(?:its|the|that|this|their|a|any)? ?(?:ci/?cd |ci |build |deploy(?:ment)? |release )?(?:pipelines?|ci)(?:'s)?(?: (?:run|build|job|status|state|result))?(?: .{0,60})?`,
    ),
    resolve: ({ row, text }) =>
      ofSeveral.test(text)
        ? undefined
        : {
            question: `why did ${row.noun === 'service' ? `pipeline ${row.name}` : `pipeline of ${serviceOf(row)}`} fail?`,
          },
  },
  {
    says: whole(
      `(?:what|which things?|anything|did anything|was anything) (?:has |have |had |was |were |got |is )?(?:been )?(?:changed?|deployed|modified|happened|different)(?: (?:right|just|shortly|immediately))?(?: (?:there|before|around|prior to|leading up to)(?: (?:it|that|this|then))?(?: (?:started|began|happened|broke))?| beforehand)+`,
    ),
    resolve: ({ row, isList }) =>
      isList
        ? { question: `what changed about ${serviceOf(row)} in the last 24 hours?` }
        : undefined,
  },
  {
    says: whole(
      '(?:is|are|was|were|does|do|has|have|did)? ?(?:it |this |that |(?:the )?same(?: (?:thing|problem|issue|story|errors?))? )?(?:also )?(?:only |just )?(?:(?:happening|affecting|hitting|the case|like that|there)? ?(?:in|for|on) )?(?:the |our |my )?(.{2,30}?)(?: (?:shop|store|site|website|stack|region|side|customers?|users?|env(?:ironment)?|cluster))?(?: (?:also|too|as well|even))?(?: (?:is|are|was|been|being|be|got|get|see(?:ing|s|n)?|hav(?:e|ing)))*(?: (?:also|too|as well))?(?: (?:hit|affected|impacted|down|broken|failing|touched|ok(?:ay)?|fine|healthy|up|problems?|issues?|errors?|trouble|it|that|this|the same(?: (?:thing|problem|issue))?))?(?: (?:too|also|as well|then|by (?:it|this|that)))*',
    ),
    resolve: elsewhere,
  },
  {
    says: whole(
      '(?:is|was|are|were)? ?(?:there )?(?:anything|something|what|anyone|who|any (?:other )?(?:services?|regions?|systems?)|other (?:services?|regions?|systems?)|anywhere|the rest)(?: else)?(?: (?:is|are|was|were|also|be|been|got))*(?: (?:hit|affected|impacted|down|broken|failing|wrong|on fire|touched))(?: (?:too|also|as well|by (?:it|this|that)|right now))*|(?:anything|anywhere|something|what) else(?: (?:is )?(?:wrong|broken|down|failing|on fire|affected|hit))?',
    ),
    resolve: () => ({ question: 'what is wrong right now?' }),
  },
]

const ofSeveral = /\b(?:list|which pipelines?|how many|all)\b/i

/** `eu shop hit too?`, `is staging ok?`, `in Ireland as well?`: what is wrong there, or with what is called so. */
function elsewhere({ found, text, row, told }: Asked): Resolved | undefined {
  // An overview is looked at once more in another region.
  const isBare = andThere.test(text) && told.call?.operation === 'recipe:service_errors'
  if (!alsoThere.test(text) && !isBare) return undefined
  const place = (found[1] ?? '').trim().toLowerCase()
  if (
    place === '' ||
    /^(?:it|this|that|they|them|those|these|everything|all|there|you|we|i)$/.test(place)
  )
    return undefined
  const [, area] = /^(eu|europe|usa?|asia)(?:\b.*)?$/.exec(place) ?? []
  const region = area ?? takeRegions(new Text(`in ${place}`))
  if (region !== undefined)
    return { question: `what is wrong right now in ${[region].flat().join(', ')}?` }
  if (/^(?:prod(?:uction)?|staging|stag|dev(?:elopment)?|test|qa)$/.test(place))
    return {
      question:
        row.noun === 'service'
          ? `why is ${called(row)} in ${place} failing?`
          : `what is wrong in ${place} right now?`,
    }
  if (isBare) return undefined
  if (place.split(' ').length > 2 || kindsSaid(place)[0]?.said === place || place === row.name)
    return undefined
  return { question: `is ${place} healthy?` }
}

/** Said of another place than the one that is broken. */
const alsoThere =
  /\b(?:too|also|as well|even)\b|\b(?:hit|affected|impacted|touched)\b|^\W*(?:and |but |so )*(?:is|are) (?:the |our )?[\w .-]+ (?:ok(?:ay)?|fine|healthy|up|down|broken|failing)\W*$/i

const andThere = /^\W*(?:and|what about|how about|but|same(?: thing)?)\b/i
