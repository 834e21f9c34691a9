import type { Answers, Output, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { daysAgo, daysAhead } from '../clock.ts'
import { arn, tags, uuid } from '../facts/company.ts'
import { keyArn, type Secret, secretArn, secrets } from '../facts/keys.ts'
import { find, listing } from '../listing.ts'
import { paging } from '../paging.ts'

const missing = {
  name: 'ResourceNotFoundException',
  message: () => "Secrets Manager can't find the specified secret.",
}

export const answers: Answers = {
  ListSecrets: listing({
    as: 'SecretList',
    from: (at) =>
      secretsIn(at).map((one) => ({
        ...entry(one, at),
        SecretVersionsToStages: { [uuid(`version ${one.name}`)]: ['AWSCURRENT'] },
      })),
    paging: paging.nextToken,
  }),
  DescribeSecret: (input, at) => {
    const all = secretsIn(at).map((one) => ({
      ...entry(one, at),
      VersionIdsToStages: { [uuid(`version ${one.name}`)]: ['AWSCURRENT'] },
    }))
    return find<Output>(all, text(input, 'SecretId'), { by: ['ARN', 'Name'], missing })
  },
  ListSecretVersionIds: (input, at) => {
    const all = secretsIn(at).map((one) => ({ ...entry(one, at), one }))
    const { ARN, Name, LastChangedDate } = find(all, text(input, 'SecretId'), {
      by: ['ARN', 'Name'],
      missing,
    })
    const VersionId = uuid(`version ${Name}`)
    const Versions = [{ VersionId, VersionStages: ['AWSCURRENT'], CreatedDate: LastChangedDate }]
    return { ARN, Name, Versions }
  },
  GetResourcePolicy: (input, at) => {
    const all = secretsIn(at).map((one) => entry(one, at))
    const { ARN, Name } = find(all, text(input, 'SecretId'), { by: ['ARN', 'Name'], missing })
    return { ARN, Name }
  },
}

const secretsIn = (at: Place) => secrets.filter(({ region }) => region === at.region)

function entry(one: Secret, at: Place) {
  const { name, region, description, createdDaysAgo, rotation, key, owningService } = one
  return {
    ARN: secretArn(one),
    Name: name,
    Description: description,
    ...(key && { KmsKeyId: keyArn({ name: key, region }) }),
    ...(rotation && rotated(rotation, at)),
    LastChangedDate: daysAgo(at, rotation?.lastDaysAgo ?? createdDaysAgo),
    LastAccessedDate: daysAgo(at, 0.4),
    Tags: tags('', one).slice(1),
    ...(owningService && { OwningService: owningService }),
    CreatedDate: daysAgo(at, createdDaysAgo),
  }
}

function rotated(
  { everyDays, lastDaysAgo, function: name }: NonNullable<Secret['rotation']>,
  at: Place,
) {
  return {
    RotationEnabled: true,
    ...(name && { RotationLambdaARN: arn('lambda', at.region, `function:${name}`) }),
    RotationRules: { AutomaticallyAfterDays: everyDays },
    LastRotatedDate: daysAgo(at, lastDaysAgo),
    NextRotationDate: daysAhead(at, everyDays - lastDaysAgo),
  }
}
