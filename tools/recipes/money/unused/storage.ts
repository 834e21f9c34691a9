import { daysSince } from '../../evidence/ages.ts'
import { tagOf } from '../../evidence/tags.ts'
import { number, object, objects, text } from '../../evidence/values.ts'
import { counted } from '../../evidence/wording.ts'
import type { Item, Place } from '../../recipe.ts'
import { snapshotMonthlyUsd, volumeMonthlyUsd } from './list-prices.ts'
import type { Unused } from './unused.ts'

/** Volumes that are attached to nothing, or to an instance that does not run. */
export async function unusedVolumes({ tryRead }: Place): Promise<Unused[]> {
  const [volumes = [], stopped = []] = await Promise.all([
    tryRead('ec2:DescribeVolumes'),
    tryRead('ec2:DescribeInstances', {
      Filters: [{ Name: 'instance-state-name', Values: ['stopped'] }],
    }),
  ])
  const spare = volumes.filter(({ State }) => State === 'available')
  const ofStopped = stopped.map((instance) => [instance, volumesOf(instance, volumes)] as const)
  return [
    ...spare.map(spareVolume),
    ...ofStopped
      .filter(([, own]) => own.length > 0)
      .map(([instance, own]) => asleep(instance, own)),
  ]
}

const spareVolume = (volume: Item): Unused => ({
  kind: 'unattached volume',
  id: text(volume.VolumeId),
  name: tagOf(volume.Tags, 'Name'),
  why: `${number(volume.Size)} GiB ${text(volume.VolumeType)}, attached to nothing`,
  since: text(volume.CreateTime).slice(0, 10),
  monthlyUsd: priceOf(volume),
})

const volumesOf = ({ InstanceId }: Item, volumes: readonly Item[]) =>
  volumes.filter(({ Attachments }) =>
    objects(Attachments).some((attachment) => attachment.InstanceId === InstanceId),
  )

function asleep(instance: Item, volumes: readonly Item[]): Unused {
  const sizeGiB = volumes.reduce((sum, { Size }) => sum + number(Size), 0)
  // AWS writes the time into the reason: `User initiated (2026-02-06 14:25:31 GMT)`.
  const stopped = /\((\d{4}-\d\d-\d\d)/.exec(text(instance.StateTransitionReason))?.[1]
  return {
    kind: 'stopped instance',
    id: text(instance.InstanceId),
    name: tagOf(instance.Tags, 'Name'),
    why: `does not run, but keeps ${counted(volumes.length, 'volume')} of ${sizeGiB} GiB`,
    since: stopped,
    monthlyUsd: sum(volumes.map(priceOf)),
  }
}

const priceOf = ({ VolumeType, Size, Iops }: Item) =>
  volumeMonthlyUsd({ type: text(VolumeType), sizeGiB: number(Size), iops: number(Iops) })

const sum = (amounts: readonly (number | undefined)[]) =>
  amounts.reduce<number | undefined>(
    (total, amount) => (total === undefined || amount === undefined ? undefined : total + amount),
    0,
  )

/** Own snapshots that are over a year old and that no image of ours needs. */
export async function oldSnapshots({ tryRead, now }: Place): Promise<Unused[]> {
  const snapshots = (await tryRead('ec2:DescribeSnapshots', { OwnerIds: ['self'] })) ?? []
  const old = snapshots.filter(({ StartTime }) => daysSince(StartTime, now) > oldDays)
  if (old.length === 0) return []
  const images = await tryRead('ec2:DescribeImages', { Owners: ['self'] })
  // Whether an image needs them is then not known: they are no waste.
  if (images === undefined) return []
  const needed = new Set(
    images.flatMap(({ BlockDeviceMappings }) =>
      objects(BlockDeviceMappings).map(({ Ebs }) => text(object(Ebs).SnapshotId)),
    ),
  )
  return old
    .filter(({ SnapshotId }) => !needed.has(text(SnapshotId)))
    .map(({ SnapshotId, VolumeSize, StartTime, Tags }) => ({
      kind: 'old snapshot',
      id: text(SnapshotId),
      name: tagOf(Tags, 'Name'),
      why: `of a volume of ${number(VolumeSize)} GiB, over a year old and of no image; at most this price`,
      since: text(StartTime).slice(0, 10),
      monthlyUsd: snapshotMonthlyUsd(number(VolumeSize)),
    }))
}

const oldDays = 365
