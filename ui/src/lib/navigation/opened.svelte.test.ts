import { flushSync } from "svelte";
import { expect, it } from "vitest";
import { nav } from "./nav.svelte";
import { Opened } from "./opened.svelte";

it("remembers what was open on a page until it is come back to", () => {
  nav.go("zhimai://entity/a");
  const events = new Opened("events");
  expect(events.is).toBe(false);
  events.is = true;
  new Opened("deals in").count = 100;
  nav.go("zhimai://entity/b");
  expect(new Opened("events").is).toBe(false);
  nav.back();
  expect(new Opened("events").is).toBe(true);
  expect(new Opened("deals in").count).toBe(100);
});

it("tells whoever follows the page's key nothing of a change of its own address", () => {
  const keys: number[] = [];
  const stop = $effect.root(() => {
    $effect(() => {
      keys.push(nav.key);
    });
  });
  flushSync();
  nav.replace("zhimai://entity/a?deal=x");
  flushSync();
  expect(keys).toHaveLength(1);
  nav.go("zhimai://entity/c");
  flushSync();
  expect(keys).toHaveLength(2);
  stop();
});
