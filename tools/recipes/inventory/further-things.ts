import { serviceNames, services } from '../../catalogue/services.ts'
import { findOperation } from '../../executor/find-operation.ts'
import { inParallel } from '../../executor/in-parallel.ts'
import { furtherKinds } from '../../questions/things/further-kinds.ts'
import { withName } from '../../questions/things/identity.ts'
import type { Kind } from '../../questions/things/kind.ts'
import { ToolError } from '../../tool-error.ts'
import { listed } from '../evidence/wording.ts'
import type { Ask, Place } from '../recipe.ts'
import { pluralOf, type Thing, thingsOf } from './things.ts'

/** What people call by a name among the further services, the most asked for first. */
const namedKinds: readonly Kind[] = [
  ...['state machine', 'secret', 'image repository', 'distribution', 'pipeline', 'build project'],
  ...['key alias', 'KMS key', 'EventBridge rule', 'parameter', 'Glue job', 'Glue database'],
  ...['ElastiCache cluster', 'search domain', 'Kinesis stream', 'delivery stream', 'file system'],
  ...['Redshift cluster', 'user pool', 'web ACL', 'backup plan', 'code repository', 'job queue'],
  ...['CodeDeploy application', 'Beanstalk environment', 'broker', 'Kafka cluster', 'event bus'],
].flatMap((noun) => furtherKinds.filter((kind) => kind.noun === noun))

/**
 * Things of that name among the further services that the deployment has. Of an ARN its service's
 * kinds alone are listed. What could not be listed is told once, where nothing was found.
 */
export async function furtherThings(asked: string, ask: Ask): Promise<Thing[]> {
  const [, arnOf] = /^arn:aws[\w-]*:([\w-]+):/.exec(asked) ?? []
  const on = await inParallel(namedKinds, 8, async (kind) => {
    const { service } = await findOperation(kind.list, serviceNames)
    const isMeant = arnOf === undefined || services[service].iam === arnOf
    return isMeant && ask.has(service) ? [kind] : []
  })
  const failed: { kind: Kind; error: ToolError }[] = []
  const found = await inParallel(on.flat(), 6, (kind) =>
    thingsOf(kind, { ...ask, places: ask.places.map((place) => quietly(place, kind, failed)) }),
  )
  const things = withName(found.flat(), asked).found
  const [first] = failed
  if (things.length === 0 && first !== undefined) {
    const kinds = new Set(failed.map(({ kind }) => pluralOf(kind)))
    ask.missed(`lists of ${listed([...kinds], 5)}`, first.error.message)
  }
  return things
}

/** A place whose reads fail without a word of each of them. */
const quietly = (place: Place, kind: Kind, failed: { kind: Kind; error: ToolError }[]): Place => ({
  ...place,
  tryRead: async (...call) => {
    try {
      return await place.read(...call)
    } catch (error) {
      if (!(error instanceof ToolError)) throw error
      if (error.code !== 'not_found') failed.push({ kind, error })
      return undefined
    }
  },
})
