import * as z from 'zod'
import { startersOf } from '../evidence/starters.ts'
import { hasTag, tagOf, tagsOf } from '../evidence/tags.ts'
import { object, text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, listed, numbered, said, sentences } from '../evidence/wording.ts'
import { polarity, tag } from '../parameters.ts'
import { type Ask, defineRecipe, type Item } from '../recipe.ts'

/** Instances that lack a tag, with what says whose they may be; or those that have it. */
export const instancesWithoutTag = defineRecipe({
  name: 'instances_without_tag',
  about: 'inventory',
  description:
    'EC2 instances that lack (or have) a tag (Owner, or the one asked for), and who may know of them.',
  questions: [
    "which instances don't have an Owner tag, in all regions?",
    'instances without an Owner tag',
    'which instances are missing the tag Owner?',
    'instances that lack a tag',
    'untagged instances',
    'which EC2 instances have no owner?',
  ],
  scope: 'estate',
  services: ['ec2', 'cloudtrail'],
  parameters: z.strictObject({
    tag: tag('key, Owner by default'),
    polarity: polarity(['without', 'with']),
  }),
  async run({ tag: key = 'Owner', polarity: way }, ask) {
    const has = way === 'with'
    const found = await ask.everywhere(async (place) => {
      const all = await place.read('ec2:DescribeInstances', {
        Filters: [{ Name: 'instance-state-name', Values: living }],
      })
      const meant = all.filter(({ Tags }) => hasTag(Tags, key) === has)
      const starters = has ? new Map() : await startersOf(place, meant, ask.now)
      return all.map((instance) => ({
        instance,
        region: place.region,
        isMeant: meant.includes(instance),
        by: starters.get(text(instance.LaunchTime)),
      }))
    })
    const meant = found.filter(({ isMeant }) => isMeant)
    return {
      summary: summarize(meant, { all: found.length, key, has, ask }),
      evidence: meant.map(({ instance, region, by }) => ({
        evidence: `Instance ${has ? 'with' : 'without'} ${said(key, 40)} tag`,
        Name: tagOf(instance.Tags, 'Name'),
        InstanceId: instance.InstanceId,
        ...(has ? { [said(key, 40)]: tagValue(instance, key) } : {}),
        Type: instance.InstanceType,
        State: object(instance.State).Name,
        LaunchTime: instance.LaunchTime,
        Region: ask.shownRegion(region),
        StartedBy: by,
        ScalingGroup: tagOf(instance.Tags, 'aws:autoscaling:groupName'),
        OtherTags: otherTags(instance, key),
      })),
    }
  },
})

const living = ['pending', 'running', 'stopping', 'stopped']

interface Found {
  instance: Item
  region: string
  by: string | undefined
}

const tagValue = ({ Tags }: Item, wanted: string) =>
  tagsOf(Tags).find(({ key }) => key.toLowerCase() === wanted.toLowerCase())?.value

const otherTags = ({ Tags }: Item, key: string) =>
  listed(
    tagsOf(Tags)
      .filter((one) => one.key !== 'Name' && one.key !== key && !one.key.startsWith('aws:'))
      .map((one) => said(`${one.key}=${one.value}`, 60)),
  ) || undefined

interface Context {
  all: number
  key: string
  has: boolean
  ask: Ask
}

function summarize(meant: readonly Found[], { all, key, has, ask }: Context): string {
  const name = said(key, 40)
  const { where } = ask
  const whole = ask.whole()
  const part = `Of ${numbered(all, 'instance')} that could be seen, ${meant.length} ${has ? 'have' : 'lack'} the tag ${name}.`
  if (all === 0) return aboutAll(whole, `There is no instance in ${where}.`, part)
  if (meant.length === 0) {
    const sentence = has
      ? `No instance of ${all} in ${where} has the tag ${name}.`
      : `All ${all} instances in ${where} have the tag ${name}.`
    return aboutAll(whole, sentence, part)
  }
  const running = meant.filter(({ instance }) => object(instance.State).Name === 'running')
  const started = [...Map.groupBy(meant, ({ by }) => by)].flatMap(([by, some]) =>
    by === undefined ? [] : [`${listed(some.map(nameOf))} by ${by}`],
  )
  const verb = has ? ['has', 'have'] : ['lacks', 'lack']
  return sentences(
    `${counted(meant.length, 'instance')} of ${all} in ${where} ${meant.length === 1 ? verb[0] : verb[1]} the tag ${name}, ${running.length} of them running: ${listed(meant.map(nameOf), 10)}.`,
    started.length > 0 ? `CloudTrail knows who started some: ${started.join('; ')}.` : '',
  )
}

const nameOf = ({ instance: { Tags, InstanceId } }: Found) =>
  said(tagOf(Tags, 'Name') ?? text(InstanceId), 60)
