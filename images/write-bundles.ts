import { join } from 'node:path'
import { bundle, imageNames } from './bundle.ts'
import { writeBundle } from './write-bundle.ts'

for (const name of imageNames) {
  const made = await bundle(name)
  await writeBundle(made, join('dist', name))
  const { all, atStart } = made.bytes
  process.stdout.write(`dist/${name}: ${kB(all)} kB, ${kB(atStart)} kB of it loaded at start\n`)
}

function kB(bytes: number): number {
  return Math.round(bytes / 1000)
}
