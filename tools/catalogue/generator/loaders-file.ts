import type { Service } from '../services.ts'

/** The text of loaders.ts. Its specifiers are literal, so that a bundler can split what they name. */
export function loadersFile(services: readonly Service[]): string {
  return `import type { Service } from './services.ts'

// Written by \`npm run catalogue\` from services.ts: nothing here is edited by hand.

/** The SDK client package of a service. */
export const sdkPackages: Readonly<Record<Service, () => Promise<Record<string, unknown>>>> = {
${lines(services, (service) => `import('@aws-sdk/client-${service}')`)}
}

/** What the catalogue has of a service. */
export const dataFiles: Readonly<Record<Service, () => Promise<{ default: unknown }>>> = {
${lines(services, (service) => `import('./data/${service}.json', { with: { type: 'json' } })`)}
}
`
}

const lines = (services: readonly Service[], load: (service: Service) => string): string =>
  services.map((service) => entry(service, load(service))).join('\n')

/** As the formatter has it. */
function entry(service: Service, load: string): string {
  const name = /^[a-z]\w*$/.test(service) ? service : `'${service}'`
  const line = `  ${name}: () => ${load},`
  return line.length <= 100 ? line : `  ${name}: () =>\n    ${load},`
}
