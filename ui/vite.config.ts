import { svelte } from "@sveltejs/vite-plugin-svelte";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const FACES = [
  "noto-sans-sc",
  "noto-sans-tc",
  "noto-serif-sc",
  "noto-serif-tc",
  "source-sans-3",
  "source-serif-4",
] as const;

/** The faces' licence asks for its text to travel along. */
function faceLicences(): Plugin {
  return {
    name: "face-licences",
    apply: "build",
    generateBundle() {
      for (const face of FACES) {
        const path = fileURLToPath(
          new URL(`./node_modules/@fontsource-variable/${face}/LICENSE`, import.meta.url),
        );
        this.emitFile({ type: "asset", fileName: `licences/${face}.txt`, source: readFileSync(path) });
      }
    },
  };
}

export default defineConfig({
  plugins: [svelte(), faceLicences()],
  resolve: {
    alias: { $lib: fileURLToPath(new URL("./src/lib", import.meta.url)) },
    // Tests run the components as a browser would.
    ...(process.env["VITEST"] ? { conditions: ["browser"] } : {}),
  },
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  build: {
    // WebKitGTK 2.40, WebView2 and Safari 16.4 all know these.
    target: ["chrome111", "safari16.4"],
    // A font inlined as a data address would be loaded whether or not it is used.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
  },
  // A busy machine takes its time.
  test: {
    testTimeout: 30_000,
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/test/setup.ts"],
  },
});
