import type { DeploymentConfig } from '../config.ts'
import type { Names } from '../names.ts'
import type { Place } from '../place.ts'
import { policyDocument } from './document.ts'
import { functionKey } from './function-key.ts'
import { functionLogs } from './function-logs.ts'
import { functionNetwork } from './function-network.ts'
import { ownGatewayTrust } from './gateway.ts'
import { lambdaTrust } from './lambda-trust.ts'
import { modelAccess } from './model.ts'

/** The function's, and AgentCore's for this gateway. */
export function toolHandlerTrust(names: Names, place: Place): string {
  return policyDocument([lambdaTrust, ownGatewayTrust(names, place)])
}

/** What the function itself needs. What its tools may read comes from the catalogue of operations. */
export function toolHandlerPermissions(config: DeploymentConfig, names: Names, place: Place) {
  const { model, toolRole } = config
  return policyDocument([
    functionLogs(names.toolHandler, place),
    ...(toolRole.modelAccess && model.provider === 'bedrock' ? modelAccess(model.id, place) : []),
    ...functionNetwork(config, names.toolHandler, place),
    ...functionKey(config, names.toolHandler, place),
  ])
}
