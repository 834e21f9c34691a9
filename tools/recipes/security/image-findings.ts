import * as z from 'zod'
import { readServices } from '../evidence/ecs-services.ts'
import { namesMeant, noSuch } from '../evidence/named.ts'
import { readEach } from '../evidence/read-each.ts'
import { number, object, objects, text, texts } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, isAre, listed, numbered, said, sentences } from '../evidence/wording.ts'
import { choice, name, polarity, text as text_ } from '../parameters.ts'
import {
  type Answer,
  type Ask,
  defineRecipe,
  type Evidence,
  type Item,
  type Place,
} from '../recipe.ts'

/** Images in which a scan found something, those that run first, with where they run. */
export const imageFindings = defineRecipe({
  name: 'image_findings',
  about: 'security',
  description:
    'Container images in ECR whose scan found vulnerabilities, by severity, with the ECS services that run them; images that were not scanned.',
  questions: [
    'which images have vulnerabilities?',
    'vulnerable images',
    'which container images have critical findings?',
    'do we run images with known CVEs?',
    'image scan findings in ECR',
    'which images were never scanned?',
    'which images are clean?',
  ],
  scope: 'estate',
  services: ['ecr', 'ecs'],
  parameters: z.strictObject({
    severity: choice(
      ['HIGH', 'CRITICAL', 'MEDIUM', 'LOW', 'INFORMATIONAL'],
      'the least that counts, HIGH by default',
    ),
    name: name('image repository'),
    tag: text_('tag of the image, as its version: all by default'),
    polarity: polarity(['with', 'without']),
  }),
  async run({ severity = 'HIGH', name: asked, tag, polarity: way }, ask) {
    const repositories = await ask.everywhere(async (place) =>
      (await place.read('ecr:DescribeRepositories')).map((item) => ({ item, place })),
    )
    const names = repositories.map(({ item }) => text(item.repositoryName))
    const called = asked === undefined ? names : namesMeant({ name: asked }, names)
    if (asked !== undefined && called.length === 0) {
      return { summary: noSuch('image repository', { names, name: asked }, ask), evidence: [] }
    }
    const meant = repositories.filter(({ item }) => called.includes(text(item.repositoryName)))
    const all = (
      await Promise.all([...Map.groupBy(meant, ({ place }) => place)].map(imagesIn))
    ).flat()
    const tagged = tag === undefined ? all : all.filter(({ label }) => label === tag)
    if (tag !== undefined && tagged.length === 0) {
      const tags = [...new Set(all.map(({ label }) => label))]
      return { summary: noSuch('image tag', { names: tags, name: tag }, ask), evidence: [] }
    }
    const images = await withOwnScans(tagged)
    const counts = severities.slice(0, severities.indexOf(severity) + 1)
    const bad = images
      .filter((image) => counts.some((one) => image.counts[one] > 0))
      .toSorted(worstFirst)
    const worst = await Promise.all(bad.slice(0, mostTold).map(withNames))
    ask.note(
      'Where an image runs is known of ECS services alone, by its own tag or digest, and not of EKS, Lambda or machines, nor of the parts of an image for several platforms. What a scan of long ago found, one of now may not.',
    )
    const told = { images, severity, counts, ask, ...(tag === undefined ? {} : { tag }) }
    return way === 'without'
      ? answerClean(bad, told)
      : answer([...worst, ...bad.slice(mostTold)], told)
  },
})

const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL'] as const
type Severity = (typeof severities)[number]
const severityNames: readonly string[] = severities

/** Of so many it is read what was found. */
const mostTold = 3

interface Image {
  repository: string
  /** Its tags, else its digest. */
  label: string
  digest: string
  place: Place
  pushed: string
  scanned: boolean
  /** Why there is no scan, as AWS calls it: `UNSUPPORTED_IMAGE`. */
  status: string
  scannedAt: string
  counts: Readonly<Record<Severity, number>>
  /** Undefined where that was not looked at. */
  runsIn: readonly string[] | undefined
  found?: readonly string[]
}

async function imagesIn([place, some]: [Place, readonly { item: Item }[]]): Promise<Image[]> {
  const repositories = some.map(({ item }) => item)
  const listed = await readEach(place, repositories, {
    operation: 'ecr:DescribeImages',
    parameters: ({ repositoryName }) => ({ repositoryName }),
    noun: 'ECR repo',
  })
  const running =
    listed.size === 0
      ? []
      : place.has('ecs')
        ? await place.attempt('which images ECS services run', () => imagesRun(place))
        : undefined
  return [...listed].flatMap(([{ repositoryUri }, images]) =>
    // What holds images of several platforms is scanned image by image.
    images
      .filter(
        ({ imageManifestMediaType }) => !/index|manifest\.list/.test(text(imageManifestMediaType)),
      )
      .map((image) => imageOf(image, { uri: text(repositoryUri), running, place })),
  )
}

/**
 * Newer basic scans stand in no list of images: each image is asked for its own, those that run and
 * the newest first. Of what was never scanned AWS knows no scan.
 */
async function withOwnScans(images: readonly Image[]): Promise<Image[]> {
  const open = images
    .filter(({ scanned, status }) => !scanned && !isUnscannable.test(status))
    .toSorted((a, b) => Number(isRun(b)) - Number(isRun(a)) || b.pushed.localeCompare(a.pushed))
  const asked = open.slice(0, mostAsked)
  const found = new Map<Image, Item | undefined>()
  for (const [place, some] of Map.groupBy(asked, (image) => image.place)) {
    const scans = await readEach(
      { ...place, read: (operation, input) => place.read(operation, input, firstPage) },
      some,
      {
        operation: 'ecr:DescribeImageScanFindings',
        parameters: ({ repository, digest }) => ({
          repositoryName: repository,
          imageId: { imageDigest: digest },
        }),
        noun: 'image',
      },
    )
    for (const [image, [scan]] of scans) found.set(image, scan)
  }
  for (const [place, some] of Map.groupBy(open.slice(mostAsked), (image) => image.place))
    place.missed(`scans of ${counted(some.length, 'older image')}`, `${mostAsked} were asked for.`)
  return images.map((image) => {
    const scan = found.get(image)
    const summary = object(scan?.imageScanFindings)
    const status = text(object(scan?.imageScanStatus).status) || image.status
    if (scan === undefined || !isScanned(summary, status)) return { ...image, status }
    return {
      ...image,
      status,
      scanned: true,
      scannedAt: text(summary.imageScanCompletedAt),
      counts: countsOf(summary),
    }
  })
}

const isRun = ({ runsIn }: Image) => (runsIn ?? []).length > 0
const firstPage = { most: 1, enough: true }
const mostAsked = 200

/** Of these AWS has no scan to tell, or none yet. */
const isUnscannable =
  /^(?:FAILED|UNSUPPORTED_IMAGE|PENDING|IN_PROGRESS|SCAN_ELIGIBILITY_EXPIRED|FINDINGS_UNAVAILABLE|LIMIT_EXCEEDED|IMAGE_ARCHIVED)$/

const isScanned = (summary: Item, status: string) =>
  Object.keys(summary).length > 0 && !isUnscannable.test(status)

interface Running {
  image: string
  service: string
}

async function imagesRun(place: Place): Promise<Running[]> {
  const services = await readServices(place)
  const definitions = await readEach(place, services, {
    operation: 'ecs:DescribeTaskDefinition',
    parameters: ({ service }) => ({ taskDefinition: service.taskDefinition }),
    noun: 'task definition',
  })
  return [...definitions].flatMap(([{ name: service, cluster }, [definition]]) =>
    objects(object(definition?.taskDefinition ?? definition).containerDefinitions).map(
      ({ image }) => ({
        image: text(image),
        service: `${service} (${cluster})`,
      }),
    ),
  )
}

interface Of {
  uri: string
  running: readonly Running[] | undefined
  place: Place
}

function imageOf(image: Item, { uri, running, place }: Of): Image {
  const [tags, digest] = [texts(image.imageTags), text(image.imageDigest)]
  const summary = object(image.imageScanFindingsSummary)
  const status = text(object(image.imageScanStatus).status)
  const called = new Set(tags.map((tag) => `${uri}:${tag}`))
  return {
    repository: text(image.repositoryName),
    label: tags[0] ?? digest.slice(0, 19),
    digest,
    place,
    pushed: text(image.imagePushedAt),
    scanned: isScanned(summary, status),
    status,
    scannedAt: text(summary.imageScanCompletedAt),
    counts: countsOf(summary),
    runsIn: running
      ?.filter((one) => called.has(one.image) || one.image.endsWith(`@${digest}`))
      .map(({ service }) => service),
  }
}

function countsOf({ findingSeverityCounts }: Item): Image['counts'] {
  const counts = object(findingSeverityCounts)
  return {
    CRITICAL: number(counts.CRITICAL),
    HIGH: number(counts.HIGH),
    MEDIUM: number(counts.MEDIUM),
    LOW: number(counts.LOW),
    INFORMATIONAL: number(counts.INFORMATIONAL),
  }
}

function worstFirst(a: Image, b: Image): number {
  const running = Number(isRun(b)) - Number(isRun(a))
  const worse = severities.map((one) => b.counts[one] - a.counts[one]).find((by) => by !== 0)
  return running || (worse ?? 0) || b.pushed.localeCompare(a.pushed)
}

/** With what was found in it, the worst first. */
async function withNames(image: Image): Promise<Image> {
  const pages = await image.place.tryRead('ecr:DescribeImageScanFindings', {
    repositoryName: image.repository,
    imageId: { imageDigest: image.digest },
  })
  const findings = (pages ?? []).flatMap((page) => {
    const all = object(page.imageScanFindings)
    return [...objects(all.findings), ...objects(all.enhancedFindings)]
  })
  const sorted = findings.toSorted((a, b) => rank(a) - rank(b))
  return { ...image, found: sorted.map(findingText) }
}

const rank = ({ severity }: Item) => {
  const at = severityNames.indexOf(text(severity))
  return at === -1 ? severities.length : at
}

/** `CVE-2023-45853 (CRITICAL, zlib)`, with what mends it. */
function findingText(finding: Item): string {
  const attribute = (key: string) =>
    text(objects(finding.attributes).find((one) => one.key === key)?.value)
  const [of, fixed] = [attribute('package_name'), attribute('fixed_in_version')]
  const named = text(finding.name) || text(finding.title)
  const parts = [text(finding.severity), of, fixed === '' ? '' : `fixed in ${fixed}`]
  return `${said(named, 80)} (${parts
    .filter((part) => part !== '')
    .map((part) => said(part, 60))
    .join(', ')})`
}

interface Context {
  images: readonly Image[]
  severity: Severity
  counts: readonly Severity[]
  ask: Ask
  tag?: string
}

function answer(bad: readonly Image[], context: Context): Answer {
  const { images, ask } = context
  const unscanned = images.filter(({ scanned }) => !scanned)
  return {
    summary: sentences(badText(bad, context), unscannedText(unscanned, ask)),
    evidence: [
      ...bad.map((image) => row('Image with findings', image, ask)),
      ...unscanned.map((image) => row('Image that was not scanned', image, ask)),
    ],
  }
}

/** Images that were scanned and have nothing of it; those that have, and those that nobody scanned, by name. */
function answerClean(bad: readonly Image[], { images, severity, counts, ask }: Context): Answer {
  const clean = images.filter((image) => image.scanned && !bad.includes(image))
  const unscanned = images.filter(({ scanned }) => !scanned)
  const of = counts.length === 1 ? severity : `${severity} or worse`
  const names = (some: readonly Image[], most: number) =>
    listed(
      some.map(({ repository, label, place }) => {
        const region = ask.shownRegion(place.region)
        return `${said(repository)}:${said(label)}${region === undefined ? '' : ` (${region})`}`
      }),
      most,
    )
  return {
    summary: sentences(
      `${clean.length} of ${counted(images.length, 'container image')} in ${ask.where} ${clean.length === 1 ? 'was scanned and has' : 'were scanned and have'} no findings of ${of}${clean.length === 0 ? '' : `: ${names(clean, 12)}`}.`,
      bad.length === 0 ? '' : `With such findings: ${names(bad, 6)}.`,
      unscannedText(unscanned, ask),
    ),
    evidence: clean.map((image) => row('Image without such findings', image, ask)),
  }
}

function badText(bad: readonly Image[], { images, severity, counts, ask, tag }: Context): string {
  const of = counts.length === 1 ? severity : `${severity} or worse`
  if (images.length === 0) {
    return aboutAll(
      ask.whole(),
      `There is no container image in ECR in ${ask.where}.`,
      `0 container images could be seen in ECR in ${ask.where}.`,
    )
  }
  const scanned = images.filter((image) => image.scanned).length
  if (scanned === 0) {
    return aboutAll(
      ask.whole(),
      `None of ${counted(images.length, 'container image')} in ${ask.where} was scanned.`,
      `Of ${numbered(images.length, 'container image')} that could be seen in ${ask.where}, 0 were seen to be scanned.`,
    )
  }
  const [only, ...others] = images
  if (bad.length === 0 && tag !== undefined && only?.scanned === true && others.length === 0) {
    const has = countsText(only.counts)
    return `No findings of ${of} in ${said(only.repository)}:${said(only.label)}, in which a scan found ${has === '' ? 'nothing at all' : has}.`
  }
  if (bad.length === 0) {
    return aboutAll(
      ask.whole(),
      `No container image in ${ask.where} that was scanned has findings of ${of} (${scanned} of ${images.length} were).`,
      `Of ${numbered(scanned, 'scanned container image')} that could be seen in ${ask.where}, 0 have findings of ${of}.`,
    )
  }
  const have = bad.length === 1 ? 'has' : 'have'
  return [
    `${bad.length} of ${counted(images.length, 'container image')} in ${ask.where} ${have} findings of ${of}:`,
    ...bad.slice(0, 6).map((image) => line(image, ask)),
    ...(bad.length > 6 ? [`- and ${bad.length - 6} more`] : []),
  ].join('\n')
}

function line({ repository, label, place, counts, runsIn, found = [] }: Image, ask: Ask): string {
  const region = ask.shownRegion(place.region)
  const at = region === undefined ? '' : ` (${region})`
  const runs =
    runsIn === undefined
      ? 'where it runs is not known'
      : runsIn.length === 0
        ? 'no ECS service seen here runs it'
        : `runs in ${listed(
            runsIn.map((one) => said(one)),
            3,
          )}`
  const first = found.length === 0 ? '' : `: ${found.slice(0, 2).join(', ')}`
  return `- ${said(repository)}:${said(label)}${at}, ${countsText(counts)}, ${runs}${first}`
}

const countsText = (counts: Image['counts']) =>
  listed(
    severities.filter((one) => counts[one] > 0).map((one) => `${counts[one]} ${one.toLowerCase()}`),
    5,
  )

function unscannedText(unscanned: readonly Image[], ask: Ask): string {
  if (unscanned.length === 0) return ''
  const states = [
    ...Map.groupBy(
      unscanned.filter(({ status }) => isUnscannable.test(status)),
      ({ status }) => status,
    ),
  ]
  const why =
    states.length === 0
      ? ''
      : ` (${listed(states.map(([status, some]) => `${some.length} ${status.toLowerCase().replaceAll('_', ' ')}`))})`
  const repositories = new Set(unscanned.map(({ repository }) => said(repository)))
  return `\n\n${counted(unscanned.length, 'image')} in ${ask.where} ${isAre(unscanned.length)} without a scan, so what is in ${unscanned.length === 1 ? 'it' : 'them'} is not known: of ${listed([...repositories])}${why}.`
}

const row = (evidence: string, image: Image, ask: Ask): Evidence => ({
  evidence,
  Repository: image.repository,
  Tag: image.label,
  Region: ask.shownRegion(image.place.region),
  ...(image.scanned && {
    Critical: image.counts.CRITICAL,
    High: image.counts.HIGH,
    Medium: image.counts.MEDIUM,
    Low: image.counts.LOW,
  }),
  RunsIn: image.runsIn?.join(', ') || undefined,
  Findings: image.found?.slice(0, 10).join('; '),
  Pushed: image.pushed,
  Scanned: image.scannedAt || undefined,
  ScanStatus: image.scanned ? undefined : image.status || undefined,
  Digest: image.digest,
})
