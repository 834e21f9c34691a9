import type { Period } from '../../questions/time/period.ts'
import type { Place } from '../recipe.ts'
import type { Deployment } from './deployment.ts'
import type { EcsService } from './ecs-services.ts'
import type { ErrorRate, Stretch } from './error-rate.ts'
import type { LogMessage } from './log-messages.ts'
import { cap, lasting, quoted, rounded, since } from './say.ts'
import { type Targets, unhealthy } from './target-health.ts'
import { object, text } from './values.ts'
import { aboutAll } from './whole.ts'
import { counted } from './wording.ts'

/** What was found out about a service that fails. */
export interface Findings {
  period: Period
  targets: readonly Targets[]
  rate: ErrorRate | undefined
  deployment: Deployment | undefined
  messages: readonly LogMessage[]
}

/** The findings as a colleague would put them: since when, after what, how it stands, what it logs. */
export function sayWhy(one: EcsService, findings: Findings, ask: Place): string {
  return [
    rateSentence(one, findings, ask),
    deploymentSentence(findings, ask),
    healthSentence(one, findings.targets, ask),
    logSentence(findings.messages, ask),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function rateSentence(one: EcsService, { rate, period }: Findings, { now }: Place): string {
  const name = `**${one.name}** (cluster ${one.cluster})`
  if (rate === undefined) return `${name}: how many 5xx it returns is not known.`
  const of = rate.of === 'target group' ? '' : ', measured on all of its load balancer'
  const { trouble, usual } = rate
  if (trouble === undefined) {
    const when = lasting(period.start, period.end)
    return `${name} returned no unusual 5xx in the last ${when}: ${share(usual)} of its requests${of}.`
  }
  const before = usual.minutes === 0 ? '' : `, ${share(usual)} before`
  const atLeast = usual.minutes === 0 ? 'at least ' : ''
  const figures = `${share(trouble)} of its requests (${perMinute(trouble)} a minute)${before}${of}`
  return trouble.end === undefined
    ? `${name} returns 5xx since ${atLeast}${since(trouble.start, now)}: ${figures}.`
    : `${name} returned 5xx from ${since(trouble.start, now)} to ${since(trouble.end, now)}: ${figures}.`
}

const share = ({ errors, requests }: Stretch) =>
  `${rounded(requests === 0 ? 0 : (100 * errors) / requests)} %`

const perMinute = ({ errors, minutes }: Stretch) => Math.round(errors / minutes)

function deploymentSentence({ deployment, rate }: Findings, { now }: Place): string {
  if (deployment === undefined) return ''
  const { at, revision, before, by, deployedBy, changes } = deployment
  const image = changes.find(({ what }) => what.startsWith('image'))
  const images = image === undefined ? '' : ` (${image.before} → ${image.after})`
  const who = by === undefined ? '' : deployedBy ? ` by ${by}` : ` (registered by ${by})`
  const what = `**${revision}**${images}`
  const startedAfterMs = (rate?.trouble?.start.getTime() ?? Number.NaN) - at.getTime()
  if (startedAfterMs > -2 * 60_000 && startedAfterMs < 2 * 3_600_000) {
    const previous = before === undefined ? '' : `; the revision before it is ${before}`
    const later = lasting(at, rate?.trouble?.start ?? at)
    return `It began ${later} after the deployment of ${what}${who} at ${since(at, now)}${previous}.`
  }
  return `Its newest deployment is ${what}${who}, at ${since(at, now)}.`
}

function healthSentence(
  { service }: EcsService,
  targets: readonly Targets[],
  place: Place,
): string {
  const all = targets.reduce((sum, group) => sum + (group.all ?? []).length, 0)
  const unread = targets.some((group) => group.all === undefined)
  const bad = targets.flatMap(unhealthy)
  const why = text(object(bad[0]?.TargetHealth).Description)
  const because = why === '' ? '' : ` (${cap(why, 120)})`
  const healthy = aboutAll(
    unread ? undefined : place.whole(),
    all === 1 ? 'its one target is healthy' : `all ${counted(all, 'target')} are healthy`,
    `${counted(all, 'target')} could be looked at, none of them unhealthy`,
  )
  const are = bad.length === 1 ? 'is' : 'are'
  const unhealthyOnes = `${bad.length} of ${counted(all, 'target')} ${are} unhealthy${because}`
  const health = all === 0 ? '' : bad.length === 0 ? healthy : unhealthyOnes
  const tasks = `${service.runningCount} of ${service.desiredCount} tasks run`
  const said = health === '' ? tasks : `${health}, and ${tasks}`
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`
}

function logSentence([most]: readonly LogMessage[], { now }: Place): string {
  if (most === undefined) return ''
  return (
    `Its log says most often, ${most.count} times since ${since(most.first, now)}: ` +
    `${quoted(most.example, 220)}.`
  )
}
