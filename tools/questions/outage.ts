import type { Plan } from './plan.ts'

/**
 * `checkout is down`, `the payments service isn't responding`, `is search up?`: what is wrong is
 * asked all the same. Gives what is said to be down, in its own words; undefined for all else.
 */
export function outageOf({
  question,
  asked,
}: Pick<Plan, 'question' | 'asked'>): string | undefined {
  const said = asked === 'list' ? statement : asked === 'yesno' ? yesOrNo : undefined
  return said?.exec(question.trim())?.[1]
}

/** The one name in it that a thing may have: `checkout`, of `the checkout service`. */
export function outageName(plan: Plan): string | undefined {
  const subject = outageOf(plan)
  if (subject === undefined) return undefined
  const [name] = [...plan.names, ...plan.ids]
  // “The web service”: what stands before the word is its name.
  const [, called] =
    /^(?!(?:all|our|my|the|this|that|aws|whole|any)\b)([\w-]+) service$/i.exec(subject) ?? []
  if (name === undefined && called !== undefined) return called
  return name ?? subject.split(' ').find((word) => !ofNothing.test(word))
}

/** Words for the whole, and for kinds of things, name none of them. */
const ofNothing =
  /^(?:everything|something|anything|things?|stuff|alarms?|alerts?|it|this|that|we|us|sites?|website|web|shop|store|app|apps?|application|applications|systems?|platform|infra(?:structure)?|aws|cloud|account|estate|services?|servers?|instances?|databases?|db|queues?|apis?|prod(?:uction)?|prd|live|stag(?:e|ing)|stg|dev(?:elopment)?|test(?:ing)?|qa|environment|env|all|our|my|the)$/i

export const isOfNothing = (word: string): boolean =>
  ofNothing.test(word) ||
  /^(?:customers?|users?|clients?|people|requests?|pages?|tasks?|containers?|errors?|deploy\w*|checkouts?|payments?|orders?|images?|logins?)$/i.test(
    word,
  )

const statement = new RegExp(
  [
    /^(?:(?:help|urgent|sos|hey|hi|oh no|guys|i think|it (?:looks|seems) like|looks like|seems like)[,:!]? +)*/,
    /(?!(?:which|what|who|list|show|find|get|give|any|see|check|count|tell)\b)(?:the |our |my )?([\w@./-]+(?: [\w-]+){0,2}?)/,
    /(?:(?:(?: is| are|'s| seems?| looks?| has| have| went| keeps?| (?:has|have) (?:been|gone)| (?:to|must|might) be)(?: (?:all|completely|totally|currently|still|again|now|really|very|kind of|super|so|been|gone))*)| (?=isn't|aren't|won't|doesn't|can't|cannot))/,
    / ?(?:down|broken|broke|dead|offline|unreachable|unavailable|crash(?:ed|ing)|timing out|erroring|failing|on fire|flaky|throwing errors|having (?:an? )?(?:issues?|problems?|trouble|outage)|(?:not|isn't|aren't|won't|doesn't|can't|cannot)(?: be)? (?:work(?:ing)?|respond(?:ing)?|load(?:ing)?|reach(?:ed|able)|available|answer(?:ing)?|up|healthy|come up|start(?:ing)?))/,
    /(?: (?:again|now|right now|today|for (?:everyone|customers|users)|in (?:prod|production|staging))| since [\w: ]+)*[\s.!?]*$/,
  ]
    .map(({ source }) => source)
    .join(''),
  'i',
)

const yesOrNo =
  /^(?:(?:is|are) (?!there\b|any\b|all\b|every|some)(?:the |our |my )?([\w@./-]+(?: [\w-]+)?) (?:down|up|broken|dead|offline|unreachable|ok(?:ay)?|alright|healthy|working|responding|reachable|available|on fire|having (?:an? )?(?:issues?|problems?|trouble|outage))(?: again| now| right now)?)[\s.!?]*$/i
