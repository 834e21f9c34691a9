import { z } from 'zod'
import { tagOf } from '../evidence/tags.ts'
import { counted } from '../evidence/wording.ts'
import { defineRecipe } from '../recipe.ts'

/** EBS volumes that are paid for and attached to nothing. */
export const unattachedVolumes = defineRecipe({
  name: 'unattached_volumes',
  about: 'money',
  description: 'EBS volumes that are attached to nothing, with their size and age.',
  questions: [
    'which volumes are unattached?',
    'show unused EBS volumes',
    'which disks are not attached to any instance?',
    'orphaned volumes',
  ],
  scope: 'regional',
  services: ['ec2'],
  parameters: z.strictObject({}),
  async run(_parameters, { read, region }) {
    const volumes = await read('ec2:DescribeVolumes', {
      Filters: [{ Name: 'status', Values: ['available'] }],
    })
    const sizeGiB = volumes.reduce((sum, { Size }) => sum + Number(Size), 0)
    return {
      summary:
        volumes.length === 0
          ? `No volume in ${region} is unattached.`
          : `${counted(volumes.length, 'volume')} in ${region} ${volumes.length === 1 ? 'is' : 'are'} attached to nothing, ${sizeGiB} GiB in all.`,
      evidence: volumes.map(({ VolumeId, Size, VolumeType, CreateTime, Tags }) => ({
        evidence: 'Unattached volume',
        VolumeId,
        Name: tagOf(Tags, 'Name'),
        SizeGiB: Size,
        VolumeType,
        CreateTime,
      })),
    }
  },
})
