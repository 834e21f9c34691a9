import { clientPackage } from './client.ts'
import { writeBundle } from './write-bundle.ts'

const made = await clientPackage()
await writeBundle(made, 'dist/client')
process.stdout.write(`dist/client: ${Math.round(made.bytes.all / 1000)} kB\n`)
