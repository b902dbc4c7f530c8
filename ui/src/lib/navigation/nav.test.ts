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

it("takes the date as of which everything is told along, back and forward, until it is taken away", () => {
  const nav = new Navigation("zhimai://entity/a");
  let scroll = 70;
  nav.scrollNow = () => scroll;
  nav.know("2025-12");
  expect([nav.address.text, nav.known, nav.scroll]).toEqual([
    "zhimai://entity/a?known=2025-12",
    "2025-12",
    70,
  ]);
  scroll = 0;
  nav.go("zhimai://view/search?q=b#p1");
  expect(nav.address.text).toBe("zhimai://view/search?q=b&known=2025-12#p1");
  nav.replace("zhimai://view/search?q=bc");
  expect(nav.known).toBe("2025-12");
  nav.know("2025-11-18");
  expect(nav.address.text).toBe("zhimai://view/search?q=bc&known=2025-11-18");
  nav.know("");
  expect([nav.address.text, nav.known]).toEqual(["zhimai://view/search?q=bc", ""]);
  nav.go("zhimai://entity/c");
  expect(nav.address.text).toBe("zhimai://entity/c");
  nav.back();
  nav.back();
  expect(nav.known).toBe("2025-11-18");
  nav.back();
  nav.back();
  expect([nav.address.id, nav.known]).toEqual(["a", "2025-12"]);
  nav.back();
  expect(nav.known).toBe("");
});

it("leaves an address its own date, and one from outside without one", () => {
  const nav = new Navigation("zhimai://entity/a?known=2025");
  nav.go("zhimai://entity/b?known=2026");
  expect(nav.known).toBe("2026");
  nav.goExactly("zhimai://entity/c");
  expect(nav.known).toBe("");
});

it("tells everything where the date is none, and says so", () => {
  const nav = new Navigation("zhimai://entity/a?known=soon");
  expect([nav.asked, nav.known]).toEqual(["soon", ""]);
  nav.go("zhimai://entity/b");
  expect(nav.asked).toBe("soon");
});
