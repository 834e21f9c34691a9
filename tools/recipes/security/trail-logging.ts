import * as z from 'zod'
import { inParallel } from '../../executor/in-parallel.ts'
import { ago, cap, moment } from '../evidence/say.ts'
import { object, objects, text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, listed, said, sentences } from '../evidence/wording.ts'
import { name } from '../parameters.ts'
import { type Ask, defineRecipe, type Item, type Place } from '../recipe.ts'

/** Whether CloudTrail writes down what happens, where, and to where. */
export const trailLogging = defineRecipe({
  name: 'trail_logging',
  about: 'security',
  description:
    'Whether CloudTrail logs, in which regions, where to, with validation and encryption.',
  questions: [
    'is CloudTrail logging in all regions, and where do the logs go?',
    'is CloudTrail on?',
    'where does CloudTrail write its logs to?',
    'is there a multi-region trail?',
    'are API calls of the account logged?',
  ],
  scope: 'estate',
  services: ['cloudtrail'],
  parameters: z.strictObject({ name: name('trail') }),
  async run({ name: wanted }, ask) {
    const all = await trailsOf(ask)
    const meant = wanted === undefined ? all : all.filter(({ trail }) => isCalled(trail, wanted))
    const trails = meant.length > 0 ? meant : all
    return {
      summary: sentences(
        meant.length === 0 && all.length > 0 ? `No trail is called ${said(wanted ?? '', 60)}.` : '',
        summarize(trails, ask),
      ),
      evidence: trails.map((one) => rowOf(one)),
      followUps: ['What changed in the last hour, and who changed it?'],
    }
  },
})

interface Trail {
  trail: Item
  /** Undefined where its state may not be read. */
  status: Item | undefined
  /** Whether calls that manage the account are among what it logs; undefined where that is not told. */
  management: boolean | undefined
}

const isCalled = ({ Name }: Item, wanted: string) =>
  text(Name).toLowerCase() === wanted.toLowerCase()

/** A trail of all regions shows in each: it counts once. */
async function trailsOf(ask: Ask): Promise<Trail[]> {
  const seen = await ask.everywhere(async (place) =>
    (await place.read('cloudtrail:DescribeTrails')).map((trail) => ({ trail, place })),
  )
  const own = new Map(seen.map((one) => [text(one.trail.TrailARN), one]))
  return inParallel([...own.values()], 4, ({ trail, place }) => stateOf(trail, place))
}

async function stateOf(trail: Item, place: Place): Promise<Trail> {
  const home = text(trail.HomeRegion)
  const at = home === '' || home === place.region ? place : place.elsewhere(home)
  const [found, selectors] = await Promise.all([
    at.tryRead('cloudtrail:GetTrailStatus', { Name: trail.TrailARN }),
    at.tryRead('cloudtrail:GetEventSelectors', { TrailName: trail.TrailARN }),
  ])
  return { trail, status: found?.[0], management: managementIn(selectors) }
}

/** Plain selectors say so themselves, advanced ones by the category that they pick. */
function managementIn(selectors: readonly Item[] | undefined): boolean | undefined {
  const all = (selectors ?? []).flatMap((one) => [
    one,
    ...objects(one.EventSelectors),
    ...objects(one.AdvancedEventSelectors),
  ])
  const told = all.flatMap(({ IncludeManagementEvents, FieldSelectors }) => [
    ...(typeof IncludeManagementEvents === 'boolean' ? [IncludeManagementEvents] : []),
    ...objects(FieldSelectors)
      .filter(({ Field }) => Field === 'eventCategory')
      .map(({ Equals }) => JSON.stringify(Equals ?? []).includes('"Management"')),
  ])
  return told.length === 0 ? undefined : told.includes(true)
}

function summarize(trails: readonly Trail[], ask: Ask): string {
  const whole = ask.whole()
  if (trails.length === 0) {
    return aboutAll(
      whole,
      `**No**: there is no trail in ${ask.where}. CloudTrail's own history of 90 days is there all the same.`,
      `0 trails could be seen in ${ask.where}.`,
    )
  }
  const on = trails.filter(({ status }) => status?.IsLogging === true)
  const everywhere = on.filter(
    ({ trail, management }) => trail.IsMultiRegionTrail === true && management !== false,
  )
  const off = trails.filter(({ status }) => status?.IsLogging === false)
  return sentences(
    everywhere.length > 0
      ? `**Yes**: CloudTrail logs in all regions, by ${listed(everywhere.map(nameOf))}.`
      : on.length > 0
        ? `**Not in all regions**: ${counted(on.length, 'trail')} log${on.length === 1 ? 's' : ''}, ${listed(on.map(({ trail }) => `${said(text(trail.Name), 60)} (${scopeOf(trail)})`))}.`
        : off.length > 0
          ? aboutAll(whole, '**No**: no trail is logging.', '0 trails were seen to be logging.')
          : `Whether ${listed(trails.map(nameOf))} log could not be read.`,
    ...trails.slice(0, 3).map((one) => trailText(one, ask.now)),
    everywhere.length > 0 && off.length > 0 ? `Switched off: ${listed(off.map(nameOf))}.` : '',
  )
}

const nameOf = ({ trail }: Trail) => `the trail ${said(text(trail.Name), 60)}`

const scopeOf = ({ IsMultiRegionTrail, HomeRegion }: Item) =>
  IsMultiRegionTrail === true ? 'all regions' : `${text(HomeRegion)} alone`

function trailText({ trail, status, management }: Trail, now: Date): string {
  const { Name, S3BucketName, S3KeyPrefix, CloudWatchLogsLogGroupArn, KmsKeyId } = trail
  const bucket = [S3BucketName, S3KeyPrefix].map(text).filter(Boolean).join('/')
  const group = /log-group:([^:]+)/.exec(text(CloudWatchLogsLogGroupArn))?.[1]
  const to = [`the bucket ${said(bucket, 120)}`, ...(group ? [`the log group ${said(group)}`] : [])]
  const delivered = text(status?.LatestDeliveryTime)
  const failed = text(status?.LatestDeliveryError)
  const state =
    status?.IsLogging === true
      ? 'is logging'
      : status === undefined
        ? 'writes'
        : 'is **not** logging'
  const facts = [
    trail.LogFileValidationEnabled === true ? 'files validated' : 'files not validated',
    KmsKeyId === undefined ? 'no KMS key of its own' : 'encrypted with KMS',
    ...(management === false ? ['management events are **not** in it'] : []),
    ...(trail.IncludeGlobalServiceEvents === false ? ['without global services as IAM'] : []),
    ...(trail.IsOrganizationTrail === true ? ['of the whole organization'] : []),
  ]
  return sentences(
    `${said(text(Name), 60)} (${scopeOf(trail)}) ${state}, to ${listed(to)}${delivered === '' ? '' : `, last delivered ${ago(new Date(delivered), now)}`}: ${facts.join(', ')}.`,
    failed === '' ? '' : `Its last delivery failed: ${cap(failed, 120)}.`,
  )
}

const rowOf = ({ trail, status, management }: Trail) => ({
  evidence: 'Trail',
  Name: trail.Name,
  Logging: status?.IsLogging,
  Regions: scopeOf(trail),
  Bucket: trail.S3BucketName,
  LogGroup: trail.CloudWatchLogsLogGroupArn,
  ManagementEvents: management,
  Validation: trail.LogFileValidationEnabled,
  KmsKeyId: trail.KmsKeyId,
  LastDelivery:
    status?.LatestDeliveryTime === undefined
      ? undefined
      : moment(new Date(text(object(status).LatestDeliveryTime))),
})
