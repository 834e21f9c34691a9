import { writeBundle } from './bundle.ts'
import { clientPackage } from './client.ts'

const made = await clientPackage()
await writeBundle(made, 'dist/client')
process.stdout.write(`dist/client: ${Math.round(made.bytes.all / 1000)} kB\n`)
