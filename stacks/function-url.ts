import { createHash } from 'node:crypto'
import { lambda } from '@pulumi/aws'
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi'
import type { DeploymentConfig } from './config.ts'
import { globalArn, type Place } from './place.ts'

interface FunctionUrlArgs {
  alias: lambda.Alias
  config: DeploymentConfig
  place: Place
}

/** The agent's address: signed by IAM, streamed, open to the callers that configuration names. */
export class FunctionUrl extends ComponentResource {
  readonly url: Output<string>

  constructor(name: string, args: FunctionUrlArgs, options?: ComponentResourceOptions) {
    super('aws-operations-agent:index:FunctionUrl', name, {}, options)
    const { alias, config, place } = args
    const { functionUrl } = new lambda.FunctionUrl(
      name,
      {
        functionName: alias.functionName,
        qualifier: alias.name,
        authorizationType: 'AWS_IAM',
        invokeMode: 'RESPONSE_STREAM',
        ...(config.cors === undefined ? {} : { cors: config.cors }),
      },
      // Another would have another address, which every client has to be told.
      { parent: this, protect: config.conversations.deletionProtection },
    )
    const common = { function: alias.functionName, qualifier: alias.name }
    for (const { id, ...who } of principals(config.callers, place)) {
      // A call of a Function URL is checked twice: as one of the URL, and as one of the function.
      new lambda.Permission(
        `${name}-${id}-url`,
        {
          ...common,
          ...who,
          statementId: `${id}-url`,
          action: 'lambda:InvokeFunctionUrl',
          functionUrlAuthType: 'AWS_IAM',
        },
        { parent: this },
      )
      new lambda.Permission(
        `${name}-${id}-function`,
        {
          ...common,
          ...who,
          statementId: `${id}-function`,
          action: 'lambda:InvokeFunction',
          invokedViaFunctionUrl: true,
        },
        { parent: this },
      )
    }
    this.url = functionUrl
    this.registerOutputs({ url: this.url })
  }
}

interface Principal {
  /** Of the statement, where an ARN is too long; the same role keeps it as others come and go. */
  id: string
  principal: string
  principalOrgId?: string
}

function principals(callers: DeploymentConfig['callers'], place: Place): Principal[] {
  switch (callers.kind) {
    case 'account':
      // The account's own administrators say who of it: their IAM policies decide. In the words in
      // which AWS hands it back: the number alone would be another principal to the next update.
      return [{ id: 'account', principal: globalArn(place, `iam::${place.accountId}:root`) }]
    case 'roles':
      return callers.arns.map((arn) => ({ id: `role-${shortHash(arn)}`, principal: arn }))
    case 'organisation':
      return [{ id: 'organisation', principal: '*', principalOrgId: callers.id }]
  }
}

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8)
