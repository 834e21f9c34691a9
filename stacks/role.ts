import { iam } from '@pulumi/aws'
import { ComponentResource, type ComponentResourceOptions, type Resource } from '@pulumi/pulumi'
import type { DeploymentConfig } from './config.ts'

interface RoleArgs {
  roleName: string
  description: string
  /** Documents, as JSON. */
  trust: string
  permissions: string
  /** Managed policies of the stack's own, made here, and of others, by ARN. */
  policies?: readonly { name: string; document: object }[]
  attachedArns?: readonly string[]
  config: DeploymentConfig
}

/** A role with all that it may do. `ready` is there only when all of it is. */
export class Role extends ComponentResource {
  readonly role: iam.Role
  readonly ready: Resource[]

  constructor(name: string, args: RoleArgs, options?: ComponentResourceOptions) {
    super('aws-operations-agent:index:Role', name, {}, options)
    const { roleName, policies = [], attachedArns = [], config } = args
    const { permissionsBoundary, iamPath, tags } = config
    const path = iamPath === undefined ? {} : { path: iamPath }
    this.role = new iam.Role(
      name,
      {
        name: roleName,
        ...path,
        description: args.description,
        assumeRolePolicy: args.trust,
        ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
        tags,
      },
      { parent: this },
    )
    const role = this.role.name
    const own = new iam.RolePolicy(
      name,
      { name: 'own', role, policy: args.permissions },
      { parent: this },
    )
    const made = policies.map(({ name: part, document }) => {
      const policy = new iam.Policy(
        `${name}-${part}`,
        { name: `${roleName}-${part}`, ...path, policy: JSON.stringify(document), tags },
        { parent: this },
      )
      const attached = { role, policyArn: policy.arn }
      return new iam.RolePolicyAttachment(`${name}-${part}`, attached, { parent: this })
    })
    const attached = attachedArns.map((policyArn) => {
      const part = policyArn.slice(policyArn.lastIndexOf('/') + 1)
      return new iam.RolePolicyAttachment(`${name}-${part}`, { role, policyArn }, { parent: this })
    })
    this.ready = [own, ...made, ...attached]
    this.registerOutputs({ roleArn: this.role.arn })
  }
}
