/** Light and dark as the reader's system is, on paper without colours of its own; nothing is loaded. */
export const AUDIT_STYLE = `
:root { color-scheme: light dark; --text: light-dark(#1a1a1a, #e8e8e8); --soft: light-dark(#595959, #a8a8a8); --ground: light-dark(#fff, #16181b); --raised: light-dark(#f5f5f4, #202327); --line: light-dark(#d6d3d1, #3a3f45); --weak: light-dark(#b3390b, #ff9d6b); --deciding: light-dark(#1d4ed8, #93b8ff); --left: light-dark(#7a5a00, #f0c752); --open: light-dark(#a3123f, #ff8fab); }
* { box-sizing: border-box; }
body { font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; color: var(--text); background: var(--ground); max-width: 66rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; letter-spacing: -.01em; text-wrap: balance; }
h2 { font-size: 1.25rem; margin: 2.8rem 0 .6rem; } h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
p { margin: .4rem 0; } .soft { color: var(--soft); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .8rem; margin: 1.8rem 0 0; padding: 0; list-style: none; }
.tiles li { background: var(--raised); border: 1px solid var(--line); border-top: 4px solid var(--mark, var(--soft)); border-radius: 6px; padding: .8rem 1rem; }
.tiles b { display: block; font-size: 1.7rem; line-height: 1.2; font-variant-numeric: tabular-nums; } .tiles span { color: var(--soft); font-size: .9rem; }
.weakening { --mark: var(--weak); } .protected { --mark: var(--deciding); } .unfinished { --mark: var(--left); } .insecure { --mark: var(--open); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; color: var(--soft); padding-bottom: .5rem; }
th, td { padding: .45rem .7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; } th { font-weight: 600; } thead th { color: var(--soft); font-size: .9rem; vertical-align: bottom; }
tfoot th, tfoot td { border-top: 2px solid var(--line); border-bottom: 0; font-weight: 600; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
code { font: .86em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.bar { background: var(--mark, var(--soft)); height: .7rem; border-radius: 3px; min-width: 3px; margin-top: .45rem; }
.tag { border: 1px solid var(--mark, var(--line)); color: var(--mark, var(--soft)); border-radius: 99px; padding: 0 .55rem; font-size: .8rem; white-space: nowrap; }
article { border: 1px solid var(--line); border-left: 4px solid var(--mark, var(--line)); border-radius: 6px; padding: .8rem 1rem; margin: .8rem 0; break-inside: avoid; }
article ul, details ul { margin: .5rem 0 0; padding: 0; list-style: none; } article li, details li { margin: .35rem 0; padding-left: .8rem; border-left: 2px solid var(--mark, var(--line)); }
summary { cursor: pointer; color: var(--soft); margin-top: .4rem; } :focus-visible { outline: 3px solid var(--deciding); outline-offset: 2px; }
@media print { :root { color-scheme: light; } body { max-width: none; padding: 0; font-size: 11pt; } h2 { break-after: avoid; } details::details-content { content-visibility: visible; height: auto; } tr { break-inside: avoid; } .bar { print-color-adjust: exact; } }
`;
