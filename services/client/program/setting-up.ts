import { Argument } from 'commander'
import type { Shell } from '../commands/completion.ts'
import type { ConfigureOptions } from '../commands/configure.ts'
import type { McpOptions } from '../commands/mcp.ts'
import { type Entry, examples, type Json, jsonOption } from './entry.ts'

export const settingUp: readonly Entry[] = [
  {
    name: 'configure',
    define: (command, run) =>
      command
        .description('keep where an agent is: from its stack, from a file, or by hand')
        .argument('[file]', fileHelp)
        .option('--stack <name>', 'ask pulumi for the outputs of this stack')
        .option('--cwd <folder>', 'where the Pulumi project is')
        .option('--name <name>', 'keep it under this name')
        .option('--function-url <url>', "by hand: the agent's Function URL (and --region)")
        .option('--gateway-url <url>', "by hand: the gateway's URL")
        .option('--issuer <url>', 'by hand: of Okta')
        .option('--client-id <id>', 'by hand: of the Okta app')
        .option('--audience <audience>', 'by hand: of the authorization server')
        .option('--scopes <scopes>', 'by hand: to ask for, with spaces between')
        .option('--list', 'list what is configured')
        .option('--remove <name>', 'forget an environment')
        .option('--default <name>', 'the one that is meant without --env')
        .addHelpText('after', configureExamples)
        .action((file: string | undefined, options: ConfigureOptions) =>
          run(async (context) => {
            const { configure } = await import('../commands/configure.ts')
            // An option of all commands, which means the agent's here.
            const { region } = command.optsWithGlobals<ConfigureOptions>()
            return configure(context, {
              ...options,
              ...(file !== undefined && { file }),
              ...(region !== undefined && { region }),
            })
          }),
        ),
  },
  {
    name: 'doctor',
    define: (command, run) =>
      command
        .description('check credentials, token, clock and the way to the agent; say what to do')
        .addOption(jsonOption())
        .action((options: Json) =>
          run(async (context) => (await import('../commands/doctor.ts')).doctor(context, options)),
        ),
  },
  {
    name: 'mcp',
    define: (command, run) =>
      command
        .description('MCP server on standard input and output: the tools, with your login')
        .option('--login', 'open a browser where nobody is signed in')
        .addHelpText('after', examples('claude mcp add aws-ops -- aws-ops mcp --env prod'))
        .action((options: McpOptions) =>
          run(async (context) => (await import('../commands/mcp.ts')).mcp(context, options)),
        ),
  },
  {
    name: 'completion',
    define: (command, run) =>
      command
        .description('print what completes commands in a shell')
        .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish']))
        .addHelpText('after', completionExamples)
        .action((shell: Shell) =>
          run(async (context) => {
            const { completion } = await import('../commands/completion.ts')
            return completion(context, { shell, program: command.parent ?? command })
          }),
        ),
  },
]

const fileHelp =
  'what `pulumi stack output --json` printed, or `npm run -s local`; - is standard input'

const configureExamples = examples(
  'aws-ops configure --stack dev',
  'pulumi stack output --json | aws-ops configure -',
  'aws-ops configure --default prod',
)

const completionExamples = examples(
  'source <(aws-ops completion bash)               # in ~/.bashrc',
  'source <(aws-ops completion zsh)                # in ~/.zshrc, after compinit',
  'aws-ops completion fish > ~/.config/fish/completions/aws-ops.fish',
)
