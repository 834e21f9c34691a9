import { tagOf } from '../../evidence/tags.ts'
import { object, objects, text } from '../../evidence/values.ts'
import { said } from '../../evidence/wording.ts'
import type { Place } from '../../recipe.ts'
import { type Trouble, timeOf } from './trouble.ts'

/** Instances that fail AWS's own checks. */
export async function impairedInstances(place: Place): Promise<Trouble[]> {
  const all = (await place.tryRead('ec2:DescribeInstanceStatus')) ?? []
  const impaired = all.filter((one) =>
    [one.SystemStatus, one.InstanceStatus].some(
      (status) => text(object(status).Status) === 'impaired',
    ),
  )
  if (impaired.length === 0) return []
  const instances = (await place.tryRead('ec2:DescribeInstances')) ?? []
  const names = new Map(instances.map((one) => [text(one.InstanceId), tagOf(one.Tags, 'Name')]))
  return impaired.map((one) => ({
    kind: 'impaired instance',
    name: names.get(text(one.InstanceId)) ?? text(one.InstanceId),
    state: `fails its status checks (${text(one.InstanceId)})`,
    since: timeOf(objects(object(one.InstanceStatus).Details)[0]?.ImpairedSince),
    weight: 80,
    region: place.region,
  }))
}

/** Databases that nobody can use, or soon cannot. */
export async function failingDatabases(place: Place): Promise<Trouble[]> {
  const all = (await place.tryRead('rds:DescribeDBInstances')) ?? []
  return all
    .filter(({ DBInstanceStatus }) => isDown(text(DBInstanceStatus)))
    .map(({ DBInstanceIdentifier, DBInstanceStatus }) => ({
      kind: 'failing database',
      name: text(DBInstanceIdentifier),
      state: `is ${said(text(DBInstanceStatus))}`,
      since: undefined,
      weight: 90,
      region: place.region,
    }))
}

const isDown = (status: string) =>
  /^(?:failed|storage-full|inaccessible|incompatible|restore-error|insufficient-capacity)/.test(
    status,
  )
