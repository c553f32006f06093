import { readdirSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** One entry per page and per style sheet; a name that begins with "_" is only a part. */
const entries = [
  ...filesIn("src/pages", /^[^_].*(?<!\.test)\.ts$/),
  ...filesIn("src/styles", /^[^_].*\.scss$/),
];

function filesIn(folder: string, name: RegExp): string[] {
  return readdirSync(new URL(`./${folder}/`, import.meta.url))
    .filter((file) => name.test(file))
    .map((file) => `${folder}/${file}`);
}

export default defineConfig({
  base: "/static/app/",
  build: {
    target: "es2022",
    outDir: "../videoberatung/base/static/app",
    emptyOutDir: true,
    manifest: true,
    // A data: address is not in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: entries },
  },
  css: {
    preprocessorOptions: {
      scss: {
        loadPaths: ["node_modules"],
        // Bootstrap 5.3 is written in the older Sass; its warnings are not ours to mend.
        quietDeps: true,
        silenceDeprecations: ["import"],
      },
    },
  },
  test: { include: ["src/**/*.test.ts"] },
});
