import { ecr } from '@pulumi/aws'
import { ecr as awsxEcr } from '@pulumi/awsx'
import { Image as DockerImage } from '@pulumi/docker'
import {
  ComponentResource,
  type ComponentResourceOptions,
  interpolate,
  mergeOptions,
  type Output,
  type ResourceTransform,
  secret,
} from '@pulumi/pulumi'

interface ImageArgs {
  repositoryName: string
  /** What goes in, and a tag that says so: the same content has the same tag. */
  source: { context: string; dockerfile: string; args: Record<string, string>; tag: string }
  /** Of what the repository has under that tag: it is used as it is, and nothing is built. */
  pushed: string | undefined
  kmsKeyArn: string | undefined
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
        ...(args.kmsKeyArn === undefined
          ? {}
          : { encryptionConfigurations: [{ encryptionType: 'KMS', kmsKey: args.kmsKeyArn }] }),
        // Images are made from the sources again; a stack that goes takes them along.
        forceDelete: true,
        lifecyclePolicy: { rules: [keepNewest] },
        tags: args.tags,
      },
      { parent: this, transforms: [keepsItsKey] },
    )
    const { userName, password } = ecr.getAuthorizationTokenOutput({}, { parent: this })
    const { tag } = args.source
    const imageName = interpolate`${repository.url}:${tag}`
    // docker.Image has the engine's builder make the image: it adds no attestations, which buildx
    // does and Lambda refuses. It builds and pushes whenever it is made or changed, and a tag can be
    // pushed once: so each content is a resource of its own. One whose tag is there is left as the
    // stack has it; where the stack has it not, an empty image stands for it.
    const image = new DockerImage(
      `${name}-${tag}`,
      {
        ...(args.pushed === undefined ? built(imageName, args.source) : kept(imageName)),
        registry: { server: repository.url, username: userName, password: secret(password) },
      },
      {
        parent: this,
        ignoreChanges: args.pushed === undefined ? [] : ['imageName', 'build', 'skipPush'],
        retainOnDelete: true,
      },
    )
    const digest = args.pushed ?? image.repoDigest.apply((uri) => uri.slice(uri.indexOf('@') + 1))
    this.uri = interpolate`${repository.url}@${digest}`
    this.registerOutputs({ uri: this.uri })
  }
}

/** A repository has its key for good: another would be another repository, without its images. */
const keepsItsKey: ResourceTransform = ({ type, props, opts }) =>
  type === 'aws:ecr/repository:Repository'
    ? { props, opts: mergeOptions(opts, { ignoreChanges: ['encryptionConfigurations'] }) }
    : undefined

const platform = 'linux/amd64'

function built(imageName: Output<string>, { context, dockerfile, args }: ImageArgs['source']) {
  return { imageName, build: { context, dockerfile, platform, args }, skipPush: false }
}

/** An image of nothing, which stays where it is made: the one that is meant lies in the repository. */
function kept(imageName: Output<string>) {
  const context = 'images/kept'
  return {
    imageName: interpolate`${imageName}-kept`,
    build: { context, dockerfile: `${context}/Dockerfile`, platform },
    skipPush: true,
  }
}

/** Enough to roll back by: Lambda wants the image of a version for as long as it runs. */
const keepNewest = {
  description: 'Keep the newest 20 images',
  tagStatus: 'any' as const,
  maximumNumberOfImages: 20,
}
