import type { Json } from '../json.ts'
import { isRecord } from '../json.ts'
import { withPlainItems } from './dynamodb-items.ts'
import type { FoundOperation } from './find-operation.ts'
import { withIsoTimes } from './iso-times.ts'
import { hasNoDatapoints, inOrder } from './metric-order.ts'

/**
 * An answer in the one form that all are given in, whatever the service's own is. Of redacted
 * output: what hides a secret knows the services' forms.
 */
export function oneForm(
  output: Json,
  { service, name }: FoundOperation,
  input: Readonly<Record<string, unknown>>,
): Json {
  if (service === 'dynamodb') return withPlainItems(output)
  if (service === 'cloudwatch') return inOrder(output, input)
  if (service === 's3' && name === 'GetBucketLocation') return withLocation(output)
  return withIsoTimes(output, service)
}

/** S3 says nothing of us-east-1, and of a region by its first name. */
function withLocation(output: Json): Json {
  const { LocationConstraint: given } = isRecord(output) ? output : {}
  const region = given === 'EU' ? 'eu-west-1' : given || 'us-east-1'
  return { ...(isRecord(output) ? output : {}), LocationConstraint: region }
}

/** What to look at where AWS answered, but with nothing. */
export function emptyHint(
  { service, name }: FoundOperation,
  items: readonly Json[],
): string | undefined {
  const isMetrics = service === 'cloudwatch' && /^GetMetric(Statistics|Data)$/.test(name)
  if (!isMetrics || !hasNoDatapoints(items)) return undefined
  return (
    'No datapoints: ListMetrics shows the names and Dimensions that exist (all of them must be ' +
    'given, exactly); or the period has none, or is in another region.'
  )
}
