import { expect, it } from "vitest";
import { Navigation } from "./nav.svelte";

it("goes back and forward, and forgets what lay ahead", () => {
  const nav = new Navigation("zhimai://view/search");
  expect([nav.canGoBack, nav.canGoForward]).toEqual([false, false]);
  nav.go("zhimai://entity/a");
  nav.go("zhimai://entity/b");
  nav.back();
  expect(nav.address.id).toBe("a");
  expect([nav.canGoBack, nav.canGoForward]).toEqual([true, true]);
  nav.forward();
  expect(nav.address.id).toBe("b");
  nav.back();
  nav.go("zhimai://entity/c");
  expect(nav.canGoForward).toBe(false);
  nav.back();
  nav.back();
  nav.back();
  expect(nav.address.id).toBe("search");
});

it("keeps the scroll place of each page", () => {
  const nav = new Navigation("zhimai://view/search");
  let scroll = 120;
  nav.scrollNow = () => scroll;
  nav.go("zhimai://entity/a");
  expect(nav.scroll).toBe(0);
  scroll = 40;
  nav.back();
  expect(nav.scroll).toBe(120);
  scroll = 0;
  nav.forward();
  expect(nav.scroll).toBe(40);
});

it("changes the address of a page without leaving it", () => {
  const nav = new Navigation("zhimai://view/search");
  const key = nav.key;
  nav.replace("zhimai://view/search?q=a");
  expect(nav.key).toBe(key);
  expect(nav.canGoBack).toBe(false);
  nav.go("zhimai://entity/a");
  expect(nav.key).not.toBe(key);
  nav.back();
  expect(nav.address.parameters.get("q")).toBe("a");
});

it("keeps a bounded history", () => {
  const nav = new Navigation();
  for (let i = 0; i < 500; i++) nav.go(`zhimai://entity/${String(i)}`);
  let steps = 0;
  while (nav.canGoBack) {
    nav.back();
    steps++;
  }
  expect(steps).toBe(199);
});
