import { z } from 'zod'
import { type AwsJson, AwsRefusal } from './aws-json.ts'
import { Unmet } from './check.ts'

/** A repository has its key for good: one that is there is not encrypted with another. */
export async function repositoriesKeepKeys(
  names: readonly string[],
  kmsKeyArn: string | undefined,
  aws: AwsJson,
): Promise<string> {
  if (kmsKeyArn === undefined) return 'AWS’s own'
  for (const name of names) {
    const { repositories } = listed.parse(
      await aws('ecr', 'DescribeRepositories', { repositoryNames: [name] }).catch(none),
    )
    const [has] = repositories.map(({ encryptionConfiguration: { kmsKey } = {} }) => kmsKey)
    if (repositories.length > 0 && has !== kmsKeyArn) {
      throw new Unmet(
        `images.kmsKeyArn: ${name} was made with ${has ?? 'a key of AWS’s'}, and keeps it: delete the repository, or take another names.suffix`,
      )
    }
  }
  return kmsKeyArn
}

function none(error: unknown): object {
  if (error instanceof AwsRefusal && error.code === 'RepositoryNotFoundException') return {}
  throw error
}

const listed = z.object({
  repositories: z
    .array(
      z.object({ encryptionConfiguration: z.object({ kmsKey: z.string().optional() }).optional() }),
    )
    .default([]),
})
