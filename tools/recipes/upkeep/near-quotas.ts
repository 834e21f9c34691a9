import * as z from 'zod'
import { rounded } from '../evidence/say.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, listed, said, sentences } from '../evidence/wording.ts'
import { choice, number, polarity, service, text } from '../parameters.ts'
import { type Ask, defineRecipe, type Place } from '../recipe.ts'
import { percentOf, type UsedQuota } from './quotas/quota.ts'
import { readIamQuotas, readQuotas } from './quotas/read-quotas.ts'
import { serviceAsked, servicesMeasured } from './quotas/services.ts'

/** Quotas that are nearly used up, the fullest first. */
export const nearQuotas = defineRecipe({
  name: 'near_quotas',
  about: 'upkeep',
  description:
    'Service quotas that are nearly reached: how much of each is in use, from CloudWatch’s AWS/Usage and from counting.',
  questions: [
    'which quotas are nearly reached?',
    'are we close to any limit?',
    'service limits that are almost used up',
    'are we about to hit a service quota?',
    'quotas above 80 %',
    'how much of our quotas do we use?',
    'which quotas have been raised?',
  ],
  scope: 'estate',
  services: ['service-quotas', 'cloudwatch', 'ec2', 'rds', 'elastic-load-balancing-v2', 'iam'],
  parameters: z.strictObject({
    threshold: number('per cent of a quota in use from which on it is told, 80 by default'),
    service: service('only quotas of this service, as ec2 or vpc'),
    polarity: polarity(['near', 'not_near']),
    quota: text('only quotas with this in their names, as Elastic IPs: how much is left'),
    raised: choice(['no', 'yes'], 'yes: those that were raised above AWS’s default'),
  }),
  async run({ threshold = 80, service: asked, polarity: way, quota, raised }, ask) {
    const services = await ask.read('service-quotas:ListServices')
    const wanted = asked === undefined ? undefined : wantedIn(asked, services)
    const counts = { all: 0 }
    const above: UsedQuota[] = []
    const found = await ask.everywhere(async (place: Place) => {
      const codes = wanted ?? (await servicesMeasured(place, services))
      const { used, all, raised } = await readQuotas(
        place,
        codes.filter((code) => code !== 'iam'),
      )
      counts.all += all
      above.push(...raised)
      return used
    })
    if (raised === 'yes') return raisedOnes(withoutRepeats(above), ask)
    const ofIam = wanted === undefined || wanted.includes('iam') ? await readIamQuotas(ask) : []
    const quotas = withoutRepeats([...found, ...ofIam])
    const known = quotas.flatMap((quota) => {
      const percent = percentOf(quota)
      return percent === undefined ? [] : [{ ...quota, percent }]
    })
    const sorted = known.toSorted((a, b) => b.percent - a.percent)
    const named = sorted.filter(({ name }) => isNamed(name, quota))
    if (named.length > 0) return leftOf(named, threshold, ask)
    if (quota !== undefined)
      ask.note(`Of no quota with “${said(quota, 60)}” in its name is the use known.`)
    const near = sorted.filter(({ percent }) => percent >= threshold)
    if (counts.all > known.length - ofIam.length)
      ask.note(untold(counts.all, known.length - ofIam.length))
    if (way === 'not_near') {
      const far = sorted.filter(({ percent }) => percent < threshold)
      return {
        summary: sentences(
          `${far.length} of ${counted(sorted.length, 'quota')} in ${ask.where} whose use is known ${far.length === 1 ? 'is' : 'are'} used to less than ${threshold} %${far.length === 0 ? '.' : `, the fullest of them first:\n${shown(far)}`}`,
          near.length === 0
            ? ''
            : `\n\nNot among them, as ${near.length === 1 ? 'it is' : 'they are'} nearly used up: ${listed(near.map((one) => `${said(one.name)} (${one.region})`))}.`,
        ),
        evidence: far.map((one) => row('Quota with room', one, ask)),
      }
    }
    return {
      summary: summarize(near, { asked, sorted, threshold, ask }),
      evidence: (near.length > 0 ? near : sorted.slice(0, mostNearest)).map((one) =>
        row(near.length > 0 ? 'Quota nearly reached' : 'Quota that is nearest', one, ask),
      ),
    }
  },
})

/** How much is left of what is asked for by name. */
const isNamed = (name: string, asked: string | undefined) =>
  asked !== undefined && name.toLowerCase().includes(asked.toLowerCase())

function leftOf(found: readonly Known[], threshold: number, ask: Ask) {
  const lines = found.map((one) => {
    const left = Math.max(0, Math.floor(one.value - (one.used ?? one.peak ?? 0)))
    const isFull = left === 0
    const near = !isFull && one.percent >= threshold ? ': nearly reached' : ''
    return `${isFull ? 'No: none is left' : `${plain(left)} ${left === 1 ? 'is' : 'are'} left`} of ${said(one.name)} (${one.region}): **${plain(one.used ?? one.peak ?? 0)} of ${plain(one.value)}** in use, ${Math.floor(one.percent)} %${near}${isFull && one.adjustable ? '; AWS raises it where it is asked to' : ''}.`
  })
  return {
    summary: lines.join('\n'),
    evidence: found.map((one) => row('Quota', one, ask)),
  }
}

function raisedOnes(raised: readonly UsedQuota[], ask: Ask) {
  return {
    summary:
      raised.length === 0
        ? aboutAll(
            ask.whole(),
            `No quota of the services looked at in ${ask.where} is above AWS’s default.`,
            `0 quotas above AWS’s default were seen in ${ask.where}.`,
          )
        : `${counted(raised.length, 'quota')} in ${ask.where} ${raised.length === 1 ? 'is' : 'are'} above AWS’s default:\n${raised
            .map(
              ({ name, region, value, byDefault = 0 }) =>
                `- ${said(name)} (${region}): **${plain(value)}**, by default ${plain(byDefault)}`,
            )
            .join('\n')}`,
    evidence: raised.map((one) => ({
      evidence: 'Raised quota',
      Quota: one.name,
      Service: one.service,
      Region: ask.shownRegion(one.region),
      Limit: one.value,
      Default: one.byDefault,
      Used: one.used,
      Code: one.code,
    })),
    followUps: ['Which quotas are nearly reached?'],
  }
}

const row = (evidence: string, one: Known, ask: Ask) => ({
  evidence,
  Quota: one.name,
  Service: one.service,
  Region: one.region === 'global' ? 'global' : ask.shownRegion(one.region),
  Used: one.used,
  Peak: one.peak,
  Limit: one.value,
  Percent: rounded(one.percent),
  Adjustable: one.adjustable,
  Code: one.code,
  By: one.by,
})

/** IAM tells its own, whether or not Service Quotas lists it. */
function wantedIn(asked: string, services: Parameters<typeof serviceAsked>[1]): string[] {
  return /^(?:aws )?iam$/i.test(asked.trim()) ? ['iam'] : serviceAsked(asked, services)
}

const mostNearest = 5

/** A quota of the whole account is listed in each region. */
const withoutRepeats = (quotas: readonly UsedQuota[]) => [
  ...new Map(quotas.map((quota) => [`${quota.region} ${quota.code}`, quota])).values(),
]

const untold = (all: number, known: number) =>
  `Of ${counted(all, 'quota')} in the services that were looked at the use of ${known} is known: of the others neither CloudWatch nor a list tells it, nor that of rates a second. Trusted Advisor's service limits may know more.`

interface Context {
  asked: string | undefined
  sorted: readonly Known[]
  threshold: number
  ask: Ask
}

type Known = UsedQuota & { percent: number }

function summarize(near: readonly Known[], { asked, sorted, threshold, ask }: Context): string {
  const { where } = ask
  if (near.length > 0) {
    const are = near.length === 1 ? 'is' : 'are'
    return `${counted(near.length, 'quota')} in ${where} ${are} used to ${threshold} % or more:\n${shown(near)}`
  }
  if (sorted.length === 0) {
    const of = asked === undefined ? '' : ` of ${said(asked)}`
    return `How much of the quotas${of} in ${where} is in use is not known here.`
  }
  return sentences(
    aboutAll(
      ask.whole(),
      `No quota in ${where} whose use is known is used to ${threshold} % or more (${sorted.length} looked at).`,
      `0 quotas used to ${threshold} % or more were seen in ${where}, of ${sorted.length} whose use could be read.`,
    ),
    sorted.length > 0 ? `The nearest:\n${shown(sorted.slice(0, 3))}` : '',
  )
}

const shown = (quotas: readonly Known[]) =>
  [
    ...quotas.slice(0, mostSaid).map(line),
    ...(quotas.length > mostSaid ? [`- and ${quotas.length - mostSaid} more`] : []),
  ].join('\n')

const mostSaid = 8

function line({ name, region, used, peak, value, percent, adjustable }: Known): string {
  const before =
    peak === undefined || peak === used ? '' : `, at most ${plain(peak)} in the last day`
  const fixed = adjustable ? '' : ', which cannot be raised'
  const now = used === undefined ? 'an unknown number' : plain(used)
  return `- ${said(name)} (${region}): ${now} of ${plain(value)} in use${before}, ${Math.floor(percent)} %${fixed}`
}

const plain = (value: number) => rounded(value).toLocaleString('en-US')
