import { assertEquals } from "@std/assert";
import { projectRoot } from "perdura/report/project_root.ts";
import { screenshotPath, withChromium, withoutBrowser } from "../_chromium.ts";
import { withoutPython } from "../_python.ts";
import { installKernel } from "./_kernel.ts";
import { examples } from "./_site.ts";

const why = withoutBrowser + await withoutPython("jupyterlab");

/** Does work with a JupyterLab that serves a folder. */
async function withLab(
  folder: string,
  env: Record<string, string>,
  work: (address: string) => Promise<void>,
): Promise<void> {
  const settings = `${folder}/.settings`;
  const notification = `${settings}/@jupyterlab/apputils-extension`;
  await Deno.mkdir(notification, { recursive: true });
  await Deno.writeTextFile(
    `${notification}/notification.jupyterlab-settings`,
    JSON.stringify({ fetchNews: "false", checkForUpdates: false }),
  );
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  const lab = new Deno.Command("python3", {
    args: [
      "-m",
      "jupyterlab",
      "--no-browser",
      "--allow-root",
      "--ip=127.0.0.1",
      `--port=${port}`,
      "--IdentityProvider.token=secret",
      `--ServerApp.root_dir=${folder}`,
    ],
    env: { ...env, JUPYTER_CONFIG_DIR: `${folder}/.config`, JUPYTERLAB_SETTINGS_DIR: settings },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const address = `http://127.0.0.1:${port}`;
  try {
    for (let tries = 0; tries < 300; tries++) {
      const isUp = await fetch(`${address}/api?token=secret`)
        .then(async (response) => (await response.text(), response.ok), () => false);
      if (isUp) return await work(address);
      await new Promise((resume) => setTimeout(resume, 200));
    }
    throw new Error("JupyterLab did not start within a minute");
  } finally {
    lab.kill("SIGTERM");
    await lab.status;
  }
}

Deno.test({
  name: `JupyterLab opens a notebook, runs all its cells and shows its figure${why}`,
  ignore: why !== "",
  async fn() {
    // Inside the project, where the kernel finds the import map; a copy, since Lab saves.
    const folder = await Deno.makeTempDir({ dir: `${projectRoot}data`, prefix: "lab-" });
    try {
      await Deno.copyFile(`${examples.notebookFolder}/01_weeks.ipynb`, `${folder}/01_weeks.ipynb`);
      await withLab(
        folder,
        await installKernel(`${folder}/home`),
        (address) =>
          withChromium(async (browser) => {
            const page = await browser.open(
              `${address}/lab/tree/01_weeks.ipynb?token=secret`,
              { width: 1400, height: 1100 },
            );
            await page.waitFor("document.querySelector('.jp-Notebook .jp-CodeCell')");
            await page.waitFor("document.body.innerText.includes('Deno | Idle')");
            await page.evaluate(
              "[...document.querySelectorAll('.lm-MenuBar-item')]" +
                ".find((item) => item.textContent === 'Run').id = 'run-menu'",
            );
            await page.click("#run-menu");
            await page.click('.lm-Menu-item[data-command="runmenu:run-all"]');
            await page.waitFor("document.querySelector('.jp-OutputArea .pd-figure svg')");
            await page.evaluate(
              "document.querySelector('.pd-figure').scrollIntoView({ block: 'center' })",
            );
            await new Promise((resume) => setTimeout(resume, 500));
            await page.screenshot(await screenshotPath("jupyterlab"), "window");
            const visible = "[...document.querySelectorAll('.pd-figure svg')]" +
              ".filter((svg) => svg.checkVisibility()).length";
            assertEquals(await page.evaluate(visible), 1);
            await page.close();
          }),
      );
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
