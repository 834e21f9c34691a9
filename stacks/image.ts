import { ecr } from '@pulumi/aws'
import { ecr as awsxEcr } from '@pulumi/awsx'
import { Image as DockerImage } from '@pulumi/docker'
import {
  ComponentResource,
  type ComponentResourceOptions,
  interpolate,
  type Output,
  secret,
} from '@pulumi/pulumi'

interface ImageArgs {
  repositoryName: string
  /** What goes in, and a tag that says so: the same content has the same tag. */
  source: { context: string; dockerfile: string; args: Record<string, string>; tag: string }
  tags: Record<string, string>
}

/** An image in a repository of its own, for x86_64. */
export class Image extends ComponentResource {
  /** By digest: what was pushed, whatever happens to its tag. */
  readonly uri: Output<string>

  constructor(name: string, args: ImageArgs, options?: ComponentResourceOptions) {
    super('aws-operations-agent:index:Image', name, {}, options)
    const repository = new awsxEcr.Repository(
      name,
      {
        name: args.repositoryName,
        imageTagMutability: 'IMMUTABLE',
        imageScanningConfiguration: { scanOnPush: true },
        // Images are made from the sources again; a stack that goes takes them along.
        forceDelete: true,
        lifecyclePolicy: { rules: [keepNewest] },
        tags: args.tags,
      },
      { parent: this },
    )
    const { userName, password } = ecr.getAuthorizationTokenOutput({}, { parent: this })
    const { context, dockerfile, args: buildArgs, tag } = args.source
    // docker.Image has the engine's builder make the image: it adds no attestations, which buildx
    // does and Lambda refuses.
    const image = new DockerImage(
      name,
      {
        imageName: interpolate`${repository.url}:${tag}`,
        build: { context, dockerfile, platform: 'linux/amd64', args: buildArgs },
        registry: { server: repository.url, username: userName, password: secret(password) },
      },
      { parent: this },
    )
    this.uri = image.repoDigest
    this.registerOutputs({ uri: this.uri })
  }
}

/** Enough to roll back by: Lambda wants the image of a version for as long as it runs. */
const keepNewest = {
  description: 'Keep the newest 20 images',
  tagStatus: 'any' as const,
  maximumNumberOfImages: 20,
}
