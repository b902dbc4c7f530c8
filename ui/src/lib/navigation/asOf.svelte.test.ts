import { flushSync } from "svelte";
import { afterEach, expect, it, vi } from "vitest";

const core = vi.hoisted(() => ({ invoke: vi.fn((..._: unknown[]) => Promise.resolve({})) }));
vi.mock("@tauri-apps/api/core", () => ({ ...core, Channel: class {} }));

import { ask } from "$lib/platform";
import { resource } from "$lib/platform/resource.svelte";
import { nav } from "./nav.svelte";

afterEach(() => {
  nav.know("");
  core.invoke.mockClear();
});

/** The dates that the library was asked for, in order. */
const dates = () => core.invoke.mock.calls.map(([, asked]) => (asked as { asOf: string | null }).asOf);

it("asks for what was known on the date that the window is at", async () => {
  await ask("timeline", { entities: [], kinds: [], from: null, to: null });
  nav.know("2025-12");
  await ask("timeline", { entities: [], kinds: [], from: null, to: null });
  nav.go("zhimai://entity/nvidia");
  await ask("entity", { id: "nvidia" });
  expect(dates()).toEqual([null, "2025-12", "2025-12"]);
});

it("asks again when the date changes, and not when only the address does", () => {
  const stop = $effect.root(() => {
    resource(() => ask("entity", { id: "nvidia" }));
  });
  flushSync();
  nav.know("2025-11-18");
  flushSync();
  nav.go("zhimai://view/search?q=a");
  flushSync();
  nav.know("");
  flushSync();
  expect(dates()).toEqual([null, "2025-11-18", null]);
  stop();
});
