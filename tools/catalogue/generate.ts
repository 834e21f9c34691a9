import { writeFile } from 'node:fs/promises'
import { actionsFile } from './generator/actions-file.ts'
import { loadersFile } from './generator/loaders-file.ts'
import { otherServicesFile } from './generator/other-services.ts'
import { fileText, serviceCatalogue } from './generator/service-file.ts'
import { definedServices, services } from './services.ts'

/**
 * Writes data/<service>.json of every service from the installed SDK clients, and loaders.ts:
 * `npm run catalogue`. A package that cannot be read ends it, with what was there left as it is.
 */
const unreviewed: string[] = []
for (const service of definedServices) {
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
await writeFile(new URL('loaders.ts', import.meta.url), loadersFile(definedServices))
await writeFile(new URL('data/other-services.json', import.meta.url), await otherServicesFile())
await writeFile(new URL('data/actions.json', import.meta.url), await actionsFile())
if (unreviewed.length > 0) {
  process.stdout.write(
    `\nNobody has looked at these, so they are refused. Look at what each does and answers, then add it to\n` +
      `tools/policy/reviewed.txt where it is metadata, else to tools/policy/exceptions.ts with the reason:\n\n` +
      `${unreviewed.join('\n')}\n`,
  )
}
