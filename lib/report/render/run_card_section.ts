import { formatNumber } from "perdura/core/mod.ts";
import { formatBytes } from "../format.ts";
import { Markup, markup } from "../markup.ts";
import type { RunCard } from "../run/run_card.ts";

/**
 * The card that says how a report was made, folded.
 *
 * @param name the notebook's name, for the command that makes the report again
 */
export function runCardSection(name: string, card: RunCard): Markup {
  const { parameters, inputs, packages, commit } = card;
  const flags = parameters.filter(({ isOverridden }) => isOverridden)
    .map((parameter) => ` --param ${shellWord(`${parameter.name}=${parameter.value}`)}`).join("");
  const entries: [string, Markup | string][] = [
    ["Started", `${card.started.slice(0, 19).replace("T", " ")} UTC`],
    ["Duration", `${formatNumber(card.seconds, 1)} s`],
    ["Parameters", parameters.length === 0 ? "none" : parameterList(parameters)],
    [
      "Code",
      `Perdura ${card.perdura}${
        commit === undefined ? "" : `, commit ${commit.slice(0, 12)}`
      }, fingerprint ${card.code.slice(0, 12)}`,
    ],
    [
      "Versions",
      [`Deno ${card.deno}`, ...Object.entries(packages).map((e) => e.join(" "))].join(", "),
    ],
    ["Make it again", markup`<code>deno task report ${name}${flags}</code>`],
  ];
  const json = JSON.stringify(card).replaceAll("<", "\\u003c");
  return markup`<details class="card"><summary>How this was made: data, parameters, versions</summary>
<dl>
${entries.map(([term, value]) => markup`<dt>${term}</dt><dd>${value}</dd>\n`)}</dl>
${inputs.length === 0 ? undefined : inputTable(inputs)}
<script type="application/json" id="run-card">${new Markup(json)}</script>
</details>`;
}

function parameterList(parameters: RunCard["parameters"]): Markup {
  const items = parameters.map(({ name, value, isOverridden }, at) =>
    markup`${at > 0 && ", "}${name} = <strong>${String(value)}</strong>${isOverridden && " (set)"}`
  );
  return markup`${items}`;
}

function inputTable(inputs: RunCard["inputs"]): Markup {
  const rows = inputs.map((input) =>
    "isMissing" in input
      ? markup`<tr><td>${input.name}</td><td colspan="3">not there</td></tr>\n`
      : markup`<tr><td>${input.name}</td><td class="right">${
        input.rows === undefined ? "" : formatNumber(input.rows)
      }</td><td class="right">${formatBytes(input.bytes)}</td><td><code title="${input.sha256}">${
        input.sha256.slice(0, 12)
      }</code></td></tr>\n`
  );
  return markup`<div class="scroll" role="region" aria-label="Inputs" tabindex="0"><table>
<thead><tr><th>Input</th><th class="right">Rows</th><th class="right">Size</th><th>SHA-256</th></tr></thead>
<tbody>
${rows}</tbody>
</table></div>`;
}

function shellWord(text: string): string {
  return /^[\w.,:/=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
