import { z } from 'zod'
import { startersOf } from '../evidence/starters.ts'
import { hasTag, tagOf, tagsOf } from '../evidence/tags.ts'
import { object, text } from '../evidence/values.ts'
import { counted, listed, said, sentences } from '../evidence/wording.ts'
import { tag } from '../parameters.ts'
import { defineRecipe, type Item } from '../recipe.ts'

/** Instances that lack a tag, with what says whose they may be. */
export const instancesWithoutTag = defineRecipe({
  name: 'instances_without_tag',
  about: 'inventory',
  description:
    'EC2 instances that lack a tag (Owner, or the one asked for), and who may know of them.',
  questions: [
    "which instances don't have an Owner tag, in all regions?",
    'instances without an Owner tag',
    'which instances are missing the tag Owner?',
    'instances that lack a tag',
    'untagged instances',
    'which EC2 instances have no owner?',
  ],
  scope: 'regional',
  services: ['ec2', 'cloudtrail'],
  parameters: z.strictObject({ tag: tag('key, Owner by default') }),
  async run(parameters, ask) {
    const key = parameters.tag ?? 'Owner'
    const all = await ask.read('ec2:DescribeInstances', {
      Filters: [{ Name: 'instance-state-name', Values: living }],
    })
    const without = all.filter(({ Tags }) => !hasTag(Tags, key))
    const starters = await startersOf(ask, without, ask.now)
    return {
      summary: summarize(without, { all: all.length, key, starters, region: ask.region }),
      evidence: without.map((instance) => ({
        evidence: `Instance without ${said(key, 40)} tag`,
        InstanceId: instance.InstanceId,
        Name: tagOf(instance.Tags, 'Name'),
        Type: instance.InstanceType,
        State: object(instance.State).Name,
        LaunchTime: instance.LaunchTime,
        StartedBy: starters.get(text(instance.LaunchTime)),
        ScalingGroup: tagOf(instance.Tags, 'aws:autoscaling:groupName'),
        OtherTags: otherTags(instance, key),
      })),
    }
  },
})

const living = ['pending', 'running', 'stopping', 'stopped']

const otherTags = ({ Tags }: Item, key: string) =>
  listed(
    tagsOf(Tags)
      .filter((tag) => tag.key !== 'Name' && tag.key !== key && !tag.key.startsWith('aws:'))
      .map((tag) => said(`${tag.key}=${tag.value}`, 60)),
  ) || undefined

interface Context {
  all: number
  key: string
  starters: ReadonlyMap<string, string>
  region: string
}

function summarize(without: readonly Item[], { all, key, starters, region }: Context): string {
  const tag = said(key, 40)
  if (all === 0) return `There is no instance in ${region}.`
  if (without.length === 0) return `All ${all} instances in ${region} have the tag ${tag}.`
  const running = without.filter(({ State }) => object(State).Name === 'running')
  const known = [...Map.groupBy(without, ({ LaunchTime }) => starters.get(text(LaunchTime)))]
  const started = known.flatMap(([by, some]) =>
    by === undefined ? [] : [`${listed(some.map(nameOf))} by ${by}`],
  )
  return sentences(
    `${counted(without.length, 'instance')} of ${all} in ${region} ${without.length === 1 ? 'lacks' : 'lack'} the tag ${tag}, ${running.length} of them running: ${listed(without.map(nameOf), 10)}.`,
    started.length > 0 ? `CloudTrail knows who started some: ${started.join('; ')}.` : '',
  )
}

const nameOf = ({ Tags, InstanceId }: Item) => said(tagOf(Tags, 'Name') ?? text(InstanceId), 60)
