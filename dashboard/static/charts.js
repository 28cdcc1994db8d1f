// Draws the charts whose options stand beside them as JSON, in the page's own colours. Tooltips are drawn on the canvas
// and not as HTML, so that no name of a report is ever read as markup.
"use strict";
const drawn = [];

function colours() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue("--" + name).trim();
}

function dressed(option) {
  const colour = colours();
  const axis = { axisLine: { lineStyle: { color: colour("line") } }, axisTick: { show: false },
    axisLabel: { color: colour("soft"), fontSize: 12 }, splitLine: { lineStyle: { color: colour("line") } } };
  const withAxis = (given) => [].concat(given ?? []).map((one) => ({ ...axis, ...one,
    axisLabel: { ...axis.axisLabel, ...one.axisLabel } }));
  return {
    animation: false,
    aria: { enabled: true },
    color: option.colours.map(colour),
    textStyle: { color: colour("ink"), fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: 16, top: option.legend ? 34 : 14, bottom: 4, containLabel: true, ...option.grid },
    tooltip: { renderMode: "richText", trigger: option.trigger ?? "axis", axisPointer: { type: "shadow" },
      backgroundColor: colour("card"), borderColor: colour("line"), textStyle: { color: colour("ink"), fontSize: 13 } },
    legend: option.legend ? { type: "scroll", top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: { color: colour("soft") } } : undefined,
    xAxis: withAxis(option.xAxis),
    yAxis: withAxis(option.yAxis),
    series: option.series.map((one) => ({ barMaxWidth: 26, emphasis: { focus: "none" }, symbolSize: 7, ...one,
      label: one.label && { color: colour("soft"), fontSize: 12, ...one.label } })),
  };
}

for (const canvas of document.querySelectorAll(".chart .canvas")) {
  const option = JSON.parse(canvas.nextElementSibling.textContent);
  const chart = echarts.init(canvas, null, { renderer: "canvas" });
  chart.setOption(dressed(option));
  // A bar leads to the rows that it counts. Only addresses of these pages are followed.
  chart.on("click", (event) => {
    const address = option.links?.[event.dataIndex];
    if (typeof address === "string" && /^\/(?!\/)/.test(address)) location.assign(address);
  });
  drawn.push([chart, option]);
}
addEventListener("resize", () => drawn.forEach(([chart]) => chart.resize()));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  drawn.forEach(([chart, option]) => chart.setOption(dressed(option)));
});
// Paper has its own width, and is white.
for (const moment of ["beforeprint", "afterprint"]) addEventListener(moment, () => drawn.forEach(([chart]) => chart.resize()));
