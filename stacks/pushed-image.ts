import { ecr } from '@pulumi/aws'

/**
 * The digest of what the repository has under a tag; undefined where it has none, or is not made yet.
 * A tag is of its content: what has it need not be made again, and could not be pushed again.
 */
export async function pushedDigest(
  repositoryName: string,
  tag: string,
): Promise<string | undefined> {
  const images = await imagesOf(repositoryName)
  return images.find(({ imageTag }) => imageTag === tag)?.imageDigest
}

async function imagesOf(repositoryName: string) {
  try {
    const { imageIds = [] } = await ecr.getImages({ repositoryName })
    return imageIds
  } catch (cause) {
    if (String(cause).includes('RepositoryNotFoundException')) return []
    throw new Error(
      `What the repository ${repositoryName} has cannot be told (ecr:ListImages): ${cause}`,
      { cause },
    )
  }
}
