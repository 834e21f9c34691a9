import { createHash } from 'node:crypto'
import * as z from 'zod'

/** An image as a registry has it, for x86_64. */
export interface RegistryImage {
  digest: string
  /** When it was made, as it says itself. */
  created: string | undefined
}

/** A registry that shows nothing to whoever has not signed in: a mirror of one's own, for one. */
export class NeedsSignIn extends Error {
  override readonly name = 'NeedsSignIn'

  constructor(host: string) {
    super(`${host} asks for a sign-in`)
  }
}

/**
 * What a registry has under a tag or a digest (OCI distribution specification): of an index, the image
 * for linux/amd64. Undefined where it has none; throws where the registry refuses, naming it.
 */
export async function registryImage(
  name: string,
  reference: string,
): Promise<RegistryImage | undefined> {
  const registry = openRegistry(name)
  const found = await registry.get(`manifests/${reference}`, { accept: manifestTypes })
  if (found === undefined) return undefined
  const manifest = manifestSchema.parse(JSON.parse(found.text))
  if (manifest.manifests === undefined) return described(registry, found, manifest)
  const own = manifest.manifests.find(
    ({ platform }) => platform?.os === 'linux' && platform.architecture === 'amd64',
  )
  return own === undefined ? undefined : registryImage(name, own.digest)
}

const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ')

const platform = z.object({ os: z.string(), architecture: z.string() })
const manifestSchema = z.object({
  manifests: z.array(z.object({ digest: z.string(), platform: platform.optional() })).optional(),
  config: z.object({ digest: z.string() }).optional(),
})
const configSchema = platform.partial().extend({ created: z.string().optional() })

type Registry = ReturnType<typeof openRegistry>

async function described(
  registry: Registry,
  { text }: { text: string },
  { config }: z.infer<typeof manifestSchema>,
): Promise<RegistryImage | undefined> {
  // Of the text itself: what a header says of it is only said.
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`
  const blob = config === undefined ? undefined : await registry.get(`blobs/${config.digest}`, {})
  const { architecture, created } = configSchema.parse(JSON.parse(blob?.text ?? '{}'))
  if (architecture !== undefined && architecture !== 'amd64') return undefined
  return { digest, created }
}

/** A registry as the first part of a name says it; on this machine without TLS, as Docker does. */
function openRegistry(name: string) {
  const [host = '', ...path] = name.split('/')
  if (path.length === 0) throw new Error(`${name} names no registry, such as public.ecr.aws/…`)
  const scheme = /^(localhost|127\.0\.0\.1)(:|$)/.test(host) ? 'http' : 'https'
  const repository = path.join('/')
  let authorization: string | undefined

  async function ask(url: string, headers: Record<string, string>): Promise<Response> {
    const signed = authorization === undefined ? headers : { ...headers, authorization }
    try {
      return await fetch(url, { headers: signed, signal: AbortSignal.timeout(20_000) })
    } catch (cause) {
      throw new Error(`${host} does not answer`, { cause })
    }
  }

  return {
    async get(
      what: string,
      headers: Record<string, string>,
    ): Promise<{ text: string } | undefined> {
      const url = `${scheme}://${host}/v2/${repository}/${what}`
      let response = await ask(url, headers)
      if (response.status === 401 && authorization === undefined) {
        authorization = await anonymous(response.headers.get('www-authenticate') ?? '', repository)
        response = await ask(url, headers)
      }
      if (response.status === 404) return undefined
      if (response.status === 401 || response.status === 403) throw new NeedsSignIn(host)
      if (!response.ok) throw new Error(`${host} answers ${response.status} to GET ${url}`)
      return { text: await response.text() }
    },
  }
}

/** A token for whoever asks, as public registries give one; undefined where none is offered. */
async function anonymous(challenge: string, repository: string): Promise<string | undefined> {
  const given = Object.fromEntries(
    [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
  )
  if (!challenge.toLowerCase().startsWith('bearer') || given.realm === undefined) return undefined
  const url = new URL(given.realm)
  if (given.service !== undefined) url.searchParams.set('service', given.service)
  url.searchParams.set('scope', given.scope ?? `repository:${repository}:pull`)
  const response = await fetch(url, { signal: AbortSignal.timeout(20_000) })
  if (!response.ok) throw new Error(`${url.host} answers ${response.status} to GET ${url}`)
  const { token, access_token } = tokenSchema.parse(await response.json())
  return `Bearer ${token ?? access_token}`
}

const tokenSchema = z.object({ token: z.string().optional(), access_token: z.string().optional() })
