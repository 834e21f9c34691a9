import { type Service, services } from '../catalogue/services.ts'
import { serviceTitle } from './services-said.ts'

export const isOn = (service: Service, on: readonly Service[] | undefined): boolean =>
  on === undefined || on.includes(service)

/** What a deployment without a service says of it. */
export const switchedOff = (service: Service): string =>
  `${serviceTitle(service)} is switched off in this deployment: it reads the core services alone, or a list without it. Whoever deploys it switches it on with \`services: all\` in the stack's configuration, or with ${services[service].name} in that list (SERVICES for the tool handler).`
