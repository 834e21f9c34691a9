import type { Json } from '../../json.ts'
import { object, objects, text } from '../../recipes/evidence/values.ts'
import { counted, listed, said, usd } from '../../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import { cost } from '../intents/intent.ts'
import type { Plan } from '../plan.ts'
import { Reader } from '../things/reader.ts'
import { toSend } from '../time/sent-period.ts'
import { whoIsTold } from '../who-is-told.ts'
import { told } from './told.ts'

/** `any cost anomalies lately?`, `is anybody told when spending jumps?`: what anomaly detection found, and whom it tells. */
export async function costAnomalies(
  plan: Plan,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const { question } = plan
  const isOfPeople = asksTold.test(question)
  const isOfAnomalies = /\banomal\w+/i.test(question) && (cost.test(question) || isOfPeople)
  const isOfJumps = isOfPeople && money.test(question) && jumps.test(question)
  if (!(isOfAnomalies || isOfJumps) || plan.ids.length + plan.names.length > 0) return undefined
  const reader = new Reader(context)
  const period = plan.period ?? { start: daysBefore(context.now(), usualDays), end: context.now() }
  const { start, end } = toSend(period)
  const parameters = { DateInterval: { StartDate: start.slice(0, 10), EndDate: end.slice(0, 10) } }
  const [found, whom] = await Promise.all([
    reader.tryRead('ce:GetAnomalies', { region, parameters }),
    whomTold(reader),
  ])
  const isRead = reader.failures.length === 0
  const since = `${plan.period === undefined ? `in the last ${usualDays} days` : `from ${start.slice(0, 10)} to ${end.slice(0, 10)}`}`
  const anomalies =
    found.length === 0
      ? `${isRead ? 'No' : 'No readable'} cost anomaly was found ${since}.`
      : `${counted(found.length, 'cost anomaly', 'cost anomalies')} ${since}: ${listed(found.map(anomalyText), 5)}.`
  return told({
    operation: 'ce:GetAnomalies',
    understood: `cost anomalies · ${isOfPeople ? 'who is told' : 'found'}`,
    summary: (isOfPeople ? [whom, anomalies] : [anomalies, whom]).join(' '),
    parameters,
    rows: found.map((one) => ({ region, item: rowOf(one) })),
    reader,
  })
}

/** Cost Explorer is of no region; its subscriptions and AWS's own billing alarms are in this one. */
const region = 'us-east-1'
const usualDays = 30

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000)

/** Subscriptions to anomalies, and alarms on the bill: nobody, where there is neither. */
async function whomTold(reader: Reader): Promise<string> {
  const [monitors, subscriptions, alarms] = await Promise.all([
    reader.tryRead('ce:GetAnomalyMonitors', { region }),
    reader.tryRead('ce:GetAnomalySubscriptions', { region }),
    reader.tryRead('cloudwatch:DescribeAlarms', { region }),
  ])
  const failed = new Set(reader.failures.map(({ operation }) => operation))
  if (failed.has('ce:GetAnomalySubscriptions'))
    return 'Whom cost anomaly detection tells could not be read.'
  const watched = monitors.map((one) => `**${said(text(object(one).MonitorName))}**`)
  const many = counted(monitors.length, 'anomaly monitor')
  const monitor = monitors.length === 0 ? 'no anomaly monitor' : `${many} (${listed(watched, 4)})`
  const onBill = alarms.filter((one) => object(one).Namespace === 'AWS/Billing')
  const byAlarm =
    onBill.length === 0
      ? failed.has('cloudwatch:DescribeAlarms')
        ? ''
        : 'and no CloudWatch alarm watches the bill'
      : `by ${counted(onBill.length, 'alarm')} on the bill: ${await whoIsTold(onBill.map(alarmThing), reader)}`
  const rest = 'AWS Budgets, which may tell somebody too, is not looked at here.'
  if (subscriptions.length > 0)
    return `Told of cost anomalies: ${listed(subscriptions.map(subscriptionText), 6)}${onBill.length === 0 ? '' : `; ${byAlarm}`}. ${rest}`
  const nobody = onBill.length === 0 ? 'Nobody' : 'Told of a high bill'
  const why =
    monitors.length === 0
      ? `there is ${monitor}`
      : `${monitor} watches, and has no subscription, so it tells no one`
  return onBill.length === 0
    ? `**${nobody}** is told of a jump in cost by anomaly detection or an alarm: ${why}${byAlarm === '' ? '' : `, ${byAlarm}`}. ${rest}`
    : `${nobody}: ${byAlarm} Of anomalies nobody is told: ${why}. ${rest}`
}

const alarmThing = (item: Json) => {
  const name = text(object(item).AlarmName)
  return { name, names: [name], region, item }
}

function subscriptionText(one: Json): string {
  const { SubscriptionName: name, Subscribers: subscribers, Frequency: often } = object(one)
  const whom = objects(subscribers).map(({ Address }) => said(text(Address)))
  const rate = text(often) === '' ? '' : `, ${text(often).toLowerCase()}`
  return `${listed(whom, 6)} by **${said(text(name))}**${rate}`
}

const impactOf = (one: Json) => Number(object(object(one).Impact).TotalImpact ?? 0)

const causesOf = (one: Json) =>
  objects(object(one).RootCauses).map(({ UsageType, Region }) =>
    [said(text(UsageType)), said(text(Region))].filter(Boolean).join(' in '),
  )

function anomalyText(one: Json): string {
  const { DimensionValue: what, AnomalyStartDate: from } = object(one)
  const causes = causesOf(one)
  const cause = causes.length === 0 ? '' : ` (${listed(causes, 3)})`
  return `**${said(text(what))}**${cause} since ${text(from).slice(0, 10)}, ${usd(impactOf(one))} over what was expected`
}

function rowOf(one: Json): Json {
  const { DimensionValue: what, AnomalyStartDate: from, AnomalyEndDate: to } = object(one)
  return {
    Service: text(what),
    Since: text(from).slice(0, 10),
    Until: text(to).slice(0, 10),
    Impact: usd(impactOf(one)),
    Cause: listed(causesOf(one), 3),
  }
}

const asksTold =
  /\b(?:told|notif(?:y|ied|ies|ication\w*)|alert(?:s|ed)?|warn(?:s|ed|ing)?|e-?mail(?:s|ed)?|inform(?:s|ed)?|paged?|pinged?|hears?|find out|finds? out|know about|notice[sd]?)\b/i

const money = /\b(?:costs?|spend(?:ing)?|spent|bills?|billing|expens\w+|charges|budget)\b/i

const jumps =
  /\b(?:jump\w*|spik\w+|explod\w+|ris(?:e|es|ing)|rose|increas\w+|go(?:es|ing)? (?:up|through|over|crazy|wild)|(?:too|so|very|suddenly) (?:high|much)|unusual|sudden\w*|blows? up|shoots? up|soar\w*|doubl\w+|out of (?:hand|control)|surg\w+|abnormal\w*|overspend\w*|overrun)\b/i
