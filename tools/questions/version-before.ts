import type { Json } from '../json.ts'
import { differences, namesOf } from '../recipes/evidence/deployment.ts'
import { objects } from '../recipes/evidence/values.ts'
import { listed as joined } from '../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../tool.ts'
import { isObject } from './lens/fields.ts'
import { type Plan, readPlan } from './plan.ts'
import { withName } from './things/identity.ts'
import { kinds } from './things/kinds.ts'
import { listThings, type Thing } from './things/list-things.ts'
import { Reader } from './things/reader.ts'

const difference =
  /\b(?:differen(?:t|ce|ces)|differs?|chang(?:ed|es?)|diff)\b(?=.*\b(?:two |both |these |those )?(?:versions?|releases?|revisions?|task definitions?|images?)\b)|\b(?:compare|diff)\b.*\b(?:versions?|releases?|revisions?|task definitions?)\b/i

/** `what is different between the two versions of service checkout-api?` */
const asksDifference = (question: string): boolean =>
  difference.test(question) &&
  /\b(?:between|two|both|compared?|diff)\b/i.test(question) &&
  !/\b(?:engine|kubernetes|runtimes?)\b/i.test(question)

const version = /\b(?:versions?|images?|revisions?|releases?|builds?)\b/i
const before =
  /\b(?:previous(?:ly)?|prior|earlier|preceding|last(?! ones?\b))\b|\bbefore(?! \d| (?:the|yesterday|today|last|next)\b)/i

const ofServices = /^(?:service|task definition|ECS cluster|image)$/

/** Whether a question is about the version that ran before the one that runs. */
export const asksVersionBefore = (question: string): boolean =>
  version.test(question) &&
  before.test(question) &&
  !/\bchang|\bupgrad|\brole?l|\bcommit|\bbranch/i.test(question)

/** The revision that a service ran before, which ECS keeps; undefined where no service is named. */
export async function versionBefore(
  question: string,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const plan = readPlan(question, context.now())
  const kind = kinds.find(({ list }) => list === 'ecs:ListServices')
  const isOfServices = plan.kinds.every((said) => ofServices.test(said.kind.noun))
  if (
    kind === undefined ||
    !(asksVersionBefore(question) || asksDifference(question)) ||
    plan.names.length === 0 ||
    !isOfServices
  )
    return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const { things } = await listThings(kind, { reader, regions, names: [] })
  const named = plan.names.flatMap((name) => withName(things, name).found)
  const meant = named.filter((thing) => isIn(thing, plan))
  if (meant.length === 0) return undefined
  const told = await reader.each(meant.slice(0, most), async (thing) => [
    await revisionsOf(thing, reader, asksDifference(question)),
  ])
  return {
    status: 'ok',
    operation: 'ecs:DescribeTaskDefinition',
    understood: `services · ${plan.names.join(', ')} · the version before`,
    summary: told.map(({ said }) => said).join('\n'),
    call: { operation: 'ecs:ListServices', region: regions.join(',') },
    columns: ['Service', 'Cluster', 'Runs', 'Image', 'Before', 'ImageBefore'],
    regions: [...Map.groupBy(told, ({ region }) => region)].map(([region, of]) => ({
      region,
      status: 'ok',
      items: of.map(({ row }) => row),
      truncated: false,
    })),
  }
}

const most = 6

/** `in prod`: of that cluster. */
const isIn = ({ parent = '' }: Thing, { words }: Plan) =>
  words.every(
    ({ word, denied }) =>
      denied || !/^(?:prod|staging|dev|test)/.test(word) || parent.includes(word),
  )

async function revisionsOf(
  { item, name, parent = '', region }: Thing,
  reader: Reader,
  isCompared: boolean,
) {
  const runs = isObject(item) && typeof item.taskDefinition === 'string' ? item.taskDefinition : ''
  const [, family = '', revision = '0'] = /^(.*):(\d+)$/.exec(runs) ?? []
  const read = async (arn: string) => {
    const [found] = await reader.tryRead('ecs:DescribeTaskDefinition', {
      region,
      parameters: { taskDefinition: arn },
    })
    return definitionIn(found)
  }
  const earlier = Number(revision) > 1 ? `${family}:${Number(revision) - 1}` : undefined
  const [now, then] = await Promise.all([
    read(runs),
    earlier === undefined ? undefined : read(earlier),
  ])
  const [image, imageBefore] = [imagesIn(now), imagesIn(then)]
  const place = parent === '' ? '' : ` (cluster ${parent})`
  const known = earlier !== undefined && imageBefore !== ''
  return {
    region,
    said: known
      ? isCompared
        ? `**${name}**${place}: ${differenceSaid(earlier, runs, { now, then })}`
        : `**${name}**${place} runs ${image} (${revisionIn(runs)}); the revision before it is ${revisionIn(earlier)} with **${imageBefore}**${imageBefore === image ? ', the same image' : ''}.`
      : `**${name}**${place} runs ${image} (${revisionIn(runs)}); ECS does not tell a revision before it.`,
    row: {
      Service: name,
      Cluster: parent,
      Runs: revisionIn(runs),
      Image: image,
      ...(known ? { Before: revisionIn(earlier), ImageBefore: imageBefore } : {}),
    },
  }
}

/** `prod-checkout-api:87`. */
const revisionIn = (arn: string) => arn.split('/').at(-1) ?? arn

/** From the one to the other; of environment variables the names are read alone, and never their values. */
export function differenceSaid(
  before: string,
  runs: string,
  { now, then }: { now: Definition | undefined; then: Definition | undefined },
): string {
  const changes = now === undefined || then === undefined ? [] : differences(then, now)
  const told = changes.map(({ what, before, after }) => `${what} **${before}** → **${after}**`)
  const names = objects(now?.containerDefinitions).map(({ environment }) => namesOf(environment))
  const isSame = changes.every(({ what }) => !what.startsWith('environment'))
  const kept = names.filter((one) => one !== '')
  return [
    `from ${revisionIn(before)} to ${revisionIn(runs)} ${told.length === 0 ? 'no image, CPU, memory or name of a variable changed' : joined(told, 8)}.`,
    ...(isSame && kept.length > 0
      ? [
          `Its environment variables (${joined(kept, 3)}) have the same names; their values are not shown, and may differ.`,
        ]
      : []),
  ].join(' ')
}

export type Definition = Readonly<Record<string, Json>>

export function definitionIn(found: Json | undefined): Definition | undefined {
  if (!isObject(found)) return undefined
  return isObject(found.taskDefinition) ? found.taskDefinition : found
}

/** `checkout-api:4.12.0`, of all containers. */
export function imagesIn(definition: Definition | undefined): string {
  const images = objects(definition?.containerDefinitions).flatMap(({ image }) =>
    typeof image === 'string' ? [revisionIn(image)] : [],
  )
  return images.length === 0 ? '' : joined(images, 3)
}
