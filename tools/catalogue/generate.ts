import { writeFile } from 'node:fs/promises'
import { loadersFile } from './generator/loaders-file.ts'
import { otherServicesFile } from './generator/other-services.ts'
import { fileText, serviceCatalogue } from './generator/service-file.ts'
import { serviceNames, services } from './services.ts'

/**
 * Writes data/<service>.json of every service from the installed SDK clients, and loaders.ts:
 * `npm run catalogue`. A package that cannot be read ends it, with what was there left as it is.
 */
const unreviewed: string[] = []
for (const service of serviceNames) {
  const catalogue = await serviceCatalogue(service)
  const text = fileText(catalogue)
  await writeFile(new URL(`data/${service}.json`, import.meta.url), text)
  process.stdout.write(`${service}: ${Math.round(text.length / 1024)} kB\n`)
  for (const [name, operation] of Object.entries(catalogue.operations)) {
    if (operation.class !== 'unreviewed') continue
    unreviewed.push(
      `${services[service].name}:${name}  # ${operation.access}: ${operation.description}`,
    )
  }
}
await writeFile(new URL('loaders.ts', import.meta.url), loadersFile(serviceNames))
await writeFile(new URL('data/other-services.json', import.meta.url), await otherServicesFile())
if (unreviewed.length > 0) {
  process.stdout.write(
    `\nNobody has looked at these, so they are refused. Look at what each does and answers, then add it to\n` +
      `tools/policy/reviewed.txt where it is metadata, else to tools/policy/exceptions.ts with the reason:\n\n` +
      `${unreviewed.join('\n')}\n`,
  )
}
