import { globalArn, type Place } from '../../stacks/place.ts'

/**
 * Who may take the role of a deployer in GitHub: jobs of one environment of one repository
 * (`owner/name`), whatever branch they are of; the environment's rules say which branches have it.
 */
export function githubTrust(repository: string, environment: string, place: Place) {
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) {
    throw new Error(`--github ${repository} is not a repository: owner/name`)
  }
  const issuer = 'token.actions.githubusercontent.com'
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'JobsOfTheEnvironment',
        Effect: 'Allow',
        Principal: {
          Federated: globalArn(place, `iam::${place.accountId}:oidc-provider/${issuer}`),
        },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            [`${issuer}:aud`]: 'sts.amazonaws.com',
            [`${issuer}:sub`]: `repo:${repository}:environment:${environment}`,
          },
        },
      },
    ],
  }
}
