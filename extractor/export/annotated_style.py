"""How a page of annotated text looks, wide, narrow, by day and by night."""

STYLE = """
:root { color-scheme: light dark; --ink: #1d2329; --paper: #fff; --line: #d9dee3; --soft: #f4f6f8; }
* { box-sizing: border-box; }
body { margin: 0; padding: 0 1rem 4rem; color: var(--ink); background: var(--paper);
  font: 16px/1.9 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
header { position: sticky; top: 0; z-index: 1; background: var(--paper); border-bottom: 1px solid var(--line);
  padding: .6rem 0; }
h1 { font-size: 1.1rem; margin: 0; overflow-wrap: anywhere; }
.legend { margin: .3rem 0 0; font-size: .8rem; line-height: 1.8; }
.legend mark { margin-right: .3rem; }
main { display: grid; grid-template-columns: minmax(0, 1fr) 25rem; gap: 2rem; max-width: 90rem; margin: 1rem auto; }
article { min-width: 0; overflow-wrap: anywhere; }
article p { margin: 0 0 .7rem; }
aside { font-size: .85rem; line-height: 1.5; min-width: 0; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .2rem 1rem; margin: 0 0 1rem; padding: .7rem;
  background: var(--soft); border-radius: .4rem; }
dt { opacity: .75; }
dd { margin: 0; font-weight: 600; }
table { border-collapse: collapse; width: 100%; }
th, td { border-top: 1px solid var(--line); padding: .3rem .35rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
th, tr:not(.measures) td:nth-child(n+3) { white-space: nowrap; }
td:first-child { opacity: .7; }
.measures td { border-top: 0; padding-top: 0; }
.measures ul { margin: 0; padding-left: 1rem; opacity: .85; }
a { color: inherit; }
b, .doubt { color: #b3261e; }
mark { color: inherit; background: var(--tint); border-radius: .25rem; padding: .1rem .2rem; scroll-margin-top: 7rem;
  }
mark:target { outline: 2px solid currentColor; }
mark .last { white-space: nowrap; }
mark sup { font-size: .65rem; font-weight: 700; margin-left: .1rem; line-height: 1; }
.PROJECT { --tint: #ffd9a8; } .AMOUNT { --tint: #bfe6c5; } .PERCENT { --tint: #c9ecf5;
  } .INDICATOR { --tint: #e3d4f7; }
.SCORE { --tint: #fbc9d4; } .GRADE { --tint: #f9e79a; } .ORG { --tint: #d5deea; } .DATE { --tint: #e6e2d3; }
.DOC_NO { --tint: #d8d8d8; } .COUNT { --tint: #d4efe6; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e7ea; --paper: #15181b; --line: #343a40; --soft: #1f2429; }
  b, .doubt { color: #ff8a80; }
  .PROJECT { --tint: #6b4415; } .AMOUNT { --tint: #1f5429; } .PERCENT { --tint: #17505e;
  } .INDICATOR { --tint: #4a3470; }
  .SCORE { --tint: #6e2638; } .GRADE { --tint: #5f520e; } .ORG { --tint: #34445a; } .DATE { --tint: #4a4634; }
  .DOC_NO { --tint: #484848; } .COUNT { --tint: #1d4f42; }
}
@media (max-width: 60rem) { main { grid-template-columns: minmax(0, 1fr); gap: 1rem; } aside { order: -1;
  } header { position: static; } }
"""
