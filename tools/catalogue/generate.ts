import { writeFile } from 'node:fs/promises'
import { serviceFile } from './generator/service-file.ts'
import { serviceNames } from './services.ts'

/** Writes data/<service>.json of every service from the installed SDK clients: `npm run catalogue`. */
for (const service of serviceNames) {
  const text = await serviceFile(service)
  await writeFile(new URL(`data/${service}.json`, import.meta.url), text)
  process.stdout.write(`${service}: ${Math.round(text.length / 1024)} kB\n`)
}
