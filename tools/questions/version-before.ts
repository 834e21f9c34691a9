import type { Json } from '../json.ts'
import { listed as joined } from '../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../tool.ts'
import { isObject } from './lens/fields.ts'
import { type Plan, readPlan } from './plan.ts'
import { withName } from './things/identity.ts'
import { kinds } from './things/kinds.ts'
import { listThings, type Thing } from './things/list-things.ts'
import { Reader } from './things/reader.ts'

const version = /\b(?:versions?|images?|revisions?|releases?|builds?)\b/i
const before =
  /\b(?:previous(?:ly)?|prior|earlier|preceding|last)\b|\bbefore(?! \d| (?:the|yesterday|today|last|next)\b)/i

/** Whether a question is about the version that ran before the one that runs. */
export const asksVersionBefore = (question: string): boolean =>
  version.test(question) && before.test(question) && !/\bchang|\bupgrad|\brole?l/i.test(question)

/** The revision that a service ran before, which ECS keeps; undefined where no service is named. */
export async function versionBefore(
  question: string,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const plan = readPlan(question, context.now())
  const kind = kinds.find(({ list }) => list === 'ecs:ListServices')
  const isOfServices = plan.kinds.every((said) => said.kind.list === kind?.list)
  if (
    kind === undefined ||
    !asksVersionBefore(question) ||
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
    await revisionsOf(thing, reader),
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

async function revisionsOf({ item, name, parent = '', region }: Thing, reader: Reader) {
  const runs = isObject(item) && typeof item.taskDefinition === 'string' ? item.taskDefinition : ''
  const [, family = '', revision = '0'] = /^(.*):(\d+)$/.exec(runs) ?? []
  const read = async (arn: string) => {
    const [found] = await reader.tryRead('ecs:DescribeTaskDefinition', {
      region,
      parameters: { taskDefinition: arn },
    })
    return imagesIn(found)
  }
  const earlier = Number(revision) > 1 ? `${family}:${Number(revision) - 1}` : undefined
  const [image, imageBefore] = await Promise.all([
    read(runs),
    earlier === undefined ? '' : read(earlier),
  ])
  const place = parent === '' ? '' : ` (cluster ${parent})`
  const known = earlier !== undefined && imageBefore !== ''
  return {
    region,
    said: known
      ? `**${name}**${place} runs ${image} (${revisionIn(runs)}); the revision before it is ${revisionIn(earlier)} with **${imageBefore}**${imageBefore === image ? ', the same image' : ''}.`
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

/** `checkout-api:4.12.0`, of all containers. */
function imagesIn(found: Json | undefined): string {
  if (!isObject(found)) return ''
  const definition = isObject(found.taskDefinition) ? found.taskDefinition : found
  const containers = Array.isArray(definition.containerDefinitions)
    ? definition.containerDefinitions
    : []
  const images = containers.flatMap((one) =>
    isObject(one) && typeof one.image === 'string' ? [revisionIn(one.image)] : [],
  )
  return images.length === 0 ? '' : joined(images, 3)
}
