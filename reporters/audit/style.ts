/** The style sheet of the audit page. Status is told by sign and word; colour only repeats it. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1d2126;--soft:#555d66;--rule:#d5d9de;--wash:#f5f6f8;--link:#0b4f8a;
--bad:#a3161b;--bad-wash:#fdf1f1;--good:#1a6334;--good-wash:#eff7f1;--warn:#7a4a00;--warn-wash:#fcf5e8;--bar:#5b7fa6}
@media (prefers-color-scheme:dark){:root{--paper:#15181c;--ink:#e6e8ea;--soft:#a9b1ba;--rule:#3a4048;--wash:#1e2227;--link:#8cc0f0;
--bad:#ff9a94;--bad-wash:#2e1b1c;--good:#86d39c;--good-wash:#182a1e;--warn:#f0bf6c;--warn-wash:#2c2415;--bar:#7fa3cc}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0 auto;max-width:66rem;padding:2.5rem 1.5rem 5rem;background:var(--paper);color:var(--ink);
font:1rem/1.55 system-ui,-apple-system,"Segoe UI","Noto Sans","Liberation Sans",Arial,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,h4{line-height:1.25;margin:0;text-wrap:balance}
h1{font-size:2rem;font-weight:650;letter-spacing:-.01em}
h2{font-size:1.5rem;font-weight:650;margin:3.5rem 0 1rem;padding-top:1.25rem;border-top:2px solid var(--ink)}
h3{font-size:1.1rem;font-weight:650;margin:2rem 0 .6rem}
h4{font-size:.95rem;font-weight:600;margin:0}
p{margin:.5rem 0;max-width:46rem}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible,.picture:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
code,pre{font-family:ui-monospace,"SFMono-Regular",Menlo,Consolas,"Liberation Mono",monospace;font-size:.86em;unicode-bidi:isolate}
dd,td,h1,h3,h4,li{unicode-bidi:isolate}
.skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem}
.over{font-size:.85rem;letter-spacing:.06em;text-transform:uppercase;color:var(--soft);margin:0 0 .5rem;display:flex;flex-wrap:wrap;align-items:center;gap:.3rem .8rem}
.stamp{display:inline-block;border:2px solid var(--bad);color:var(--bad);padding:.05rem .5rem;letter-spacing:.1em}
.verdict{font-size:1.2rem;line-height:1.45;margin:1.25rem 0;padding:.9rem 1.1rem;border-left:6px solid;max-width:none;background:var(--wash)}
.verdict.good{border-color:var(--good)}.verdict.bad{border-color:var(--bad)}
.verdict.good span{color:var(--good)}.verdict.bad span{color:var(--bad)}
.incomplete{font-weight:600}
dl{margin:1rem 0}
dl>div{display:grid;grid-template-columns:10rem 1fr;gap:.15rem 1rem;padding:.35rem 0;border-top:1px solid var(--rule)}
dl>div:last-child{border-bottom:1px solid var(--rule)}
dt{color:var(--soft)}dd{margin:0;grid-column:2}
.exchange dl,.compare{font-size:.92rem}
nav ol{columns:16rem;padding-left:1.2rem;margin:1.5rem 0 0}
nav li{padding:.1rem 0}
table{width:100%;border-collapse:collapse;margin:1rem 0;font-size:.92rem;font-variant-numeric:tabular-nums}
.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
caption{text-align:left;color:var(--soft);padding-bottom:.4rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .8rem .5rem 0;border-top:1px solid var(--rule);font-weight:400}
thead th{color:var(--soft);font-size:.85rem;border-top:0;border-bottom:1.5px solid var(--soft);vertical-align:bottom}
tfoot th,tfoot td{border-top:1.5px solid var(--soft);font-weight:600}
td p{margin:0 0 .3rem}td dl{margin:.4rem 0 0}
td dl>div{display:block}
#ledger table,#waivers table,#frameworks table{table-layout:fixed}
#ledger th:nth-child(1){width:31%}#ledger thead th:nth-child(2){width:9.5rem}
#waivers th:nth-child(1){width:20%}#waivers thead th:nth-child(2){width:14%}#waivers thead th:nth-child(3){width:17%}#waivers thead th:nth-child(4){width:19%}
#scores th,#scores td{overflow-wrap:normal}
#changes table{table-layout:fixed}#changes th:nth-child(1){width:46%}
#frameworks th:nth-child(1){width:36%}#frameworks thead th:nth-child(2){width:26%}
.id,.finding h3 a{font-weight:650;white-space:nowrap}
.title{display:block}
.badge{display:inline-block;font-size:.85rem;font-weight:600;line-height:1.3;padding:.05rem .45rem;border:1.5px solid;border-radius:.25rem;white-space:nowrap}
.badge.pass{color:var(--good);background:var(--good-wash)}
.badge.fail,.badge.waiver-expired{color:var(--bad);background:var(--bad-wash)}
.badge.error,.badge.waived{color:var(--warn);background:var(--warn-wash)}
.badge.not-applicable,.badge.not-evaluated{color:var(--soft);background:var(--wash);border-style:dashed}
.severity{display:block;margin-top:.2rem}
.severity,.kind,.meta,.more,.label{color:var(--soft)}
.severity{font-size:.85rem}.kind{font-weight:400;font-size:.85rem}
.meta,.more{font-size:.92rem;margin:.25rem 0}
.finding{margin:1.5rem 0;padding:1rem 1.2rem 1.1rem;border:1px solid var(--rule);border-left:6px solid var(--bad);border-radius:.25rem}
.finding.error{border-left-color:var(--warn)}
.finding h3{margin:0 0 .25rem}
.reason{font-weight:600}
.compare .expected dt,.compare .observed dt{font-weight:600;color:var(--ink)}
.command{display:block;padding:.45rem .65rem;background:var(--wash);border-radius:.25rem;white-space:pre-wrap}
details{margin:.5rem 0}
summary{cursor:pointer;color:var(--link);width:fit-content;max-width:100%}summary code{color:var(--ink)}
.exchange{margin:.9rem 0 0;padding:.2rem 0 .2rem 1rem;border-left:2px solid var(--rule)}
.exchange .label{font-size:.85rem;margin:.6rem 0 .2rem}
pre{margin:0;padding:.6rem .75rem;background:var(--wash);border-radius:.25rem;white-space:pre-wrap;line-height:1.45;tab-size:4}
pre i,.cut{color:var(--soft);font-style:italic}
.unseen{color:var(--bad);border:1px dotted;border-radius:2px;padding:0 .1em;font-family:ui-monospace,Menlo,Consolas,"Liberation Mono",monospace;font-size:.86em}
.ids,.seen,.outside{padding-left:1.2rem;margin:.5rem 0}
.seen li{margin:.15rem 0}.subjects{color:var(--soft)}
.gauge{display:block;margin-top:.3rem}.ids-inline{font-size:.88rem}.ids-inline a,#frameworks p a{white-space:nowrap}#waivers .id{white-space:normal}
td details{margin:.1rem 0}
.sum{font-size:1.05rem;padding:.6rem 0}
.statement{padding:.7rem 1rem;background:var(--wash);border-left:4px solid var(--soft);max-width:none}
.picture{overflow-x:auto;margin:1rem 0}
.picture svg{display:block;min-width:720px}
svg text{font:13px system-ui,"Segoe UI","Noto Sans","Liberation Sans",Arial,sans-serif;fill:var(--ink)}
svg .strong{font-weight:600}
svg .bar{fill:var(--bar);stroke:var(--ink);stroke-width:1}
svg .arrow{fill:var(--ink)}
svg .now,svg .limit{stroke:var(--ink);stroke-width:2}
svg .mark{stroke:var(--ink);stroke-width:1.2;stroke-dasharray:5 4}
svg .grid{stroke:var(--rule);stroke-width:1}
svg .end{stroke:var(--ink);stroke-width:3}
svg .interval{stroke:var(--ink);stroke-width:2.5}
svg .point{fill:var(--paper);stroke:var(--ink);stroke-width:2.5}
svg .beyond{fill:var(--ink)}
svg .full{fill:var(--bar);stroke:var(--ink);stroke-width:1}
svg .empty{fill:none;stroke:var(--soft);stroke-width:1}
footer{margin-top:4rem;padding-top:1rem;border-top:1px solid var(--rule);color:var(--soft);font-size:.9rem}
@media (max-width:44rem){
body{padding:1.25rem 1rem 3rem}
h1{font-size:1.5rem}h2{font-size:1.3rem;margin-top:2.5rem}
dl>div,td dl>div{display:block}dd{margin-top:.1rem}
nav ol{columns:auto}
table,tbody,tfoot,tr,caption{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{border-top:1px solid var(--rule);padding:.6rem 0}
th,td,tfoot th,tfoot td{display:block;border:0;padding:.1rem 0;width:auto!important}
td[data-label]::before{content:attr(data-label) ": ";color:var(--soft);font-weight:400}
.finding{padding:.8rem .8rem .9rem}
.exchange{padding-left:.6rem}
}
@media print{
:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#444;--rule:#bbb;--wash:#f3f3f3;--link:#000;--bad:#8a0f14;--bad-wash:#fff;--good:#124a26;--good-wash:#fff;--warn:#5c3800;--warn-wash:#fff;--bar:#8fa9c4}
html{font-size:9.5pt}
@page{size:A4;margin:18mm 16mm 20mm}
body{max-width:none;padding:0;font-size:1rem}
h2{margin-top:2rem}p{max-width:none}tfoot{display:table-row-group}tfoot tr,tbody tr:first-child{break-before:avoid}thead,.finding .meta,.finding .reason{break-after:avoid}.badge{white-space:normal}
h2,h3,h4,caption,summary,.label{break-after:avoid}
nav,.skip{display:none}
a{text-decoration:none}
details:not(.repeated)::details-content{content-visibility:visible;display:block;height:auto;opacity:1}
summary{list-style:none;color:var(--soft)}
tr,.compare>div,dl>div,.picture,h4+.label+pre{break-inside:avoid}
pre,.command,.verdict,.badge{border:1px solid var(--rule);print-color-adjust:exact;-webkit-print-color-adjust:exact}
.badge{border-color:currentColor}
.verdict{border-left:6px solid}
th,td{padding-top:.25rem;padding-bottom:.25rem}.ids-inline,.seen,pre{font-size:.8rem}dl>div{padding:.15rem 0}
.finding{break-inside:auto}.sum{padding:0}
.picture{overflow:visible}.picture svg{min-width:0;width:100%;height:auto}
}
`;
