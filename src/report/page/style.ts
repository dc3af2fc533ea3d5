/**
 * The colours of a page on light and on dark paper. Each of the inks is told from the paper at 4.5
 * to 1 or more.
 */
export const palettes = {
  light: {
    paper: '#ffffff',
    panel: '#f4f4f1',
    rule: '#8a8a84',
    ink: '#1b1b1a',
    quiet: '#55554f',
    good: '#0b6b3a',
    fair: '#1a5fb4',
    bad: '#b3200e',
    odd: '#7a4b00',
  },
  dark: {
    paper: '#161616',
    panel: '#222221',
    rule: '#7d7d78',
    ink: '#ecece8',
    quiet: '#b4b4ad',
    good: '#5fd08f',
    fair: '#86b7ff',
    bad: '#ff8a78',
    odd: '#eab354',
  },
} as const

const tokens = (palette: Readonly<Record<string, string>>): string =>
  Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';')

/** The one style sheet of every page. */
export const style = `
:root{color-scheme:light dark;${tokens(palettes.light)}}
@media(prefers-color-scheme:dark){:root{${tokens(palettes.dark)}}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem 4rem;max-width:80rem;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.25rem;margin:3rem 0 .5rem;padding-top:.75rem;border-top:1px solid var(--rule)}
h3{font-size:1.05rem;margin:2rem 0 .5rem}
p{margin:.5rem 0;max-width:46rem}
.lead{font-size:1.1rem}
.quiet,figcaption,caption{color:var(--quiet)}
code,pre,td.number{font:.875rem/1.5 ui-monospace,monospace;font-variant-numeric:tabular-nums}
pre{background:var(--panel);padding:.6rem .8rem;margin:.5rem 0;white-space:pre-wrap;border-radius:.3rem}
.scroll{overflow-x:auto;margin:.5rem 0}
.scroll:focus-visible,summary:focus-visible{outline:3px solid var(--fair);outline-offset:2px}
table{border-collapse:collapse}
caption{text-align:left;padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--panel);overflow-wrap:normal}
thead th{border-bottom:1px solid var(--rule);font-weight:600}
tbody th{font-weight:400}
@media(min-width:45rem){tbody th{white-space:nowrap;position:sticky;left:0;background:var(--paper)}}
thead th{vertical-align:bottom}
.tall{writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap}
thead th[colspan]{border-bottom:0;padding-bottom:0}
td.number,th.number{text-align:right;white-space:nowrap}
.mark{white-space:nowrap}
.mark svg{width:.9em;height:.9em;vertical-align:-.08em;margin-right:.35em;overflow:visible}
.good{color:var(--good)}.fair{color:var(--fair)}.bad{color:var(--bad)}.odd{color:var(--odd)}.none{color:var(--quiet)}
.card{background:var(--panel);border-left:.3rem solid var(--rule);padding:.2rem 1rem;margin:.3rem 0}
.card[open]{padding:.6rem 1rem 1rem}
.card.bad{border-color:var(--bad);color:inherit}.card.odd{border-color:var(--odd);color:inherit}.card.fair{border-color:var(--fair);color:inherit}.card.none{color:inherit}
.card dl{display:grid;grid-template-columns:minmax(5rem,max-content) 1fr;gap:.15rem 1rem;margin:.5rem 0 0}
dt{color:var(--quiet)}dd{margin:0;min-width:0}
summary{cursor:pointer;padding:.25rem 0;min-height:1.5rem}
td summary{padding:0;white-space:nowrap}
ul{padding-left:1.25rem;margin:.75rem 0;max-width:60rem}
.card:has(:target){outline:2px solid var(--fair)}
.card dl{scroll-margin-top:4rem}
.cards>details:not(.card){margin-left:1.3rem}
summary .quiet{font-size:.85em;margin:0 .35rem}
.card{counter-increment:shown}main{counter-reset:shown}
.shown::before{content:counter(shown)}
a{color:var(--fair)}
.contents ul{display:flex;flex-wrap:wrap;gap:.1rem 1.25rem;list-style:none;padding:0;margin:1rem 0}
.filters{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.5rem 1rem;max-width:46rem;margin:.75rem 0;color:var(--quiet)}
select{font:inherit;color:var(--ink);background:var(--panel);border:1px solid var(--rule);border-radius:.3rem;padding:.15rem .4rem;width:100%}
ul.plain{list-style:none;margin:.5rem 0;padding:0}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,21rem),1fr));gap:1.5rem}
figure{margin:0;min-width:0}
figure>svg{display:block;width:100%;height:auto}
svg text{font:9px system-ui,sans-serif;fill:var(--quiet)}
svg .axis{stroke:var(--rule);stroke-width:.75}
svg .budget{stroke:var(--ink);stroke-width:1;stroke-dasharray:4 2}
svg .dot{fill:none;stroke:currentColor;stroke-width:1.4}
svg .line{fill:none;stroke:currentColor;stroke-width:1.4}
svg .dashed{stroke-dasharray:3 3}
.bar{display:block;width:8rem;height:.8rem;margin-top:.35rem}
.bar rect{fill:var(--fair)}
`
