import type { Json } from '../json.ts'
import { answerRecipe } from '../recipes/answer-recipe.ts'
import { since } from '../recipes/evidence/say.ts'
import { text } from '../recipes/evidence/values.ts'
import { listed as joined, said } from '../recipes/evidence/wording.ts'
import { databaseLoad } from '../recipes/incidents/database-load.ts'
import { overview } from '../recipes/incidents/overview.ts'
import { serviceErrors } from '../recipes/incidents/service-errors.ts'
import type { ToolContext, ToolResult } from '../tool.ts'
import { answerQuestion } from './answer-question.ts'
import { reachAsked } from './further/reach.ts'
import { inEnglish } from './languages/gloss.ts'
import { isObject } from './lens/fields.ts'
import { type Plan, readPlan } from './plan.ts'
import { kinds } from './things/kinds.ts'
import { listThings, type Thing } from './things/list-things.ts'
import { Reader } from './things/reader.ts'
import { errorsLogged, toldFirst } from './why-behind.ts'
import { stem } from './words/stem.ts'

/**
 * What somebody was called for, or complains of, without a plain question: “PagerDuty woke me up for NAME”, “checkout
 * gets no connection: is orders-db down or is it us?”. Answered as why it fails, beside how the database is
 * that is suspected; undefined where nothing such is said, or nothing is known by what is named.
 */
export async function complaintOf(
  asked: string,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const question = inEnglish(asked)
  const why = whyOf(question, context.now())
  if (why !== undefined) return answerQuestion({ question: why }, context)
  if (asksElse.test(question)) return undefined
  const isCalled = calledFor.test(question)
  const isSuspected = complains.test(question) && wonders.test(question)
  if (!isCalled && !isSuspected) return undefined
  const plan = readPlan(question, context.now())
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const list = async (noun: string) => {
    const kind = kinds.find((one) => one.noun === noun)
    return kind === undefined ? [] : (await listThings(kind, { reader, regions, names: [] })).things
  }
  if (isCalled) {
    const [name, ...others] = plan.names
    const alarm = (await list('alarm')).find((one) => one.name === name)
    if (alarm !== undefined && others.length === 0) {
      const quiet = quietSaid(alarm, context.now())
      const question =
        quiet === undefined ? `why is the alarm ${name} firing?` : `describe the alarm ${name}`
      const answer = await answerQuestion({ question }, context)
      return quiet === undefined ? answer : { ...answer, summary: quiet }
    }
    if (!isSuspected) return undefined
  }
  const databases = await list('database')
  const suspected = meantBy(plan, databases)
  const isOfAny = /\b(?:databases?|dbs?|rds|postgres\w*|mysql)\b/i.test(question)
  if (suspected.length === 0 && !isOfAny) return undefined
  const rest = without(plan, suspected)
  const [service] = namesOf(meantBy(rest, await list('service')))
  const [caller] = service === undefined ? meantBy(rest, await list('function')) : []
  const found =
    service !== undefined
      ? await answerRecipe(serviceErrors, { parameters: serviceSaid(service, plan) }, context)
      : caller !== undefined
        ? await errorsLogged(caller, context)
        : rest.names.length === 0 && cannotConnect.test(question)
          ? await answerRecipe(overview, { parameters: {} }, context)
          : undefined
  if (found === undefined || found.status === 'error') return undefined
  const spoken =
    suspected.length > 0 || service === undefined ? suspected : spokenOf(databases, found)
  const how = await howTheyAre(spoken, databases, context)
  const way = cannotConnect.test(question) ? await wayThere(plan, context) : ''
  const before = [how, way].filter(Boolean).join(' ')
  return { ...found, regions: found.regions.map((region) => toldFirst(region, `${before}\n\n`)) }
}

const cannotConnect =
  /\b(?:(?:ca|could|does|wo)n'?t|cannot|unable to|not (?:able to )?)\b.*\b(?:connect|reach|talk|get (?:to|through|a connection))\b|\bno (?:\w+ )?connections?\b|\bconnection (?:refused|errors?|timeouts?|timed out)\b/i

/** Whether the network would let it through, where both ends are named. */
async function wayThere(plan: Plan, context: ToolContext): Promise<string> {
  const way = plan.names.length === 2 ? await reachAsked(plan, context) : undefined
  return (way?.regions ?? [])
    .flatMap((one) => (one.status === 'ok' && one.summary !== undefined ? [one.summary] : []))
    .join(' ')
}

/** “NAME keeps growing, what's the cause?”: why it does. */
function whyOf(question: string, now: Date): string | undefined {
  const [, said = ''] = causeAsked.exec(question.trim()) ?? []
  if (said === '' || asking.test(said)) return undefined
  const { names, ids } = readPlan(said, now)
  return names.length + ids.length === 1
    ? `why ${said.replace(/^(?:hey|hi|hello|ok|so|guys)\b\W*/i, '')}?`
    : undefined
}

const causeAsked = new RegExp(
  `^(.{8,}?)\\s*(?:[,;:.!–—]+|\\s-+|\\band\\b)\\s*(?:(?:and|but|so|any (?:idea|clue)|do you know|can you (?:tell|see|check|find out)|please|tell me|no idea)[, ]*(?:me |us )?)*(?:${[
    "what(?:'?s| is| was|’s| could be)?(?: the| its| actually)?(?: root)?[ -]?(?:cause|reason|explanation)(?: (?:of|for|behind) (?:it|this|that))?",
    "what(?:'?s| is|’s) (?:causing|behind|driving) (?:it|this|that)",
    'why(?: is (?:it|that|this)(?: (?:so|happening|the case))?)?',
    '(?:the )?root cause',
    'how come',
  ].join('|')})\\W*$`,
  'i',
)

const asking =
  /^\W*(?:(?:hey|hi|hello|ok|so|and)\b\W*)*(?:who|what|which|where|when|why|how|is|are|was|were|do|does|did|has|have|can|could|list|show|tell|give|count)\b/i

/** What is asked to be listed, counted or dated is no complaint. */
const asksElse =
  /^\W*(?:which|who(?:m|se)?|how (?:many|often|much|long)|list|show|count|when|since when|does|do)\b|\bwho (?:gets?|is|was|will|should)\b|\b(?:since when|how (?:often|long|many))\b/i

const calledFor =
  /\b(?:pager ?duty|ops ?genie|victor ?ops|paged|(?:woke|woken|waking) (?:me|us)|(?:got|get|getting|received|have|had|see|seeing|there(?:'s| is| was)) (?:an? |the |this |another )?(?:\w+ )?(?:alert|alarm|page|ping|call)s?|(?:alarm|alert|pager) (?:just )?(?:went|goes|is going|gone) off|(?:just |keeps |is )(?:fired|firing|ringing|rang|went off))\b/i

const complains =
  /\b(?:complain\w*|(?:ca|could|do|does|did|wo)n'?t|cannot|(?:not|un)able|fail\w*|no (?:\w+ )?connections?|timeouts?|tim(?:es|ed|ing) out|refus\w+|errors?|erroring|slow\w*|hang(?:s|ing)|stuck|down|broken|dead|unreachable|los(?:t|es|ing)|trouble|problems?|issues?|bottleneck|overload\w*|culprit|fault|blame)\b/i

/** What is asked of it: whether it is this or that, or what it is. */
const wonders =
  /^\W*why (?:can|could|does|is|has|do|are)\b|\b(?:is|was|are) (?:it|this|that|the problem)\b|\bor (?:is|are|did|was|has|do) (?:it|we|us|the|our|this|that)\b|\b(?:is|are|was|has|could) (?:the |our )?[\w.-]+ (?:be )?(?:(?:really|even|actually|still) )?(?:down|up|ok(?:ay)?|fine|healthy|alive|dead|overloaded|broken|slow|struggling|available|reachable|unavailable|full|to blame|at fault|(?:the|a) (?:problem|cause|bottleneck|culprit|issue|reason))\b|\bwhose fault\b|\bwhat(?:'s|s| is) (?:wrong|going on|happening|the (?:problem|issue|cause))\b|\bwhat happened\b|\broot cause\b/i

/** Of an alarm that does not fire now, that it does not, and since when; undefined of one that does, or has no data. */
function quietSaid({ name, item }: Thing, now: Date): string | undefined {
  if (!isObject(item) || item.StateValue !== 'OK') return undefined
  const at = text(item.StateTransitionedTimestamp) || text(item.StateUpdatedTimestamp)
  const when = at === '' ? '' : ` since ${since(new Date(at), now)}`
  return `**${said(name, 80)}** does not fire now: its state is OK${when}.`
}

/** Things that a question names whole, or by a part of their names that is no word for anything else. */
function meantBy({ names, words }: Pick<Plan, 'names' | 'words'>, things: readonly Thing[]) {
  const whole = things.filter(({ name }) => names.includes(name))
  if (whole.length > 0) return whole
  const said = words.map(({ word }) => word.toLowerCase())
  const called = things.filter(({ name }) => said.includes(name.toLowerCase()))
  if (called.length > 0) return called
  const part = things.filter(({ name }) =>
    name
      .split(/[-_.]/)
      .some(
        (part) =>
          part.length > 3 && !ofMany.test(part) && words.some((word) => word.stem === stem(part)),
      ),
  )
  // One word that several are called by means none of them.
  return namesOf(part).length === 1 ? part : []
}

const ofMany =
  /^(?:service|prod|stag|test|main|data|database|errors?|fail|connection|timeout|order|orders)/i

const namesOf = (things: readonly Thing[]) => [...new Set(things.map(({ name }) => name))]

function without({ names, words, kinds }: Plan, things: readonly Thing[]) {
  const own = new Set(namesOf(things))
  return { names: names.filter((name) => !own.has(name)), words, kinds }
}

/** With the environment where one is said. */
function serviceSaid(name: string, { words }: Plan) {
  const place = words.find(({ word }) => /^(?:prod(?:uction)?|stag(?:e|ing)|dev|test)$/i.test(word))
  return place === undefined ? { name } : { name, environment: place.word }
}

/** The databases that stand in what was found: in a line of a log. */
function spokenOf(databases: readonly Thing[], { regions }: ToolResult): Thing[] {
  const told = JSON.stringify(regions)
  return databases.filter(({ name }) =>
    new RegExp(`(?<![\\w-])${RegExp.escape(name)}(?![\\w-])`).test(told),
  )
}

/** What RDS and CloudWatch say of those that are suspected; of none that is known of all, whether they are up. */
async function howTheyAre(
  suspected: readonly Thing[],
  all: readonly Thing[],
  context: ToolContext,
): Promise<string> {
  if (suspected.length === 0) {
    const down = all.filter(({ item }) => statusOf(item) !== 'available')
    return down.length === 0
      ? `Which database it uses is not known here; all ${all.length} are available by RDS.`
      : `Which database it uses is not known here. Not available by RDS: ${joined(
          down.map(({ name, item }) => `${said(name, 60)} (${said(statusOf(item), 40)})`),
          8,
        )}.`
  }
  const each = await Promise.all(
    suspected.slice(0, 3).map(async ({ name, region, item }) => {
      const status = statusOf(item)
      const call = { parameters: { name }, region }
      const load = await answerRecipe(databaseLoad, call, context)
      const figures = load.regions.flatMap((one) =>
        one.status === 'ok' && one.summary !== undefined ? [one.summary] : [],
      )
      return [
        `The database **${said(name, 60)}** (${region}) is **${said(status, 40)}** by RDS${status === 'available' ? ': it is not down' : ''}.`,
        ...figures,
      ].join(' ')
    }),
  )
  return each.join(' ')
}

const statusOf = (item: Json): string => (isObject(item) ? text(item.DBInstanceStatus) : '')
