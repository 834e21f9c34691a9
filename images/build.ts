import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }
import { committedBase, imageName } from './base-image.ts'
import { bundle, imageNames } from './bundle.ts'
import { revision } from './revision.ts'
import { noTime } from './write-bundle.ts'
import { writeContext } from './write-context.ts'

// Makes both images with Docker, or with buildah where no Docker runs or IMAGE_BUILDER names it.
// More arguments go to its build command.
const { command, args } = chooseBuilder()
const folder = await mkdtemp(join(tmpdir(), 'images-'))
try {
  for (const name of imageNames) {
    const context = join(folder, name)
    await writeContext(name, await bundle(name), context)
    const tag = `${packageJson.name}/${name}:${packageJson.version}`
    const what = ['--tag', tag, '--file', join(context, 'Dockerfile'), ...buildArguments()]
    const more = process.argv.slice(2)
    execFileSync(command, [...args, ...what, ...more, context], { stdio: 'inherit' })
    process.stdout.write(`${command} has ${tag}\n`)
  }
} finally {
  await rm(folder, { recursive: true })
}

function chooseBuilder(): { command: string; args: string[] } {
  const platform = ['--platform', 'linux/amd64']
  if (process.env.IMAGE_BUILDER !== 'buildah' && succeeds('docker', ['info'])) {
    const epoch = `SOURCE_DATE_EPOCH=${noTime.getTime() / 1000}`
    // Lambda refuses the attestations that buildx adds by itself. Docker without it, as Debian's, has
    // a builder that knows neither them nor the option; where both are, `docker build` may be either.
    const build = succeeds('docker', ['buildx', 'version'])
      ? ['buildx', 'build', '--provenance=false', '--load']
      : ['build']
    return { command: 'docker', args: [...build, ...platform, '--build-arg', epoch] }
  }
  if (succeeds('buildah', ['--version'])) {
    return { command: 'buildah', args: ['build', ...platform, '--timestamp', '0'] }
  }
  throw new Error('Images are made by Docker or buildah: neither runs here.')
}

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

/** More than one of a name: the last is taken. */
function buildArguments(): string[] {
  const given = {
    BASE_IMAGE: imageName(committedBase),
    VERSION: packageJson.version,
    // Where this is a checkout.
    REVISION: revision(),
  }
  return Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : ['--build-arg', `${name}=${value}`],
  )
}
