import { readFile, writeFile } from 'node:fs/promises'
import { setUpOutbound } from '../outbound/set-up.ts'
import { type BaseImage, baseImageSchema, imageName } from './base-image.ts'
import { registryImage } from './registry.ts'

/** `npm run base-image`: writes down what the tag is of today, and says what changed. */
const [path = 'images/base-image.json', ...more] = process.argv.slice(2)
if (path.startsWith('-') || more.length > 0) {
  process.stderr.write('npm run base-image\n\nWrites the digest of the base image’s tag down.\n')
  process.exitCode = 2
} else {
  try {
    await setUpOutbound(process.env)
    process.stdout.write(`${await update(path)}\n`)
  } catch (error) {
    process.stderr.write(`error: ${error instanceof Error ? error.message : error}\n`)
    process.exitCode = 1
  }
}

async function update(file: string): Promise<string> {
  const held: BaseImage = baseImageSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  const { name, tag, digest: former } = held
  const found = await registryImage(name, tag)
  if (found === undefined) throw new Error(`${name} has no image ${tag} for linux/amd64`)
  const { digest, created } = found
  const made = created === undefined ? '' : `, made on ${created.slice(0, 10)}`
  if (digest === former) return `${imageName(held)} is what ${name}:${tag} is of${made}.`
  await writeFile(file, `${JSON.stringify({ name, tag, digest }, undefined, 2)}\n`)
  const before = former === undefined ? 'It had no digest before' : `It was ${former} before`
  return `${name}:${tag} is ${digest}${made}. ${before}.\nThe next deployment builds both images on it: commit ${file}.`
}
