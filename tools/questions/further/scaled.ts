import type { Json } from '../../json.ts'
import { object, text } from '../../recipes/evidence/values.ts'
import { counted, isAre, listed, minuteOf, said } from '../../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import type { Plan } from '../plan.ts'
import { kinds } from '../things/kinds.ts'
import { listThings } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { dayMs } from '../time/period.ts'
import { told } from './told.ts'

const scaling =
  /\b(?:(?:auto-?)?scal(?:e|es|ed|ing)(?: (?:in|out|up|down))?|scale-?(?:in|out)s?)\b/i
/** What groups are set to, and what they are to do, is no scaling that happened. */
const settings =
  /\b(?:polic(?:y|ies)|limit|max\w*|min\w*|plans?|can|could|should|would|will|to \d+|by \d+|enabled|configur\w+|protect\w*|rules?|targets?|tables?|services?)\b/i
const happened =
  /\bscaled\b|\b(?:did|last|latest|recent\w*|when|how often|events?|activit\w+|history|why)\b/i

/** Which Auto Scaling groups scaled, when, and why: Auto Scaling tells of each activity, for six weeks. */
export async function scaledLately(
  plan: Plan,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const { question, names } = plan
  const asked = question.replace(/\b(?:auto-?\s?)?scaling groups?\b/gi, 'groups')
  if (!scaling.test(asked) || settings.test(asked) || !happened.test(asked)) return undefined
  const kind = kinds.find(({ noun }) => noun === 'auto scaling group')
  const isOfGroups = plan.kinds[0]?.kind === kind
  if (kind === undefined || (!isOfGroups && (plan.kinds.length > 0 || names.length === 0)))
    return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const { things } = await listThings(kind, { reader, regions, names: [] })
  const groups = names.length === 0 ? things : things.filter((one) => names.includes(one.name))
  if (groups.length === 0) return undefined
  const now = context.now().getTime()
  const since =
    plan.period?.start.getTime() ?? now - (plan.age === undefined ? kept : plan.age.days * dayMs)
  const until = plan.period?.end.getTime() ?? now
  const span = plan.period?.said ?? plan.age?.said ?? 'in the last six weeks'
  const read = await reader.each(regions, async (region) =>
    (await reader.tryRead('autoscaling:DescribeScalingActivities', { region })).map((item) => ({
      region,
      item,
    })),
  )
  const activities = read
    .filter(({ region, item }) => {
      const time = Date.parse(text(object(item).StartTime))
      const group = text(object(item).AutoScalingGroupName)
      return (
        time >= since &&
        time <= until &&
        groups.some((one) => one.name === group && one.region === region)
      )
    })
    .toSorted((a, b) => (startOf(a.item) < startOf(b.item) ? 1 : -1))
  const byGroup = [
    ...Map.groupBy(activities, ({ region, item }) =>
      JSON.stringify([text(object(item).AutoScalingGroupName), region]),
    ),
  ]
  const others = groups.filter(
    ({ name, region }) => !byGroup.some(([key]) => key === JSON.stringify([name, region])),
  )
  const yes = (one: string, other: string) => (plan.asked === 'yesno' ? one : other)
  const why = /\bwhy\b/i.test(question)
  const each = byGroup.map(([key, own]) => {
    const [name, region]: unknown[] = JSON.parse(key)
    const last = object(own[0]?.item)
    const days = Math.round((now - Date.parse(text(last.StartTime))) / dayMs)
    const cause = text(last.Cause)
    return `**${said(String(name), 80)}** (${String(region)}) ${groups.length === 1 ? 'scaled ' : ''}${own.length === 1 ? 'once' : `${own.length} times`}, last at ${minuteOf(text(last.StartTime))} (${days === 0 ? 'within the last day' : `${counted(days, 'day')} ago`}): ${said(text(last.Description), 200)}${why && cause !== '' ? `. Why: ${said(cause, 300)}` : ''}`
  })
  return told({
    operation: 'autoscaling:DescribeScalingActivities',
    understood: ['Auto Scaling groups', ...names, 'scaled', span].join(' · '),
    summary: [
      byGroup.length === 0
        ? `${yes('No: none', 'None')} of ${counted(groups.length, 'Auto Scaling group')} scaled ${span}.`
        : groups.length === 1
          ? `${yes('Yes: ', '')}${listed(each)} (${span}).`
          : `${yes('Yes: ', '')}**${byGroup.length} of ${counted(groups.length, 'Auto Scaling group')}** scaled ${span}: ${listed(each, 10)}.`,
      others.length === 0 || byGroup.length === 0
        ? ''
        : `${listed(
            others.map(({ name, region }) => `${said(name, 80)} (${region})`),
            10,
          )} ${isAre(others.length)} without a scaling activity of then.`,
    ]
      .filter(Boolean)
      .join(' '),
    rows: activities,
    reader,
    ...(since < now - kept
      ? { notice: 'Auto Scaling keeps its activities for six weeks: what was before is not known.' }
      : {}),
  })
}

const kept = 42 * dayMs

const startOf = (item: Json) => text(object(item).StartTime)
