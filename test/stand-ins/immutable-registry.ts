import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { listen } from './listen.ts'

/** A registry of images in front of another one, with the rule that ECR has for immutable tags. */
export interface ImmutableRegistry {
  /** As image names begin: `127.0.0.1:5000`. */
  address: string
  /** Tags that manifests were pushed under, oldest first: `repository:tag`. */
  pushed: string[]
  /** Tags whose manifest was refused. */
  refused: string[]
  close(): void
}

/**
 * Stands in for ECR: a manifest under a tag that is there is refused, an identical one too (ECR user
 * guide, "Image tag mutability"; aws/containers-roadmap 2179).
 */
export async function startImmutableRegistry(behind: number): Promise<ImmutableRegistry> {
  const pushed: string[] = []
  const refused: string[] = []
  const server = createServer(async (asked, answer) => {
    const [, repository, tag] = manifestByTag.exec(asked.url ?? '') ?? []
    const isPush = asked.method === 'PUT' && repository !== undefined && tag !== undefined
    if (isPush && (await isThere(behind, asked.url ?? ''))) {
      refused.push(`${repository}:${tag}`)
      asked.resume()
      return refuse(answer, repository, tag)
    }
    pass(asked, answer, behind, (status) => {
      if (isPush && status === 201) pushed.push(`${repository}:${tag}`)
    })
  })
  const port = await listen(server)
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { address: `127.0.0.1:${port}`, pushed, refused, close }
}

const manifestByTag = /^\/v2\/(.+)\/manifests\/(?!sha256:)(.+)$/

/** All forms that a manifest has: a registry says of others that it is not there. */
export const manifestTypes = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
].join(', ')

async function isThere(port: number, path: string): Promise<boolean> {
  const headers = { accept: manifestTypes }
  const { ok } = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'HEAD', headers })
  return ok
}

function refuse(answer: ServerResponse, repository: string, tag: string): void {
  const message = `The image tag '${tag}' already exists in the '${repository}' repository and cannot be overwritten because the tag is immutable.`
  answer.writeHead(400, { 'content-type': 'application/json' })
  answer.end(JSON.stringify({ errors: [{ code: 'TAG_INVALID', message }] }))
}

function pass(
  asked: IncomingMessage,
  answer: ServerResponse,
  port: number,
  told: (status: number) => void,
): void {
  const { method, url, headers } = asked
  const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (response) => {
    told(response.statusCode ?? 500)
    answer.writeHead(response.statusCode ?? 500, response.rawHeaders)
    response.pipe(answer)
  })
  onward.on('error', (error) => answer.destroy(error))
  asked.pipe(onward)
}
