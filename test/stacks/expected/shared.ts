import { committedBase, imageName } from '../../../images/base-image.ts'
import { ownRevision } from '../../../images/revision.ts'
import packageJson from '../../../package.json' with { type: 'json' }
import { account } from '../run-program.ts'

export const tagsOf = (environment: string) => ({
  application: 'aws-operations-agent',
  environment,
})

export const lambdaTrust = {
  Sid: 'Lambda',
  Effect: 'Allow',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: 'sts:AssumeRole',
}

/** AgentCore, for the gateway of this stack alone. */
export const ownGatewayTrust = (gateway: string) => ({
  Sid: 'AgentCoreForOwnGateway',
  Effect: 'Allow',
  Principal: { Service: 'bedrock-agentcore.amazonaws.com' },
  Action: 'sts:AssumeRole',
  Condition: {
    StringEquals: { 'aws:SourceAccount': account },
    ArnLike: {
      'aws:SourceArn': `arn:aws:bedrock-agentcore:us-east-1:${account}:gateway/${gateway}-*`,
    },
  },
})

export function imageResources(part: string, repository: string, tags: object) {
  const url = `${account}.dkr.ecr.us-east-1.amazonaws.com/${repository}`
  return {
    [`awsx:ecr:Repository ${part}`]: {
      name: repository,
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      forceDelete: true,
      lifecyclePolicy: {
        rules: [
          {
            description: 'Keep the newest 20 images',
            tagStatus: 'any',
            maximumNumberOfImages: 20,
          },
        ],
      },
      tags,
    },
    [`docker:index/image:Image ${part}`]: {
      imageName: `${url}:{the content’s hash}`,
      build: {
        context: `dist/images/${part}`,
        dockerfile: `dist/images/${part}/Dockerfile`,
        platform: 'linux/amd64',
        args: {
          BASE_IMAGE: imageName(committedBase),
          VERSION: packageJson.version,
          SOURCE_DATE_EPOCH: '946684800',
          REVISION: ownRevision(),
        },
      },
      buildOnPreview: false,
      skipPush: false,
      registry: { secret: { server: url, username: 'AWS', password: 'pass' } },
    },
  }
}
