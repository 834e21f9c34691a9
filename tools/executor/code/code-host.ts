import { ToolError } from '../../tool-error.ts'

/**
 * Where Lambda keeps the code of functions and layers: buckets of AWS's own, in the region that was
 * asked. A link that leads anywhere else is not followed.
 */
export function checkedLink(link: unknown, region: string): URL {
  const url = typeof link === 'string' && URL.canParse(link) ? new URL(link) : undefined
  const isOurs =
    url?.protocol === 'https:' &&
    url.port === '' &&
    url.username === '' &&
    url.password === '' &&
    hosts(region).some((host) => host.test(url.hostname))
  if (url !== undefined && isOurs) return url
  throw new ToolError('aws_error', 'The code is not where Lambda keeps code: it is not fetched', {
    hint: 'Code in an image has no files here: look at the function’s configuration.',
  })
}

/**
 * `awslambda-eu-west-1-tasks.s3.eu-west-1.amazonaws.com`, `awslambda-ap-ne-1-layers.s3.…`,
 * `prod-04-2014-tasks.s3.…`, `prod-iad-c1-djusa-layers.s3.…`: all that Lambda has given so far.
 */
function hosts(region: string): RegExp[] {
  const name = region.replaceAll(/[^a-z0-9-]/g, '')
  const own = `awslambda-(?:${name}|${shortened(name)})|prod-\\d\\d-\\d{4}|prod-[a-z]{3}-c\\d-[a-z]{5}`
  const bucket = `(?:${own})-(?:tasks|layers)`
  const end = name.startsWith('cn-') ? 'amazonaws\\.com\\.cn' : 'amazonaws\\.com'
  return [
    new RegExp(`^${bucket}\\.s3[.-]${name}\\.${end}$`),
    ...(name === 'us-east-1' ? [new RegExp(`^${bucket}\\.s3\\.${end}$`)] : []),
  ]
}

/** `ap-northeast-1` as `ap-ne-1`. */
const shortened = (region: string): string =>
  region.replaceAll(
    /(?<=-)(north|south|east|west|central)(east|west)?(?=-)/g,
    (_, one, two = '') => `${one}`.charAt(0) + `${two}`.charAt(0),
  )
