import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { manifestTypes } from '../stand-ins/immutable-registry.ts'
import { buildImage, type DockerImage, pushImage } from './docker-image.ts'
import type { Images } from './rules-of-aws.ts'

/**
 * Images made by a real Docker engine, in a real registry. A repository is in it with its first image;
 * that one was made before, as ECR asks for, a file says.
 */
export class DockerRegistry implements Images {
  readonly #folder: string
  readonly #socketPath: string
  readonly #address: string

  constructor(folder: string, socketPath: string, address: string) {
    this.#folder = folder
    this.#socketPath = socketPath
    this.#address = address
  }

  url(repository: string): string {
    return `${this.#address}/${repository}`
  }

  make(repository: string): void {
    mkdirSync(join(this.#folder, repository), { recursive: true })
  }

  drop(repository: string): void {
    rmSync(join(this.#folder, repository), { recursive: true, force: true })
  }

  async build(image: DockerImage): Promise<void> {
    await buildImage(this.#socketPath, image)
  }

  push(imageName: string): Promise<string> {
    return pushImage(this.#socketPath, imageName)
  }

  async images(repository: string): Promise<{ imageTag: string; imageDigest: string }[]> {
    if (!existsSync(join(this.#folder, repository))) return []
    const at = `http://${this.#address}/v2/${repository}`
    const listed = await fetch(`${at}/tags/list`)
    if (listed.status === 404) return []
    const { tags } = z.object({ tags: z.array(z.string()).nullable() }).parse(await listed.json())
    return Promise.all(
      (tags ?? []).map(async (imageTag) => {
        const headers = { accept: manifestTypes }
        const found = await fetch(`${at}/manifests/${imageTag}`, { method: 'HEAD', headers })
        return { imageTag, imageDigest: found.headers.get('docker-content-digest') ?? '' }
      }),
    )
  }
}
