import * as z from 'zod'
import { aboutAll } from '../evidence/whole.ts'
import { counted, listed, sentences } from '../evidence/wording.ts'
import { type Ask, defineRecipe } from '../recipe.ts'
import {
  openApis,
  openBuckets,
  openClusters,
  openDatabases,
  openFunctions,
} from './exposed/endpoints.ts'
import { type Exposure, riskOrder } from './exposed/exposure.ts'
import { openGroups } from './exposed/security-groups.ts'

/** What anybody on the internet reaches, the most dangerous first. */
export const openToInternet = defineRecipe({
  name: 'open_to_internet',
  about: 'security',
  description:
    'What is open to the internet: security groups and what is behind them, buckets, databases, function URLs, APIs; who opened it.',
  questions: [
    'what is open to the internet?',
    'which security groups are open to the world?',
    'what can anyone on the internet reach?',
    'is anything exposed to 0.0.0.0/0?',
    'publicly accessible resources',
    'who opened SSH to the internet?',
    'what is exposed to the public?',
  ],
  scope: 'estate',
  services: ['ec2', 'elastic-load-balancing-v2', 's3', 'rds', 'lambda', 'eks', 'cloudtrail'],
  parameters: z.strictObject({}),
  async run(_parameters, ask) {
    const looks = [openGroups, openBuckets, openDatabases, openFunctions, openClusters, openApis]
    const found = await ask.everywhere(async (place) => {
      const all = await Promise.all(looks.map((look) => look(place)))
      return all.flat().map((one) => ({ ...one, region: place.region }))
    })
    const sorted = found.toSorted((a, b) => riskOrder(a) - riskOrder(b))
    ask.note(
      'Not looked at: routes and network ACLs, classic load balancers, CloudFront, OpenSearch, ElastiCache, and what the applications themselves let in.',
    )
    return {
      summary: summarize(sorted, ask),
      followUps: [
        'Which buckets are public?',
        'Which access keys are older than 90 days, and whose are they?',
      ],
      evidence: sorted.map(({ risk, what, open, reaches, openedBy, region }) => ({
        evidence: 'Open to the internet',
        What: what,
        Risk: risk,
        Region: ask.shownRegion(region),
        Open: open,
        Reaches: reaches,
        OpenedBy: openedBy,
      })),
    }
  },
})

function summarize(found: readonly Exposure[], ask: Ask): string {
  const { where } = ask
  const whole = ask.whole()
  const part = `0 dangerous openings to the internet were seen in ${where}.`
  if (found.length === 0) {
    return aboutAll(whole, `Nothing that was looked at in ${where} is open to the internet.`, part)
  }
  const of = (risk: Exposure['risk']) => found.filter((one) => one.risk === risk)
  const [high, medium, expected] = [of('high'), of('medium'), of('expected')]
  return sentences(
    high.length > 0
      ? `${counted(high.length, 'dangerous opening')} to the internet in ${where}.`
      : aboutAll(whole, `Nothing in ${where} is dangerously open to the internet.`, part),
    ...high.slice(0, 5).map(exposureText),
    medium.length > 0 ? `To be checked: ${listed(medium.map(shortText), 5)}.` : '',
    expected.length > 0 ? `Open as a public service is: ${listed(expected.map(nameText), 5)}.` : '',
  )
}

function exposureText({ what, open, reaches, openedBy }: Exposure): string {
  const by =
    openedBy === undefined ? ' CloudTrail does not tell who opened it.' : ` Opened: ${openedBy}.`
  return `The ${what} lets everybody in on ${open}; it reaches ${reaches}.${by}`
}

const nameText = ({ what, open }: Exposure) => `${what} (${open})`

const shortText = ({ what, open, reaches }: Exposure) => `${what} (${open}; reaches ${reaches})`
