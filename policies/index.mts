import { PolicyPack } from '@pulumi/policy'
import { rules } from './rules.ts'

// A pack starts a server as it is made: the rules are kept apart from it, so that tests can have them.
new PolicyPack('aws-operations-agent', { policies: [...rules], enforcementLevel: 'mandatory' })
