import type { Json } from '../json.ts'
import { counted, listed as joined, said } from '../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../tool.ts'
import { isObject } from './lens/fields.ts'
import { type Plan, readPlan } from './plan.ts'
import { kindsNamed } from './things/find-things.ts'
import { kinds } from './things/kinds.ts'
import { listThings, type Thing } from './things/list-things.ts'
import { Reader } from './things/reader.ts'
import { whoIsTold } from './who-is-told.ts'

/** `who is told when checkout-api fails?`, `does anything alert on orders-db?`; undefined where nothing is named. */
export async function alarmsOn(
  question: string,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const isOfPeople = asksWhom.test(question)
  if (!isOfPeople && !asksWatch.test(question) && !asksList.test(question)) return undefined
  const plan = readPlan(question, context.now())
  const isListed = !isOfPeople && !asksWatch.test(question)
  if (isListed && plan.names.length + plan.ids.length > 0) return undefined
  const kind = kinds.find(({ noun }) => noun === 'alarm')
  const [name = plainName(plan), other] = [...plan.names, ...plan.ids]
  if (kind === undefined || name === undefined || other !== undefined) return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const all = await listThings(kind, { reader, regions, names: [] })
  const isAlarm = all.things.some((one) => one.name === name)
  const found = all.things.filter((one) => (isAlarm ? one.name === name : watches(one.item, name)))
  const noun = plan.kinds.find((said) => said.kind.noun !== 'alarm')?.kind.noun
  if (found.length === 0 && !(await isThing(name, { plan, reader, regions }))) return undefined
  const called = `${noun === undefined || isAlarm ? '' : `${noun} `}**${said(name)}**`
  const told = found.length === 0 ? '' : await whoIsTold(found, reader)
  const names = new Set(found.map((one) => one.name))
  return {
    status: 'ok',
    operation: all.operation,
    understood: `alarms · on ${name}`,
    summary: [
      isAlarm ? undefined : countSaid(found, called, isOfPeople),
      // Whom each tells is asked for, or follows from it.
      told,
    ]
      .filter(Boolean)
      .join('\n'),
    call: {
      operation: kind.list,
      region: 'all',
      query: `[?${[...names].map((one) => `AlarmName == '${one}'`).join(' || ') || "AlarmName == ''"}]`,
    },
    regions:
      found.length === 0
        ? [{ region: reader.defaultRegion, status: 'ok', items: [], truncated: false }]
        : [...Map.groupBy(found, ({ region }) => region)].map(([region, of]) => ({
            region,
            status: 'ok',
            items: of.map(({ item }) => item),
            truncated: false,
          })),
  }
}

/** “The table receipts”, “the receipts table”, “alarms for receipts”: a plain word behind its kind, or at the end. */
function plainName({ question, kinds, words }: Plan): string | undefined {
  const beside = kinds
    .filter(({ kind }) => kind.noun !== 'alarm')
    .flatMap(({ at, said }) =>
      words.filter(
        (word) => word.at === at + said.length + 1 || word.at + word.word.length + 1 === at,
      ),
    )
  const last = words.find(
    ({ word, at }) =>
      /^[\s?.!]*$/.test(question.slice(at + word.length)) &&
      /\b(?:for|on|of) (?:the |our )?$/i.test(question.slice(0, at)),
  )
  return (beside[0] ?? last)?.word
}

function countSaid(found: readonly Thing[], called: string, isOfPeople: boolean): string {
  if (found.length === 0)
    return isOfPeople
      ? `Nobody by an alarm: no CloudWatch alarm watches ${called}.`
      : `No: no CloudWatch alarm watches ${called}.`
  const each = found.map(
    ({ name, item }) =>
      `**${said(name)}**${isObject(item) && typeof item.StateValue === 'string' ? ` (${item.StateValue})` : ''}`,
  )
  const many = counted(found.length, 'alarm')
  return `${isOfPeople ? '' : 'Yes: '}${many} ${found.length === 1 ? 'watches' : 'watch'} ${called}: ${joined(each, 8)}.`
}

/** By what an alarm measures, or by what it is called and says of itself. */
function watches(item: Json, name: string): boolean {
  if (!isObject(item)) return false
  const { AlarmActions: _, OKActions: __, InsufficientDataActions: ___, ...rest } = item
  const { AlarmName: own, AlarmArn: ____, ...measured } = rest
  const text = JSON.stringify(measured)
  const whole = new RegExp(`(?<![\\w-])${RegExp.escape(name)}(?![\\w-])`, 'i')
  if (whole.test(text)) return true
  // `order-events-dlq-not-empty` is of another queue than order-events.
  const isOfLonger = new RegExp(`(?<![\\w-])${RegExp.escape(name)}-`, 'i').test(text)
  return (
    typeof own === 'string' && own.toLowerCase().startsWith(`${name.toLowerCase()}-`) && !isOfLonger
  )
}

async function isThing(
  name: string,
  { plan, reader, regions }: { plan: Plan; reader: Reader; regions: readonly string[] },
): Promise<boolean> {
  if (plan.kinds.some(({ kind }) => kind.noun !== 'alarm')) return true
  return (await kindsNamed([name], { reader, regions })).length > 0
}

const asksWhom =
  /\bwho(?:m|ever)?\b.*\b(?:notified|paged|alerted|told|e?mailed|informed|pinged|woken)\b(?!.* (?:cost|budget|anomal)\w*)/i

/** Which there are on what has a plain word for a name: other names the list of alarms takes itself. */
const asksList =
  /^\W*(?:which|what|name|list|show)(?: me| all)?(?: the| our)? alarms? (?:do we have |are there |is there |have we )?(?:on|of|for|watch(?:es|ing)?|cover(?:s|ing)?|monitor(?:s|ing)?|that watch(?:es)?) .*[\w-]+\W*$|^\W*alarms? (?:on|of|for) (?:the |our )?.*[\w-]+\W*$/i

const asksWatch =
  /^\W*(?:and |but |so )?(?:does|do|is|are|will|would|has|have)(?: we| there)?(?: got)? (?:(?:anything|something)\b.*\b(?:alert|alarm|watch|monitor|page|fire|trigger|cover)|(?:any alarms?|an? (?:\w+ )?(?:alarm|alert)|any (?:\w+ )?(?:alarms?|alerts?)|alarms?)\b.*\b(?:alert|alarm|watch|monitor|page|fire|trigger|on|for|cover))\w* .*[\w-]+\W*$/i
