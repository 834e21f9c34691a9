import type { Json } from '../../json.ts'
import { object, objects, text } from '../../recipes/evidence/values.ts'
import { minuteOf, said } from '../../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import { isObject } from '../lens/fields.ts'
import { readPlan } from '../plan.ts'
import { kinds } from '../things/kinds.ts'
import { listThings } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { whoDid } from '../who-did.ts'
import { told } from './told.ts'

const delivery =
  /\b(?:deploy\w*|shipp?(?:ed|s)?|releas\w+|roll(?:ed|s)? ?out|(?:go|went|gone|pushed|put|delivered|brought) (?:out|live|into|to prod\w*))\b/i
const asksOf = /\bwhen\b|\bwho\b|\bhow long ago\b|\bby whom\b|\blast\b|\blatest\b/i
const ofAnother =
  /\bwhy\b|\bchang|\bbefore\b|\bfail|\bpipelines?\b|\bstacks?\b|\bfunctions?\b|\bhow (?:often|many)\b|\bwhich\b|\bcodedeploy\b/i

/**
 * “When did web last go out to prod, and who shipped it?”: of a service whose name is a plain word,
 * which only the account's own list tells to be one.
 */
export async function deployed(
  question: string,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  if (!delivery.test(question) || !asksOf.test(question) || ofAnother.test(question))
    return undefined
  const plan = readPlan(question, context.now())
  const kind = kinds.find(({ noun }) => noun === 'service')
  const isOfServices = plan.kinds.every((one) => one.kind === kind)
  if (kind === undefined || !isOfServices || plan.names.length + plan.ids.length > 0)
    return undefined
  if (plan.period !== undefined || plan.age !== undefined || plan.words.length === 0)
    return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const { things } = await listThings(kind, { reader, regions, names: [] })
  const called = things.filter(({ name }) =>
    plan.words.some(({ word }) => word === name.toLowerCase()),
  )
  const place = /\b(?:prod(?:uction)?|live|staging|dev(?:elopment)?|test)\b/i
    .exec(question)?.[0]
    .toLowerCase()
    .replace(/^(?:production|live)$/, 'prod')
  const there = called.filter(({ parent = '' }) => place !== undefined && parent.includes(place))
  const meant = (there.length > 0 ? there : called)
    .slice(0, most)
    .map((thing) => ({ thing, at: startOf(thing.item) }))
    .toSorted((a, b) => b.at.localeCompare(a.at))
  // Who or what else is spoken of is asked of the changes.
  const names = new Set(called.map(({ name }) => name.toLowerCase()))
  const isElse = plan.words.some(({ word }) => !names.has(word) && !ofDelivery.test(word))
  if (meant.length === 0 || isElse) return undefined
  const lines = await reader.each(meant, async ({ thing, at }) => {
    const by = await whoDid([thing], { question: 'who deployed it', asked: 'who' }, reader)
    const who = /^\*\*(.+?)\*\*/.exec(by)?.[1]
    const ago = agoSaid(at, context.now())
    return [
      `**${said(thing.name)}** (${[thing.parent, thing.region].filter(Boolean).join(', ')}): ${revisionOf(thing.item)}, deployed ${at === '' ? 'at a time that ECS does not tell' : `${minuteOf(at)} (${ago})`} ${who === undefined ? '; who did it CloudTrail’s 90 days do not tell' : `by **${who}**`}`.replace(
        ' ;',
        ';',
      ),
    ]
  })
  return told({
    operation: 'ecs:DescribeServices',
    understood: `services · ${[...new Set(meant.map(({ thing }) => thing.name))].join(', ')} · last deployment`,
    summary: `${lines.join('.\n')}.`,
    rows: meant.map(({ thing, at }) => ({
      region: thing.region,
      item: {
        Service: thing.name,
        Cluster: thing.parent ?? '',
        Revision: revisionOf(thing.item),
        Deployed: at,
      },
    })),
    reader,
  })
}

const ofDelivery =
  /^(?:deploy\w*|ship\w*|releas\w+|roll\w*|go|went|gone|pushed|put|delivered|brought|out|live|prod\w*|staging|dev\w*|last|latest|time|new)$/

const most = 6

const primaryOf = (item: Json) => {
  const all = objects(object(item).deployments)
  return all.find(({ status }) => status === 'PRIMARY') ?? all[0]
}

const startOf = (item: Json): string => {
  const at = primaryOf(item)?.createdAt
  return at === undefined ? '' : new Date(text(at)).toISOString()
}

const revisionOf = (item: Json): string =>
  isObject(item) ? (text(item.taskDefinition).split('/').at(-1) ?? '') : ''

function agoSaid(at: string, now: Date): string {
  const hours = (now.getTime() - Date.parse(at)) / 3_600_000
  if (hours < 2) return `${Math.round(hours * 60)} minutes ago`
  return hours < 48 ? `${Math.round(hours)} hours ago` : `${(hours / 24).toFixed(1)} days ago`
}
