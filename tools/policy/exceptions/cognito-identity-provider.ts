import { type Row, tooNew } from '../exception.ts'

export const cognitoIdentityProvider: readonly Row[] = [
  { class: 'secret', operations: ['ListUserPoolClientSecrets'], reason: 'returns client secrets' },
  {
    class: 'secret',
    operations: ['GetDevice', 'GetUser', 'ListDevices'],
    reason: 'is called with a person’s access token',
  },
  {
    class: 'starts_work',
    operations: ['GetUserAttributeVerificationCode'],
    reason: 'sends a person a code',
  },
  {
    class: 'data',
    kind: 'items',
    operations: [
      'AdminGetDevice',
      'AdminGetUser',
      'AdminGetUserAuthFactors',
      'AdminListDevices',
      'AdminListGroupsForUser',
      'AdminListUserAuthEvents',
      'ListUsers',
      'ListUsersInGroup',
    ],
    reason: 'returns people, with their names, addresses and devices',
  },
  {
    class: 'unmapped',
    operations: [
      'DescribeTermsByClient',
      'GetClientToken',
      'GetUserAuthFactors',
      'GetUserPoolClientSessionConfiguration',
      'GetUserPoolSessionConfiguration',
      'ListUserSessions',
      'ListWebAuthnCredentials',
    ],
    reason: tooNew,
  },
]
