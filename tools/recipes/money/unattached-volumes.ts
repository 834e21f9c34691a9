import * as z from 'zod'
import { namesSaid } from '../evidence/named.ts'
import { tagOf } from '../evidence/tags.ts'
import { number, objects, text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, isAre, listed, numbered, said } from '../evidence/wording.ts'
import { name, polarity } from '../parameters.ts'
import { type Ask, defineRecipe, type Item, type Place } from '../recipe.ts'

/** EBS volumes that are paid for and attached to nothing; or those that are attached, and to what. */
export const unattachedVolumes = defineRecipe({
  name: 'unattached_volumes',
  about: 'money',
  description: 'EBS volumes that are attached to nothing (or to something), with size and age.',
  questions: [
    'which volumes are unattached?',
    'show unused EBS volumes',
    'which disks are not attached to any instance?',
    'orphaned volumes',
  ],
  scope: 'estate',
  services: ['ec2'],
  parameters: z.strictObject({
    polarity: polarity(['unattached', 'attached']),
    name: name('instance that they are attached to, or its id'),
  }),
  async run({ polarity: way, name: instance }, ask) {
    const isAttached = instance !== undefined || way === 'attached'
    const all = await ask.everywhere(isAttached ? volumesWithInstances : volumes)
    const meant = all.filter((one) => isAttached === one.to.length > 0 && isOf(instance, one))
    return {
      summary: summarize(meant, { all: all.length, isAttached, instance, ask }),
      evidence: meant
        .toSorted((a, b) => number(b.volume.Size) - number(a.volume.Size))
        .map(({ volume, to, region }) => ({
          evidence: isAttached ? 'Attached volume' : 'Unattached volume',
          Name: tagOf(volume.Tags, 'Name'),
          VolumeId: volume.VolumeId,
          ...(isAttached ? { AttachedTo: listed(to, 3) } : {}),
          SizeGiB: volume.Size,
          VolumeType: volume.VolumeType,
          CreateTime: volume.CreateTime,
          Region: ask.shownRegion(region),
        })),
    }
  },
})

interface Volume {
  volume: Item
  region: string
  /** Names, or ids, of what it is attached to. */
  to: string[]
  ids: string[]
}

const volumes = async ({ read, region }: Place): Promise<Volume[]> =>
  (await read('ec2:DescribeVolumes')).map((volume) => {
    const ids = objects(volume.Attachments).map(({ InstanceId }) => text(InstanceId))
    return { volume, region, ids, to: ids }
  })

async function volumesWithInstances(place: Place): Promise<Volume[]> {
  const [all, instances = []] = await Promise.all([
    volumes(place),
    place.tryRead('ec2:DescribeInstances'),
  ])
  const names = new Map(instances.map((one) => [text(one.InstanceId), tagOf(one.Tags, 'Name')]))
  return all.map((one) => ({ ...one, to: one.ids.map((id) => names.get(id) ?? id) }))
}

const isOf = (instance: string | undefined, { to, ids }: Volume) =>
  instance === undefined || ids.includes(instance) || namesSaid(instance, to).length > 0

interface Context {
  all: number
  isAttached: boolean
  instance: string | undefined
  ask: Ask
}

function summarize(meant: readonly Volume[], { all, isAttached, instance, ask }: Context): string {
  const of = instance === undefined ? 'something' : said(instance)
  const state = isAttached ? `attached to ${of}` : 'attached to nothing'
  if (meant.length === 0) {
    return aboutAll(
      ask.whole(),
      isAttached
        ? `No volume in ${ask.where} is ${state}.`
        : `No volume in ${ask.where} is unattached.`,
      `Of the ${numbered(all, 'volume')} that could be seen, 0 are ${state}.`,
    )
  }
  const sizeGiB = meant.reduce((sum, { volume }) => sum + number(volume.Size), 0)
  const names = meant.map(({ volume }) =>
    said(tagOf(volume.Tags, 'Name') ?? text(volume.VolumeId), 60),
  )
  return `${counted(meant.length, 'volume')} in ${ask.where} ${isAre(meant.length)} ${state}, ${sizeGiB.toLocaleString('en-US')} GiB in all: ${listed(names, 10)}.`
}
