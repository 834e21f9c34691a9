import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { listen } from './listen.ts'

/** A registry that anyone may read with a token that anyone gets, as public.ecr.aws is. */
export interface PublicRegistry {
  /** As image names begin. */
  address: string
  /** Puts an image under a tag, for both architectures beside an attestation; the digest of amd64's. */
  publish(tag: string, created: string): string
  /** One for arm64 alone; its digest. */
  publishArm(tag: string): string
  /** What was asked, but for tokens. */
  asked: string[]
  close(): void
}

export async function startPublicRegistry(repository: string): Promise<PublicRegistry> {
  const held = new Map<string, string>()
  const asked: string[] = []
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
    const answer = (status: number, body: string, headers = {}) =>
      response.writeHead(status, headers).end(body)
    if (url.pathname === '/token/') {
      const isFor = url.searchParams.get('service') === 'stand-in'
      return answer(isFor ? 200 : 400, JSON.stringify({ token: 'for anyone' }))
    }
    if (request.headers.authorization !== 'Bearer for anyone') {
      const realm = `http://${request.headers.host}/token/`
      const challenge = `Bearer realm="${realm}",service="stand-in",scope="aws"`
      return answer(401, '{}', { 'www-authenticate': challenge })
    }
    asked.push(url.pathname)
    const found = held.get(url.pathname)
    return found === undefined ? answer(404, '{"errors":[]}') : answer(200, found)
  })
  const address = `127.0.0.1:${await listen(server)}`

  const put = (kind: 'blobs' | 'manifests', content: object): string => {
    const text = JSON.stringify(content)
    const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`
    held.set(`/v2/${repository}/${kind}/${digest}`, text)
    return digest
  }
  const image = (architecture: string, created: string) =>
    put('manifests', {
      schemaVersion: 2,
      config: { digest: put('blobs', { architecture, os: 'linux', created }) },
      layers: [],
    })
  const under = (tag: string, digest: string) =>
    held.set(
      `/v2/${repository}/manifests/${tag}`,
      held.get(`/v2/${repository}/manifests/${digest}`) ?? '',
    )

  return {
    address,
    asked,
    publish(tag, created) {
      const amd64 = image('amd64', created)
      const manifests = [
        { digest: image('arm64', created), platform: { os: 'linux', architecture: 'arm64' } },
        { digest: amd64, platform: { os: 'linux', architecture: 'amd64' } },
        { digest: put('manifests', {}), platform: { os: 'unknown', architecture: 'unknown' } },
      ]
      under(tag, put('manifests', { schemaVersion: 2, manifests }))
      return amd64
    },
    publishArm(tag) {
      const digest = image('arm64', '2030-01-01T00:00:00Z')
      under(tag, digest)
      return digest
    },
    close: () => server.close(),
  }
}
