import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Timeline } from "$lib/bindings/Timeline";
import { locale } from "$lib/i18n/locale.svelte";
import { event } from "./samples";

const platform = vi.hoisted(() => ({ ask: vi.fn(), saveFile: vi.fn(() => Promise.resolve(true)) }));
vi.mock("$lib/platform", async (original) => ({ ...(await original<object>()), ...platform }));

// jsdom has no faces to wait for.
Object.defineProperty(document, "fonts", { value: new EventTarget() });

const { parseAddress } = await import("$lib/navigation/address");
const { nav } = await import("$lib/navigation/nav.svelte");
const { default: TimelineView } = await import("./TimelineView.svelte");

const nvidia = { address: "zhimai://entity/nvidia", label: "NVIDIA" };
const answer: Timeline = {
  items: [
    event("2019-07-22", { id: "first", title: "Microsoft backs OpenAI", kind: "investment" }),
    event("2025-11-18", {
      id: "alliance",
      title: "The alliance",
      summary: "Three sign.",
      conflicted: true,
      participants: [nvidia],
    }),
    event("2025-11", { id: "month", title: "Some time in November" }),
  ],
  entities: [{ value: "nvidia", label: "NVIDIA", count: 1 }],
  kinds: [{ value: "investment", label: "investment", count: 1 }],
};

beforeEach(() => {
  locale.lang = "en";
  platform.ask.mockReset();
  platform.ask.mockImplementation((name: string) =>
    Promise.resolve(name === "timeline" ? answer : [{ id: "nvidia" }]),
  );
});

async function open(query = "") {
  render(TimelineView, { address: parseAddress(`zhimai://view/timeline${query}`) });
  return screen.findByLabelText("Events in view");
}

// By selectors and not by roles: jsdom takes seconds to work out the roles of so many marks.
const selected = () => document.querySelector("[role=option][aria-selected=true]");
const options = () =>
  screen.getAllByRole("option").map((option) => option.querySelector(".title")?.textContent);

describe("the timeline", () => {
  it("shows a picture with a name, and the same events as a list", async () => {
    await open();
    expect(document.querySelector("svg[role=img]")?.getAttribute("aria-label")).toContain("3 events");
    expect(options()).toEqual(["Microsoft backs OpenAI", "The alliance", "Some time in November"]);
  });

  it("is walked with the arrow keys, and Enter opens", async () => {
    const list = await open();
    await fireEvent.keyDown(list, { key: "ArrowDown" });
    await fireEvent.keyDown(list, { key: "ArrowDown" });
    const row = selected();
    expect(row?.textContent).toContain("Three sign.");
    expect(list.getAttribute("aria-activedescendant")).toBe(row?.id);
    await fireEvent.keyDown(list, { key: "Enter" });
    expect(nav.address.text).toBe("zhimai://event/alliance");
    nav.back();
    expect(nav.address.parameters.get("event")).toBe("alliance");
  });

  it("leaves the keys of an input method alone", async () => {
    const list = await open();
    await fireEvent.keyDown(list, { key: "ArrowDown", isComposing: true });
    expect(selected()).toBeNull();
  });

  it("comes back as its address says", async () => {
    await open("?from=2025-11-01&to=2025-12-31&event=alliance&lanes=kind");
    expect(options()).toEqual(["The alliance", "Some time in November"]);
    expect(selected()?.textContent).toContain("The alliance");
    expect(screen.getByLabelText<HTMLInputElement>("By kind").checked).toBe(true);
  });

  it("zooms by keys and by the fields for dates, and shows all again", async () => {
    await open();
    const from = screen.getByLabelText<HTMLInputElement>("From");
    await fireEvent.input(from, { target: { value: "２０２５年" } });
    await fireEvent.keyDown(from, { key: "Enter" });
    expect(options()).toEqual(["The alliance", "Some time in November"]);
    await fireEvent.click(screen.getByText("Show all"));
    expect(options()).toHaveLength(3);
    const picture = screen.getAllByLabelText("Timeline of events").at(-1) as HTMLElement;
    for (let i = 0; i < 6; i++) await fireEvent.keyDown(picture, { key: "+" });
    await fireEvent.keyDown(picture, { key: "Home" });
    expect(options()).toEqual(["Microsoft backs OpenAI"]);
  });

  it("says what is wrong with a date that is none, and keeps the view", async () => {
    await open();
    const to = screen.getByLabelText("To");
    await fireEvent.input(to, { target: { value: "soon" } });
    await fireEvent.keyDown(to, { key: "Enter" });
    expect(document.querySelector("[role=alert]")?.textContent).toContain("Not a date");
    expect(options()).toHaveLength(3);
  });

  it("filters by entity, and says so", async () => {
    await open();
    await fireEvent.click(screen.getByText("Filter"));
    await fireEvent.click(screen.getByLabelText(/NVIDIA/));
    expect(options()).toEqual(["The alliance"]);
    await fireEvent.click(screen.getByLabelText("Remove filter: NVIDIA"));
    expect(options()).toHaveLength(3);
  });

  it("is saved as a picture through the desktop", async () => {
    await open();
    await fireEvent.click(screen.getByLabelText("Save picture"));
    await fireEvent.click(await screen.findByText(/SVG/));
    await vi.waitFor(() => {
      expect(platform.saveFile).toHaveBeenCalled();
    });
    const [name, bytes] = platform.saveFile.mock.calls[0] as unknown as [string, Uint8Array];
    expect(name).toBe("zhimai-2019-07-22-2025-11-30.svg");
    expect(new TextDecoder().decode(bytes)).toContain("<svg");
  });

  it("says what would be there when there is nothing, and what went wrong when something did", async () => {
    platform.ask.mockImplementation((name: string) =>
      Promise.resolve(name === "timeline" ? { items: [], entities: [], kinds: [] } : []),
    );
    render(TimelineView, { address: parseAddress("zhimai://view/timeline") });
    expect(await screen.findByText("No events yet")).toBeTruthy();
    platform.ask.mockImplementation(() => Promise.reject(new Error("broken")));
    render(TimelineView, { address: parseAddress("zhimai://view/timeline") });
    expect((await screen.findByRole("alert")).textContent).toContain("broken");
  });
});
