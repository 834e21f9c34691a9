import { arn, company, hex } from './company.ts'
import { clusterNamed, type EcsService, ecsServices, isBroken } from './containers.ts'
import { badDeploy } from './incidents.ts'

/** What a scan found, the worst first. */
export interface Finding {
  name: string
  severity: 'CRITICAL' | 'HIGH' | 'MEDIUM' | 'LOW'
  package: string
  version: string
  fixedIn?: string
}

export interface ContainerImage {
  repository: string
  region: string
  version: string
  pushedDaysAgo: number
  /** Absent where nobody scanned it. */
  findings?: readonly Finding[]
}

/** Nobody has its images scanned. */
const unscanned = 'order-worker'

const zlib = finding('CVE-2023-45853', 'CRITICAL', 'zlib 1:1.2.13.dfsg-1')
const http2 = finding('CVE-2023-44487', 'HIGH', 'nghttp2 1.52.0-1', '1.52.0-1+deb12u1')
const loader = finding('CVE-2023-4911', 'HIGH', 'glibc 2.36-9+deb12u1', '2.36-9+deb12u3')
const openssl = finding('CVE-2023-5678', 'MEDIUM', 'openssl 3.0.11-1', '3.0.13-1')
const ncurses = finding('CVE-2023-50495', 'MEDIUM', 'ncurses 6.4-4')
const tar = finding('CVE-2022-48303', 'LOW', 'tar 1.34+dfsg-1.2')

/** The release that broke checkout went back to an old base image as well. */
const oldBase = [zlib, http2, loader, openssl, ncurses, tar]
const patched = [ncurses, tar]

export const containerImages: readonly ContainerImage[] = [
  ...new Set(ecsServices.map(repositoryOf)),
].flatMap((key) => imagesIn(ecsServices.filter((service) => repositoryOf(service) === key)))

export const repositories = [
  ...new Map(containerImages.map((one) => [`${one.region} ${one.repository}`, one])).values(),
].map(({ repository: name, region }) => ({
  name,
  region,
  createdDaysAgo: region.startsWith('eu') ? 500 : 905,
  scansOnPush: name !== unscanned,
  env: 'prod',
  service: name,
}))

export const repositoryArn = ({ name, region }: { name: string; region: string }) =>
  arn('ecr', region, `repository/${name}`)
export const repositoryUri = ({ name, region }: { name: string; region: string }) =>
  `${company.accountId}.dkr.ecr.${region}.amazonaws.com/${name}`
export const digestOf = ({ repository, version }: ContainerImage) =>
  `sha256:${hex(`image ${repository} ${version}`, 64)}`

function repositoryOf({ cluster, name }: EcsService): string {
  return `${clusterNamed(cluster).region} ${name}`
}

function imagesIn(services: readonly EcsService[]): ContainerImage[] {
  const images = services.flatMap((service) => {
    const { name: repository, cluster, version } = service
    const { region } = clusterNamed(cluster)
    const pushedDaysAgo = service.deployedDaysAgo + 0.1
    if (!isBroken(service)) return [image({ repository, region, version, pushedDaysAgo })]
    const { before, after } = badDeploy.version
    return [
      image({ repository, region, version: after, pushedDaysAgo, findings: oldBase }),
      image({ repository, region, version: before, pushedDaysAgo: 8.6 }),
    ]
  })
  return [...new Map(images.toReversed().map((one) => [one.version, one])).values()].toReversed()
}

function image(facts: ContainerImage): ContainerImage {
  return facts.repository === unscanned ? facts : { findings: patched, ...facts }
}

function finding(
  name: string,
  severity: Finding['severity'],
  of: string,
  fixedIn?: string,
): Finding {
  const [source = '', version = ''] = of.split(' ')
  return { name, severity, package: source, version, ...(fixedIn && { fixedIn }) }
}
