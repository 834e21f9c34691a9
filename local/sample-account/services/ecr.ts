import type { Answers, Input, Output, Place } from '../answer.ts'
import { record, records, text } from '../answer.ts'
import { daysAgo } from '../clock.ts'
import { SampleAccountError } from '../error.ts'
import { company, tags } from '../facts/company.ts'
import {
  type ContainerImage,
  containerImages,
  digestOf,
  type Finding,
  repositories,
  repositoryArn,
  repositoryUri,
} from '../facts/registry.ts'
import { listing } from '../listing.ts'
import { paging } from '../paging.ts'

export const answers: Answers = {
  DescribeRepositories: listing({
    as: 'repositories',
    from: (at) => repositoriesIn(at).map((one) => repository(one, at)),
    ids: {
      input: 'repositoryNames',
      member: 'repositoryName',
      missing: { name: 'RepositoryNotFoundException', message: notThere },
    },
    paging: paging.camel,
  }),
  ListImages: listing({
    as: 'imageIds',
    from: (at, input) => imagesOf(input, at).map(idOf),
    paging: paging.camel,
  }),
  DescribeImages: listing({
    as: 'imageDetails',
    from: (at, input) => namedImages(input, at).map((one) => detail(one, at)),
    paging: paging.camel,
  }),
  DescribeImageScanFindings: (input, at) => {
    const [found] = namedImages({ ...input, imageIds: [input.imageId] }, at)
    const { findings } = found ?? {}
    if (found === undefined || findings === undefined) throw notScanned(input)
    return {
      registryId: company.accountId,
      repositoryName: found.repository,
      imageId: idOf(found),
      imageScanStatus: scanned,
      imageScanFindings: { ...counts(found, findings, at), findings: findings.map(shown) },
    }
  },
  GetLifecyclePolicy: (input, at) => {
    const { name } = repositoryOf(input, at)
    throw new SampleAccountError('LifecyclePolicyNotFoundException', {
      message: `Lifecycle policy does not exist for the repository with name '${name}' in the registry with id '${company.accountId}'`,
    })
  },
  GetRepositoryPolicy: (input, at) => {
    const { name } = repositoryOf(input, at)
    throw new SampleAccountError('RepositoryPolicyNotFoundException', {
      message: `Repository policy does not exist for the repository with name '${name}' in the registry with id '${company.accountId}'`,
    })
  },
  ListTagsForResource: (input, at) => {
    const found = repositoriesIn(at).find(
      (one) => repositoryArn(one) === text(input, 'resourceArn'),
    )
    if (found === undefined) throw missing(text(input, 'resourceArn') ?? '')
    return { tags: tags('', found).slice(1) }
  },
}

const repositoriesIn = (at: Place) => repositories.filter(({ region }) => region === at.region)

function repositoryOf(input: Input, at: Place) {
  const asked = text(input, 'repositoryName') ?? ''
  const found = repositoriesIn(at).find(({ name }) => name === asked)
  if (found === undefined) throw missing(asked)
  return found
}

function notThere(name: string): string {
  return `The repository with name '${name}' does not exist in the registry with id '${company.accountId}'`
}

const missing = (name: string) =>
  new SampleAccountError('RepositoryNotFoundException', { message: notThere(name) })

const repository = (one: (typeof repositories)[number], at: Place) => ({
  repositoryArn: repositoryArn(one),
  registryId: company.accountId,
  repositoryName: one.name,
  repositoryUri: repositoryUri(one),
  createdAt: daysAgo(at, one.createdDaysAgo),
  imageTagMutability: 'MUTABLE',
  imageScanningConfiguration: { scanOnPush: one.scansOnPush },
  encryptionConfiguration: { encryptionType: 'AES256' },
})

function imagesOf(input: Input, at: Place): ContainerImage[] {
  const { name, region } = repositoryOf(input, at)
  return containerImages.filter((one) => one.repository === name && one.region === region)
}

/** Those that `imageIds` names by tag or digest; all without. */
function namedImages(input: Input, at: Place): ContainerImage[] {
  const all = imagesOf(input, at)
  const wanted = records(input, 'imageIds')
  if (wanted.length === 0) return all
  return wanted.map((id) => {
    const found = all.find((one) =>
      id.imageTag === undefined ? id.imageDigest === digestOf(one) : id.imageTag === one.version,
    )
    if (found !== undefined) return found
    const { name } = repositoryOf(input, at)
    throw new SampleAccountError('ImageNotFoundException', {
      message: `The image with imageId {imageDigest:'${id.imageDigest ?? 'null'}', imageTag:'${id.imageTag ?? 'null'}'} does not exist within the repository with name '${name}' in the registry with id '${company.accountId}'`,
    })
  })
}

const idOf = (one: ContainerImage) => ({ imageDigest: digestOf(one), imageTag: one.version })

const scanned = { status: 'COMPLETE', description: 'The scan was completed successfully.' }

function detail(one: ContainerImage, at: Place): Output {
  return {
    registryId: company.accountId,
    repositoryName: one.repository,
    imageDigest: digestOf(one),
    imageTags: [one.version],
    imageSizeInBytes: 148_000_000,
    imagePushedAt: daysAgo(at, one.pushedDaysAgo),
    imageManifestMediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    artifactMediaType: 'application/vnd.docker.container.image.v1+json',
    ...(one.findings && {
      imageScanStatus: scanned,
      imageScanFindingsSummary: counts(one, one.findings, at),
    }),
  }
}

function counts(one: ContainerImage, findings: readonly Finding[], at: Place): Output {
  const bySeverity = Map.groupBy(findings, ({ severity }) => severity)
  return {
    imageScanCompletedAt: daysAgo(at, one.pushedDaysAgo - 0.01),
    vulnerabilitySourceUpdatedAt: daysAgo(at, one.pushedDaysAgo),
    findingSeverityCounts: Object.fromEntries(
      [...bySeverity].map(([severity, those]) => [severity, those.length]),
    ),
  }
}

const shown = ({ name, severity, package: source, version, fixedIn }: Finding) => ({
  name,
  severity,
  uri: `https://security-tracker.debian.org/tracker/${name}`,
  attributes: [
    { key: 'package_name', value: source },
    { key: 'package_version', value: version },
    ...(fixedIn === undefined ? [] : [{ key: 'fixed_in_version', value: fixedIn }]),
  ],
})

function notScanned(input: Input) {
  const { imageDigest, imageTag } = record(input.imageId)
  return new SampleAccountError('ScanNotFoundException', {
    message: `Image scan does not exist for the image with '{imageDigest:'${imageDigest ?? 'null'}', imageTag:'${imageTag ?? 'null'}'}' in the repository with name '${text(input, 'repositoryName')}' in the registry with id '${company.accountId}'`,
  })
}
